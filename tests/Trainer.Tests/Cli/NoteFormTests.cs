using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Numerics;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>
/// Whoever calculates with the digits of the note's form decides as the evaluator does. (Of version 2 they are exact sums, which the tests
/// of expanded rules compare with the exact evaluator.)
/// </summary>
public sealed class NoteFormTests
{
    private const int Rows = 2_000;

    public static TheoryData<string> Names => CompiledDocuments.NamesOf(1);

    [Theory]
    [MemberData(nameof(Names))]
    public void ItsDigitsGiveTheBitsOfTheEvaluator(string name)
    {
        var document = RuleDocumentReader.Read(File.ReadAllText(CompiledDocuments.PathOf(name)));
        var (evaluator, note) = (new RuleEvaluator(document), new NoteForm(CompiledDocuments.Shown(name, "--note"), document));
        Assert.Equal(document.Rules.Count, note.Rules);
        var random = new Xoshiro256(7);
        var fired = new bool[document.Rules.Count];
        for (var i = 0; i < Rows; i++)
        {
            var row = document.Inputs.Select(input => Value(input, random)).ToArray();
            var expected = evaluator.Evaluate(row);
            var (rule, outputs) = note.Evaluate(row);
            Assert.Equal(document.Rules[expected.RuleIndex].Id, rule);
            Assert.Equal(expected.Outputs.Select(BitConverter.DoubleToInt64Bits), outputs.Select(BitConverter.DoubleToInt64Bits));
            fired[expected.RuleIndex] = true;
        }

        Assert.True(fired.Count(f => f) * 2 >= fired.Length, "Too few rules were tried.");
    }

    private static double Value(Input input, Xoshiro256 random)
    {
        if (input is CategoryInput category)
            return random.NextInt(category.Categories.Count);
        var number = (NumberInput)input;
        var (low, high) = (number.Minimum.Value, number.Maximum.Value);
        var value = low + (random.NextDouble() * (high - low));
        // A mark would be replaced or refused before the rules see it.
        return number.IsMissing(value) ? high : value;
    }
}
