using System;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Description;

/// <summary>A whole rule in exact numbers: nothing is left to look up, and nothing is rounded.</summary>
public class ExpandedDescriberTests
{
    private static readonly RuleDocument Document = HingeExample.Read();
    private static readonly ExpandedDescriber Describer = new(Document);

    [Fact]
    public void ARuleIsOneSumForEachConditionAndOutput() => Assert.Equal(
        """
        Rule 2
        IF +income[+0.4*income; "no record": +2.0; none: +0.0; "not asked": +0.0] -0.6*debt +12.0 < 0
          (condition 1; "debt is high")
        IF +1.0*age +income[+0.2*income; "no record": +1.0; none: +0.0; "not asked": +0.0] -0.3*debt -20.0 >= 0
          (condition 5)
           paid = +curve(age) +income[+0.039*income; "no record": +0.59; none: +0.0; "not asked": +0.0] -0.038*debt
               +housing[own: +0.5; rent, other: +0.0] -0.81
               curve(age) = -0.6              where age < 18.0
                            +1/14*age -66/35  where 18.0 <= age < 25.0
                            +0.02*age -0.6    where 25.0 <= age < 45.0
                            +0.3              where 45.0 <= age < 70.0
                            +0.1              where age >= 70.0
          (      condition 7 < 0 follows inside the ranges of the inputs and is not tested.)
        """,
        string.Join('\n', Describer.Rule(1)));

    [Fact]
    public void ItSaysWhereTheSumsHold() =>
        Assert.Contains("They hold inside the ranges of the inputs, where all IF lines are true.", Describer.Reading());

    [Fact]
    public void NothingIsRounded() => Assert.DoesNotContain(
        "≈", string.Concat(Document.Rules.SelectMany((_, r) => Describer.Rule(r))), StringComparison.Ordinal);

    /// <summary>What the map says, calculated by itself, is what the exact evaluator says of the document.</summary>
    [Fact]
    public void TheMapIsTheOutput()
    {
        var exact = new ExactEvaluator(Document, Reading.Written);
        var random = new Random(5);
        var seen = 0;
        for (var i = 0; i < 500; i++)
        {
            double[] row = [random.Next(18, 91), random.Next(3) == 0 ? -9 : random.Next(1, 251), random.Next(0, 181), random.Next(3)];
            var (rule, outputs) = exact.Evaluate(row);
            // Rules 1 and 2 test what they depend on; rule 3 states what holds only for young rows.
            if (rule == 2)
                continue;
            seen++;
            Assert.Equal(outputs[0], Value(Describer.Output(rule, 0), row));
        }

        Assert.InRange(seen, 100, 500);
    }

    private static Rational Value(ExpandedMap map, double[] row) => map.Terms.Aggregate(
        Number(map.Constant),
        (sum, term) =>
        {
            var position = Document.Inputs.Select(input => input.Name).ToList().IndexOf(term.Input);
            var x = row[position];
            return sum + Document.Inputs[position].Match(
                number => number.FindSpecial(x) is >= 0 and var special
                    ? Number(term.Values[number.Specials[special].Name])
                    : Piece(term, (int)x),
                category => Number(term.Values[category.Categories[(int)x]]));
        });

    private static Rational Piece(ExpandedTerm term, Rational x)
    {
        var piece = Assert.Single(
            term.Pieces, p => (p.From is null || Number(p.From) <= x) && (p.Below is null || x < Number(p.Below)));
        return (Number(piece.Weight) * x) + Number(piece.Constant);
    }

    private static Rational Number(string text) =>
        text.Split('/') is [var numerator, var denominator]
            ? Rational.Parse(numerator) / Rational.Parse(denominator)
            : Rational.Parse(text);
}
