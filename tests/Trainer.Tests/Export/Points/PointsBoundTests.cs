using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Export.Points;

/// <summary>How far points are from exact scores: what is proved holds on every row that is tried, and is not more than there is.</summary>
public sealed class PointsBoundTests
{
    [Theory]
    [InlineData(PointsDocuments.Additive, 2000)]
    [InlineData(HingeDocuments.Loan, 2000)]
    [InlineData(HingeDocuments.Curved, 2000)]
    public void BoundsHoldAtBordersAndSpecialValues(string text, int rows) => Hold(RuleDocumentReader.Read(text), new Random(1), rows);

    [Theory]
    [InlineData("GermanCredit", 300)]
    [InlineData("Adult", 300)]
    public void BoundsHoldForSamples(string name, int rows) => Hold(PointsDocuments.Sample(name), new Random(2), rows);

    [Fact]
    public void BoundsHoldForRandomDocuments()
    {
        var random = new Random(3);
        var (tried, withConditions) = (0, 0);
        for (var k = 0; k < 40; k++)
        {
            RuleDocument document;
            try
            {
                document = RuleDocumentReader.Read(RandomHinges.Make(random, 2));
            }
            catch (RuleDocumentException)
            {
                continue;
            }

            // Three conditions that adjust each other have many cards, and proofs of them take long.
            if (document.Conditions.Count > 2)
                continue;

            // Rules that have no rows may be drawn, and scores that are the same everywhere.
            try
            {
                Hold(document, random, 40);
                tried++;
                withConditions += document.Conditions.Count > 0 ? 1 : 0;
            }
            catch (RuleCompilerException e)
            {
                Assert.Contains("No input would change the total", e.Problem, StringComparison.Ordinal);
            }
        }

        Assert.True(tried > 10 && withConditions > 3, $"{tried} documents, {withConditions} with conditions");
    }

    [Fact]
    public void BoundIsReachedWithoutConditions()
    {
        var document = RuleDocumentReader.Read(PointsDocuments.Additive);
        var result = PointsDocuments.Convert(document);
        var random = new Random(4);
        var (before, after) = (new RuleEvaluator(document), new RuleEvaluator(result.Document));
        var (lowest, highest) = (double.MaxValue, double.MinValue);
        for (var r = 0; r < 20_000; r++)
        {
            var row = PointsDocuments.Row(random, result, onSteps: true);
            var difference = after.Evaluate(row).Outputs[0]
                - result.Scale.Of(Rational.From(before.Evaluate(row).Outputs[0])).ToDouble();
            (lowest, highest) = (Math.Min(lowest, difference), Math.Max(highest, difference));
        }

        Assert.InRange(lowest, result.Bound.Lowest - 1e-9, result.Bound.Lowest + 0.2);
        Assert.InRange(highest, result.Bound.Highest - 0.2, result.Bound.Highest + 1e-9);
        // The constant is where both ends are equally far, to half a point.
        Assert.InRange(result.Bound.Lowest + result.Bound.Highest, -1, 1);
    }

    [Fact]
    public void CellsOfTheComparisonAreInsideTheBand()
    {
        var document = RuleDocumentReader.Read(HingeDocuments.Loan);
        var result = PointsDocuments.Convert(document);
        var difference = DocumentComparison.Compare(
            document, result.Document, new ComparisonOptions { SearchedCells = 0, Points = 0 });
        Assert.Null(difference.Undecided);
        Assert.NotEmpty(difference.Cells);
        foreach (var cell in difference.Cells)
        {
            var row = cell.Witness.Values.Select(v => v.Value).ToArray();
            var names = cell.Witness.Values.Select(v => v.Input).ToArray();
            var point = document.Inputs.Select(input =>
            {
                var value = row[Array.IndexOf(names, input.Name)];
                return input.Match(
                    _ => value.Number ?? double.NaN, category => category.Categories.ToList().IndexOf(value.Text!));
            }).ToArray();
            var (before, after) = (new RuleEvaluator(document), new RuleEvaluator(result.Document));
            var score = before.Evaluate(point).Outputs;
            Assert.Equal(cell.OldAnswer, before.LabelsFor(score)[0]);
            Assert.Equal(cell.NewAnswer, after.LabelsFor(after.Evaluate(point).Outputs)[0]);
            Assert.InRange(
                result.Scale.Of(Rational.From(score[0])).ToDouble(), result.Everywhere.From - 1e-6, result.Everywhere.To + 1e-6);
        }
    }

    // Exactly: points minus exact points are between the bounds, and decisions differ only inside the band.
    private static void Hold(RuleDocument document, Random random, int rows)
    {
        var result = PointsDocuments.Convert(document);
        var (scoreOf, pointsOf) = (PointsDocuments.Exact(document), PointsDocuments.Exact(result.Document));
        var evaluator = new RuleEvaluator(result.Document);
        foreach (var (bound, onSteps) in new[] { (result.Bound, true), (result.Everywhere, false) })
        {
            Assert.True(bound.ExactLowest <= bound.ExactHighest);
            for (var r = 0; r < rows; r++)
            {
                var row = PointsDocuments.Row(random, result, onSteps);
                var score = scoreOf(row);
                var (exact, points) = (result.Scale.Of(score), pointsOf(row));
                Assert.True(points.Lowest().Denominator.IsOne, $"{points} are no whole points.");
                Assert.True(
                    points - exact >= bound.ExactLowest && points - exact <= bound.ExactHighest,
                    $"{document.Name}: {string.Join(", ", row)}: {points} for {exact}, {bound.Lowest} to {bound.Highest}");
                var threshold = PointsDocuments.Threshold(document);
                var isAbove = score >= Rational.Parse(threshold.Threshold.Text);
                if (isAbove != points >= bound.CutOff)
                    Assert.True(exact >= bound.ExactFrom && exact <= bound.ExactTo, $"{exact} is outside {bound.From} to {bound.To}");
                // Doubles give the same points, since they are whole; conditions that keep their sums may be rounded to the other side.
                if (result.Notes.All(n => n.Kind != "exact-conditions"))
                    Assert.Equal(points.ToDouble(), evaluator.Evaluate(row).Outputs[0]);
            }
        }
    }
}
