using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>
/// Outside the bands that a proof states, what is computed in doubles is decided as in exact arithmetic. RULEC_BAND_POINTS asks for more
/// points than the usual ten million.
/// </summary>
public class BandTests
{
    private static long Points => long.TryParse(
        Environment.GetEnvironmentVariable("RULEC_BAND_POINTS"), CultureInfo.InvariantCulture, out var points) ? points : 10_000_000;

    [Fact]
    public void OutsideTheBandsNothingIsDecidedOtherwise()
    {
        var documents = BandDocuments.All(45).ToArray();
        var tallies = documents.Select((document, d) => new BandSearch(document, new Random(d)).Run(Points / documents.Length)).ToArray();
        Assert.Empty(tallies.SelectMany(t => t.Wrong).Take(5));
        // Most points are sought at borders and thresholds, and many are met, each with all doubles next to it.
        Assert.True(tallies.Sum(t => t.Near) > Points / 4, $"{tallies.Sum(t => t.Near)} of {Points} points near a border");
        Assert.True(tallies.Sum(t => t.Borders) > Points / 100, $"{tallies.Sum(t => t.Borders)} borders at {Points} points");
        Assert.True(tallies.Sum(t => t.Inside) > 0, "No point was inside a band.");
        // The bands are no wider than what rounding does: in one document at least it comes near to that.
        Assert.True(tallies.Max(t => t.Reached) > 0.1, $"{tallies.Max(t => t.Reached)}");
    }

    [Fact]
    public void WithATenthOfTheBandsRowsAreFoundThatAreDecidedOtherwise()
    {
        foreach (var document in BandDocuments.All(0))
        {
            var tally = new BandSearch(document, new Random(1), share: 0.1).Run(20_000);
            Assert.Contains(tally.Wrong, w => w.Contains("other side", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(Reading.Written)]
    [InlineData(Reading.Compiled)]
    internal void ExactFractionsSayTheSame(Reading reading)
    {
        foreach (var document in BandDocuments.All(40))
        {
            var (evaluator, sums) = (new RuleEvaluator(document), new ComputedSums(document));
            var exact = new ExactEvaluator(document, Reading.Written);
            // What is compiled is one of the ways to read the digits.
            var read = new ExactEvaluator(document, reading);
            var random = new Random(5);
            foreach (var row in Enumerable.Range(0, 200).Select(_ => BandSearch.Row(document, random)))
            {
                var values = read.Conditions(row);
                for (var c = 0; c < values.Length; c++)
                {
                    var error = (Rational.From(evaluator.EvaluateCondition(c, row)) - values[c]).ToDouble();
                    Assert.InRange(Math.Abs(error), 0, sums.Condition(c).Error);
                    Assert.True(sums.Condition(c).Least - Rational.From(sums.Condition(c).Error) <= values[c]);
                    Assert.True(sums.Condition(c).Most + Rational.From(sums.Condition(c).Error) >= values[c]);
                }

                var computed = evaluator.Evaluate(row);
                var outputs = exact.Outputs(computed.RuleIndex, row);
                for (var k = 0; k < outputs.Length; k++)
                {
                    var error = (Rational.From(computed.Outputs[k]) - outputs[k]).ToDouble();
                    Assert.InRange(Math.Abs(error), 0, sums.Output(computed.RuleIndex, k).Error);
                }
            }
        }
    }

    [Fact]
    public void ASumThatIsNotRoundedHasNoBand()
    {
        // Halves and whole numbers of a category: nothing is rounded and nothing is read with an error.
        var document = Document(
            "{ \"name\": \"c\", \"categories\": [ \"a\", \"b\" ] }", "{ \"bias\": 0, \"weights\": { \"c\": { \"a\": 0.5 } } }");
        var band = Assert.Single(Band.Of(document));
        Assert.Equal((0, "y"), (band.Width, band.Output));
        var claim = DocumentVerifier.Verify(document).Claims.Single(c => c.Kind == ClaimKind.Doubles);
        Assert.True(claim.Holds);
        Assert.Equal(["y is computed without an error."], claim.Statements.Select(s => s.Text));
    }

    [Fact]
    public void WhatCouldOverflowIsNotProven()
    {
        var document = Document("{ \"name\": \"x\", \"range\": [ 0, 1e308 ] }", "{ \"bias\": 0, \"weights\": { \"x\": 10 } }");
        Assert.Equal(double.PositiveInfinity, Assert.Single(Band.Of(document)).Width);
        var claim = DocumentVerifier.Verify(document).Claims.Single(c => c.Kind == ClaimKind.Doubles);
        Assert.Equal(Verdict.Undecided, claim.Verdict);
        Assert.Equal(["y could be too large for a double inside the ranges."], claim.Findings.Select(f => f.Text));
    }

    [Fact]
    public void WidthsAreInUnitsOfTheInputsToo()
    {
        var document = Document("{ \"name\": \"x\", \"range\": [ 0, 8 ] }", "{ \"bias\": 3, \"weights\": { \"x\": 0.25 } }");
        var band = Assert.Single(Band.Of(document));
        Assert.Equal([("x", 4 * band.Width)], band.Inputs.Select(i => (i.Input, i.Width)));
        // 0.25·x is exact, x may be read with an error of half a unit of 8, and 3 + 2 is rounded once.
        Assert.InRange(band.Width / Math.ScaleB(1, -53), (0.25 * 8) + 5, (0.25 * 8) + 5.001);
    }

    private static RuleDocument Document(string input, string sum) => RuleDocumentReader.Read(
        "{ \"version\": 2, \"name\": \"B\", \"inputs\": [ " + input + " ], \"outputs\": [ { \"name\": \"y\" } ], "
            + "\"decision\": { \"kind\": \"threshold\", "
            + "\"thresholds\": [ { \"threshold\": 1, \"below\": \"no\", \"atOrAbove\": \"yes\" } ] }, "
            + "\"conditions\": [], "
            + "\"tree\": { \"rule\": 1 }, \"rules\": [ { \"id\": 1, \"expressions\": [ " + sum + " ] } ] }");
}
