using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>What is proven of a document before it is written.</summary>
public class ProvenDocumentTests
{
    [Fact]
    public void RightRulesHaveNoNote() => Assert.Empty(ProvenDocument.Notes(VerifiedDocuments.Read(VerifiedDocuments.Intervals)));

    [Theory]
    [InlineData("""{"bias":-8,""", """{"bias":-10.0001,""", "nonEmpty: Rule 4 is empty")]
    [InlineData("""{"x":2,""", """{"x":3,""", "witnesses: The witness of rule 1 falls into rule 2.")]
    [InlineData("""{"b":3}}}],""", """{"b":3}}}],"implied":[2],""", "implied: Condition 2 does not follow from the others of rule 2")]
    [InlineData("""0.6667""", """0.6767""", "support: Rule 4 has 2 of 3 training rows")]
    public void WrongRulesAreAFaultAndAreNotWritten(string from, string to, string says)
    {
        var document = VerifiedDocuments.Read(VerifiedDocuments.Intervals.Edited(from, to));
        var fault = Assert.Throws<InvalidOperationException>(() => ProvenDocument.Notes(document));
        Assert.StartsWith($"the rules are not what they claim to be, and are not written ({says}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelThatIsNeverTheAnswerIsNoted()
    {
        var document = VerifiedDocuments.Read(VerifiedDocuments.Intervals);
        var never = document with { Rules = document.Rules.Select(r => r with { Own = Rule.Alone([Constant(1), Constant(0)]) }).ToEquatableArray() };
        Assert.Equal([new Note("never-the-answer", "No input inside the ranges is answered with 'yes'.")], ProvenDocument.Notes(never));

        static Expression Constant(double value) => new(Number.From(value), EquatableArray<Term>.Empty);
    }

    [Fact]
    public void VeryManyConditionsAreLeftToVerify()
    {
        var document = VerifiedDocuments.Large(11, 3, 0);
        Assert.True(document.Rules.Count * 11 > ProvenDocument.MaxConditions);
        Assert.Contains("rulec verify proves them", Assert.Single(ProvenDocument.Notes(document)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RoundedWitnessesKeepAwayFromBorders()
    {
        // 0.1·x − 0.3 at 3 is 5.6e-17 in doubles and 0 in truth; of 3.004 two digits and three are 3.
        var document = VerifiedDocuments.Read(VerifiedDocuments.Intervals);
        var witness = RoundedWitness.Find(new RuleEvaluator(document), 1, [3.004, 0])!;
        Assert.Equal(3.004, ((NumberValue)witness[0]).Value.Value);
        Assert.Null(RoundedWitness.Find(new RuleEvaluator(document), 1, [3, 0]));
    }
}
