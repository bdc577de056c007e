using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Trainer.Export.Points;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Export.Points;

/// <summary>What a points table is made of.</summary>
public sealed class PointsConversionTests
{
    [Fact]
    public void OddsDoubleWithThePoints()
    {
        var scale = PointsDocuments.Convert(RuleDocumentReader.Read(PointsDocuments.Additive)).Scale;
        Assert.Equal(600, scale.Of(Rational.From(Math.Log(50))).ToDouble(), 8);
        Assert.Equal(620, scale.Of(Rational.From(Math.Log(100))).ToDouble(), 8);
        Assert.Equal("yes", scale.Label);
    }

    [Fact]
    public void MorePointsCanSpeakForTheOtherLabel()
    {
        var document = RuleDocumentReader.Read(PointsDocuments.Additive);
        var result = PointsDocuments.Convert(document, new PointsOptions { Towards = "no", PointsToDouble = 40, Odds = 1, At = 100 });
        Assert.Equal(100, result.Scale.Of(Rational.Zero).ToDouble(), 8);
        Assert.Equal(140, result.Scale.Of(Rational.From(-Math.Log(2))).ToDouble(), 8);
        var threshold = PointsDocuments.Threshold(result.Document);
        Assert.Equal(("yes", "no"), (threshold.Below, threshold.AtOrAbove));
        // Far from the threshold of 0.4 both answer alike.
        var (before, after) = (new RuleEvaluator(document), new RuleEvaluator(result.Document));
        foreach (var row in new double[][] { [80, 1, 0], [18, 0, 1] })
        {
            var label = before.LabelsFor(before.Evaluate(row).Outputs)[0];
            Assert.Equal(label, after.LabelsFor(after.Evaluate(row).Outputs)[0]);
        }
    }

    [Theory]
    [InlineData(PointsDocuments.Additive)]
    [InlineData(HingeDocuments.Loan)]
    [InlineData(HingeDocuments.Curved)]
    public void EveryNumberOfASumIsWhole(string text)
    {
        var points = PointsDocuments.Convert(RuleDocumentReader.Read(text)).Document;
        foreach (var sum in points.Sums)
        {
            Assert.True(IsWhole(sum.Bias));
            Assert.All(sum.Adjustments, a => Assert.True(a.Weight.Text is "1" or "-1"));
            Assert.All(sum.Terms, term => term.Match(
                number => Assert.True(number.Weight.Value == 0 && number.Specials.All(s => IsWhole(s.Weight))),
                category => Assert.All(category.Weights, w => Assert.True(IsWhole(w.Weight))),
                curve => Assert.All(curve.Curve.Points, p => Assert.True(p.IsJump && IsWhole(p.Below) && IsWhole(p.At)))));
            // From point to point it is flat.
            Assert.All(sum.Terms, term => term.Match(
                _ => { }, _ => { }, curve => Assert.All(curve.Curve.Pieces, piece => Assert.True(piece.IsFlat))));
        }

        static bool IsWhole(Number number) => Math.Floor(number.Value).Equals(number.Value);
    }

    [Theory]
    [InlineData(PointsDocuments.Additive)]
    [InlineData(HingeDocuments.Loan)]
    [InlineData(HingeDocuments.Curved)]
    public void DocumentReadsBackAndItsClaimsHold(string text)
    {
        var result = PointsDocuments.Convert(RuleDocumentReader.Read(text));
        var read = RuleDocumentReader.Read(RuleDocumentWriter.Write(result.Document));
        Assert.Equal(RuleDocumentWriter.Write(result.Document), RuleDocumentWriter.Write(read));
        Assert.All(DocumentVerifier.Verify(read).Claims, c => Assert.True(c.Holds, $"{c.Name}: {c.Detail} {string.Join(" ", c.Findings)}"));
    }

    [Fact]
    public void StepsKeepTheirBorders()
    {
        var table = PointsDocuments.Convert(PointsDocuments.Sample("Adult"), new PointsOptions { Bins = 2 }).Cards[0].Tables
            .Single(t => t.Input == "capital_gain");
        Assert.Equal([null, "3120", "4200", "5100", "7000"], table.Rows.Select(r => r.From?.Text));
        Assert.Equal(["3120", "4200", "5100", "7000", null], table.Rows.Select(r => r.Below?.Text));
    }

    [Fact]
    public void BinsAreAtMostSoManyAndEndOnTheStep()
    {
        var document = PointsDocuments.Sample("GermanCredit");
        foreach (var bins in new[] { 1, 3, 10 })
        {
            var result = PointsDocuments.Convert(document, new PointsOptions { Bins = bins });
            Assert.All(result.Cards.SelectMany(c => c.Tables), t => Assert.True(t.Rows.Count(r => r.IsBin) <= bins));
            Assert.All(
                result.Cards.SelectMany(c => c.Tables).Where(t => t.Input == "credit_amount").SelectMany(t => t.Rows),
                r => Assert.Equal(0, (r.From?.Value ?? 0) % 50));
        }

        // More bins are nearer to the score.
        double Bound(int bins) => PointsDocuments.Convert(document, new PointsOptions { Bins = bins }).Bound.Points;
        Assert.True(Bound(3) > 2 * Bound(10));
    }

