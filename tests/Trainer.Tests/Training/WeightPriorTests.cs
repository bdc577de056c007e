using System;
using System.Linq;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training.Curves;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class WeightPriorTests
{
    private const double Precision = 0.75;
    private const double Smoothness = 20;

    [Fact]
    public void JoinedRampsHaveNoPenaltyBetweenThem()
    {
        var encoding = Cut(4);
        var curve = encoding.Curves[0];
        var prior = new WeightPrior(encoding, Precision, Smoothness);
        // All of a line is as precise as one number.
        Assert.Equal(Precision, Assert.Single(prior.Of([Enumerable.Range(curve.First, 5).ToArray()], encoding.Features)), 1e-9);
        // Two halves have the one change of slope between them.
        int[][] halves = [[curve.First, curve.First + 1], [curve.First + 2, curve.First + 3, curve.First + 4]];
        var between = prior.Of(halves, encoding.Features);
        Assert.Equal((Precision * 2 / 5) + Smoothness, between[0], 1e-9);
        Assert.Equal(-Smoothness, between[1], 1e-9);
        Assert.Equal(-Smoothness, between[2], 1e-9);
        Assert.Equal((Precision * 3 / 5) + Smoothness, between[3], 1e-9);
    }

    [Fact]
    public void PenaltiesAreThoseOfTheWeightsThatTermsGive() => RandomCases.Hold(50, random =>
    {
        var data = CurvedRows.Random(random, 40, 1);
        var layout = data.Layout(random, 0);
        var (encoding, terms) = (data.Encoding, layout.Pattern[0]);
        var weights = HingeForms.Normals(random, terms.Length);
        var matrix = new WeightPrior(encoding, Precision, Smoothness).Of(terms, encoding.Features);
        var actual = 0.0;
        for (var s = 0; s < terms.Length; s++)
        {
            for (var t = 0; t < terms.Length; t++)
            {
                Assert.Equal(matrix[(s * terms.Length) + t], matrix[(t * terms.Length) + s], 1e-12);
                actual += weights[s] * matrix[(s * terms.Length) + t] * weights[t];
            }
        }

        var all = layout.Pattern.Expand(0, weights);
        var expected = Precision * all.Take(encoding.Linear.Features).Sum(w => w * w);
        foreach (var curve in encoding.Curves)
        {
            var slopes = all.AsSpan(curve.First, curve.Ramps).ToArray();
            expected += Precision * slopes.Average(s => s * s);
            expected += Smoothness * slopes.Zip(slopes.Skip(1), (a, b) => (a - b) * (a - b)).Sum();
            expected += 16 * Smoothness * all.AsSpan(curve.FirstJump, curve.Jumps).ToArray().Sum(j => j * j);
        }

        Assert.Equal(expected, actual, 1e-9 * (1 + expected));
    });

    [Fact]
    public void WithoutSmoothnessJumpsAreFree()
    {
        var encoding = Cut(2);
        var curve = encoding.Curves[0];
        Assert.Equal(0, Assert.Single(new WeightPrior(encoding, Precision, 0).Of([[curve.FirstJump]], encoding.Features)));
        Assert.Empty(new WeightPrior(encoding, Precision, Smoothness).Of([], encoding.Features));
    }

    private static CurveEncoding Cut(int places)
    {
        var (features, _) = CurvedRows.Read("a,b", 100, r => FormattableString.Invariant($"{r / 7.0},{r % 17.5}"));
        return CurveEncoding.Of(features, [Enumerable.Range(1, places).Select(p => (double)p).ToArray(), null]);
    }
}
