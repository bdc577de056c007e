using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training.Curves;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class CurveShapeTests
{
    // Features 3 to 6 are ramps from 0 to 1, 2, 3 and 10; 7 to 9 are jumps at 1, 2 and 3.
    private static readonly CurveInput Curve = new(0, 3, 0, 0, 10, 2, 5, [1, 2, 3], []);

    [Fact]
    public void AStraightLineIsOneNumberAndNoPoint() => Counts([[0], [3, 4, 5, 6]], 0, 1);

    [Fact]
    public void NothingIsNoNumber() => Counts([[0], [1, 2]], 0, 0);

    [Fact]
    public void AJumpIsAPointOfThreeNumbers() => Counts([[8]], 1, 3);

    [Fact]
    public void ATentHasThreePoints() => Counts([[3, 4], [5, 6]], 3, 6);

    [Fact]
    public void FlatEndsHaveNoPointsOfTheirOwn() => Counts([[4, 5]], 2, 4);

    [Fact]
    public void AFlatEndIsAPointLess() => Counts([[3, 4, 5]], 2, 4);

    [Fact]
    public void AJumpOnALineIsAPointAndSoAreTheEnds() => Counts([[3, 4, 5, 6], [9]], 3, 7);

    [Fact]
    public void AJumpWhereTheSlopeChangesIsNoPointMore() => Counts([[3], [4, 5, 6], [7]], 3, 7);

    [Fact]
    public void EveryPieceOfItsOwnIsAPointAtEachEdge() => Counts([[3], [4], [5], [6], [7], [8], [9]], 5, 13);

    [Fact]
    public void TermsThatAreGoneCountNothing() => Counts([null, [3, 4, 5, 6], null], 0, 1);

    [Fact]
    public void SpecialValuesAreANumberEach()
    {
        var curve = Curve with { Specials = [99, double.NaN] };
        Assert.Equal(3, CurveShape.Of(curve, [[3, 4, 5, 6], [10], [11]]).Numbers);
        Assert.Equal(0, CurveShape.Of(curve, [[11]]).Points);
        Assert.Equal(4, CurveShape.Of(curve, [[8], [10]]).Numbers);
        // Without a curve they stand beside the weight 0.
        Assert.Equal(2, CurveShape.Of(curve, [[11]]).Numbers);
    }

    /// <summary>Beside a weight 99 adds what the stand-in does, and that is a number to write; what is missing is then replaced.</summary>
    [Fact]
    public void BesideAWeightASpecialNumberIsWrittenWhateverItAdds()
    {
        var curve = Curve with { Specials = [99, double.NaN] };
        Assert.Equal(2, CurveShape.Of(curve, [[3, 4, 5, 6]]).Numbers);
        Assert.Equal(2, CurveShape.Of(curve, [[3, 4, 5, 6], [10]]).Numbers);
        Assert.Equal(3, CurveShape.Of(curve, [[3, 4, 5, 6], [11]]).Numbers);
    }

    [Fact]
    public void PointsAreThoseThatTheCurveIsWrittenWith() => RandomCases.Hold(300, random =>
    {
        var places = Enumerable.Range(1, 9).Where(_ => random.Next(2) == 0).Select(p => (double)p).Append(9.5).ToArray();
        var curve = new CurveInput(0, 2, 0, 0, 10, 1 + random.NextDouble(), 5, places, []);
        var weights = new double[2 + curve.Features];
        // Slopes side by side are alike or not, or are gone; a jump is there or not.
        var slopes = Enumerable.Range(0, curve.Ramps).Aggregate(
            Array.Empty<int[]?>(), (terms, p) => (p == 0 ? 2 : random.Next(4)) switch
            {
                0 => [.. terms, null],
                1 or 2 when terms.Length == 0 || terms[^1] is null => [.. terms, [2 + p]],
                1 => [.. terms[..^1], [.. terms[^1]!, 2 + p]],
                _ => [.. terms, [2 + p]],
            });
        if (random.Next(5) == 0)
            slopes = [Enumerable.Range(2, curve.Ramps).ToArray()];
        var jumps = Enumerable.Range(curve.FirstJump, curve.Jumps).Where(_ => random.Next(4) == 0).Select(f => new[] { f });
        int[][] pattern = [.. slopes.OfType<int[]>(), .. jumps];
        foreach (var (term, weight) in pattern.Zip(HingeForms.Normals(random, pattern.Length)))
        {
            foreach (var feature in term)
                weights[feature] = weight;
        }

        var shape = CurveShape.Of(curve, pattern);
        var fitted = new FittedCurve(curve, weights, 0);
        Assert.Equal(shape.IsStraight, fitted.Slope is not null);
        if (shape.IsStraight)
        {
            Assert.Equal(0, shape.Points);
            return;
        }

        var written = fitted.Round(1, Number.From)!.Curve.Points;
        Assert.Equal(
            Enumerable.Range(0, curve.Ramps + 1).Where(shape.IsPoint).Select(curve.Edge), written.Select(p => p.X.Value));
        Assert.Equal(shape.Points, written.Count);
        Assert.Equal(shape.Numbers, written.Sum(p => p.Below.Value.Equals(p.At.Value) ? 2 : 3));
    });

    private static void Counts(int[]?[] terms, int points, int numbers)
    {
        var shape = CurveShape.Of(Curve, terms);
        Assert.Equal((points, numbers), (shape.Points, shape.Numbers));
    }
}