    [Fact]
    public void ConditionsThatOnlyRouteKeepTheirSums()
    {
        var document = RuleDocumentReader.Read("""
            {"version":1,"name":"Tree","summary":"",
            "inputs":[{"name":"x","range":[0,10]},{"name":"c","categories":["a","b"]}],"outputs":[{"name":"y"}],
            "decision":{"kind":"threshold","scores":"probability","thresholds":[{"threshold":0.5,"below":"no","atOrAbove":"yes"}]},
            "conditions":[{"id":4,"expression":{"bias":-2.5,"weights":{"x":1}}},
            {"id":7,"expression":{"bias":-0.5,"weights":{"c":{"b":1}}}}],
            "tree":{"condition":4,"negative":{"rule":1},"positive":{"condition":7,"negative":{"rule":2},"positive":{"rule":3}}},
            "rules":[{"id":1,"expressions":[{"bias":0.126,"weights":{}}]},{"id":2,"expressions":[{"bias":0.744,"weights":{}}]},
            {"id":3,"expressions":[{"bias":0.126,"weights":{}}]}]}
            """);
        var result = PointsDocuments.Convert(document);
        Assert.Equal(["-2.5", "-0.5"], result.Document.Conditions.Select(c => c.Expression.Bias.Text));
        var evaluator = new RuleEvaluator(result.Document);
        Assert.Equal([13, 74, 13], new double[][] { [2, 1], [3, 0], [3, 1] }.Select(row => evaluator.Evaluate(row).Outputs[0]));
        Assert.Equal(50, result.Bound.CutOff);
        Assert.Equal(0.4, result.Bound.DecisionPoints, 12);
        Assert.Contains(result.Notes, n => n.Kind == "exact-conditions" && n.Count == 2);
    }

    [Fact]
    public void AConditionWithTwoWeightsHasTwoCards()
    {
        var result = PointsDocuments.Convert(RuleDocumentReader.Read(HingeDocuments.Curved));
        Assert.Equal([1, 2, 3], result.Cards.Where(c => c.Kind == PointsCardKind.Condition).Select(c => c.Condition!.Value));
        Assert.Equal(2, result.Cards.Count(c => c.MadeOf == 0));
        Assert.Contains(result.Notes, n => n.Kind == "condition-copies");
    }

    [Theory]
    [InlineData(HingeDocuments.Own, "The answers of Own are numbers")]
    [InlineData(Cli.SampleDocuments.Loan, "takes the largest of 3 scores")]
    [InlineData(Cli.SampleDocuments.Xor, "answers 2 questions")]
    public void WhatHasNoThresholdIsRefused(string text, string says)
    {
        var error = Assert.Throws<RuleCompilerException>(() => PointsDocuments.Convert(RuleDocumentReader.Read(text)));
        Assert.Contains(says, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFitTheScoresIsRefused()
    {
        var plain = RuleDocumentReader.Read(HingeDocuments.Curved);
        Says("no log-odds", plain, new PointsOptions { PointsToDouble = 20 });
        Says("either by odds", plain, new PointsOptions { PointsToDouble = 20, Scale = 1 });
        Says("No answer is 'maybe'", plain, new PointsOptions { Towards = "maybe" });
        Says("No input would change", plain, new PointsOptions { Scale = 1e-6 });
        Says("more than 10000000 points", plain, new PointsOptions { Scale = 1e9 });
        Says("not both multiples of 3", plain, new PointsOptions { Steps = Step("x", "3") });
        Says("There is no input 'z'", plain, new PointsOptions { Steps = Step("z", "3") });
        Says("is one of a list of categories", plain, new PointsOptions { Steps = Step("y", "3") });

        static void Says(string problem, RuleDocument document, PointsOptions options) => Assert.Contains(
            problem,
            Assert.Throws<RuleCompilerException>(() => PointsDocuments.Convert(document, options)).Problem,
            StringComparison.Ordinal);

        static EquatableArray<NamedNumber> Step(string name, string step) =>
            EquatableArray.Of(new NamedNumber(name, Number.TryParse(step, out var number) ? number : default));
    }

    [Fact]
    public void AnotherCultureMakesTheSameDocument()
    {
        var document = PointsDocuments.Sample("GermanCredit");
        var expected = RuleDocumentWriter.Write(PointsDocuments.Convert(document).Document);
        using var culture = new Culture("sv-SE");
        Assert.Equal(expected, RuleDocumentWriter.Write(PointsDocuments.Convert(document).Document));
    }
}
