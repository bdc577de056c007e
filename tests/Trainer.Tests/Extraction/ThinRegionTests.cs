using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tests.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>What double precision leaves undecided is decided exactly.</summary>
public sealed class ThinRegionTests
{
    private static readonly ExtractionOptions WithoutImplied = new(FindImplied: false);

    // x ∈ [−1, 1], z₁ = 10⁻⁴ − 10⁸x, z₂ = 2·10⁻⁸x − 10⁻¹¹ − 2·10⁵·min(0, z₁): both are negative on an interval of width 5·10⁻²⁵ at 10⁻¹².
    private static readonly HingeForm ThinForm = HingeForms.Of(1, [-1e8, 2e-8], [1e-4, -1e-11], [0, 0, -2e5, 0]);

    // The same with −min(0, z₁) as a ReLU and x passed on.
    private static readonly PiecewiseNetwork ThinNetwork = new([
        new PiecewiseLayer(1, [1e8, 1], [-1e-4, 0], new NegativeSlopes([0, 1])),
        new PiecewiseLayer(2, [2e5, 2e-8], [-1e-11], new NegativeSlopes([0])),
        new PiecewiseLayer(1, [1], [0], new Identity())]);

    [Fact]
    public void RegionOfAFormThinnerThanRoundingIsFound()
    {
        var extraction = RegionEnumerator.Enumerate(ThinForm, HingeForms.Cube(1, 1));
        Assert.Equal((3L, 0L), (extraction.Regions, extraction.Undecided));
        var thin = extraction.Tree!.Regions.Single(r => r.Pattern.SequenceEqual([true, true]));
        Assert.InRange(thin.Witness[0], 1e-12, 1.000000000001e-12);
        Assert.True(RegionVerifier.Verify(ThinForm, HingeForms.Cube(1, 1), extraction.Tree!).Holds);
    }

    [Fact]
    public void RegionOfANetworkThinnerThanRoundingIsFound()
    {
        var box = HingeForms.Cube(1, 1);
        var extraction = RegionEnumerator.Enumerate(ThinNetwork, box);
        Assert.Equal((3L, 0L), (extraction.Regions, extraction.Undecided));
        var counter = RegionCounter.Create(ThinNetwork, box, ExtractionOptions.Default);
        Assert.True(counter.Run(CancellationToken.None));
        Assert.Equal((3L, 0L), (counter.Regions, counter.Undecided));

        var reached = new ReachedRegions(ThinNetwork, box);
        foreach (var x in new[] { -0.5, 0.5, extraction.Tree!.Regions.Single(r => r.Pattern.SequenceEqual([false, true])).Witness[0] })
            Assert.True(reached.Add([x]));
        Assert.Equal((3L, 0L), (reached.Regions, reached.Undecided));
    }

    [Fact]
    public void RegionBetweenTwoDoublesIsFoundWithADoubleNextToIt()
    {
        // 3x − 4 and 7x − c, where c is the double nearest to 28/3: the zeros differ by less than the doubles there do.
        var form = HingeForms.Of(1, [3, 7], [-4, -28.0 / 3]);
        var (zero, other) = (Rational.Of(4, 3), Rational.From(28.0 / 3) / 7);
        var (low, high) = zero < other ? (zero, other) : (other, zero);
        var next = Enumerable.Range(-4, 9).Select(i => (4.0 / 3) + (i * Math.ScaleB(1, -52)));
        Assert.True(low < high);
        Assert.DoesNotContain(next, x => Rational.From(x) >= low && Rational.From(x) <= high);

        var box = new InputBox([1], [2]);
        var extraction = RegionEnumerator.Enumerate(form, box);
        Assert.Equal((3L, 0L), (extraction.Regions, extraction.Undecided));
        Assert.True(RegionVerifier.Verify(form, box, extraction.Tree!).Holds);
        var thin = extraction.Tree!.Regions.Single(r => r.Pattern[0] != r.Pattern[1]);
        Assert.Equal(4.0 / 3, thin.Witness[0], Math.ScaleB(1, -52));
    }

    [Fact]
    public void ThinRegionsAreSplitFurther()
    {
        // Between the zeros of the first two, at 4/3, the third hinge splits by another input, also in its thin half.
        var form = HingeForms.Of(2, [3, 0, 7, 0, 1e-3, 1, 0, 1], [-4, -28.0 / 3, -1.5, -1.25]);
        var box = new InputBox([1, 1], [2, 2]);
        var extraction = RegionEnumerator.Enumerate(form, box);
        Assert.Equal((9L, 0L), (extraction.Regions, extraction.Undecided));
        Assert.True(RegionVerifier.Verify(form, box, extraction.Tree!).Holds);
    }

    [Fact]
    public void OneLayerOfAnyScaleIsProven() => RandomCases.Hold(500, random =>
    {
        // Its conditions are the units themselves, so that the hinge form is the same function to the last bit.
        var (inputs, units) = (random.Next(1, 4), random.Next(1, 7));
        double[] Numbers(int count) => Enumerable.Range(0, count).Select(_ => random.Next(-3, 4) * Math.Pow(10, random.Next(-12, 13)))
            .ToArray();
        AssertProven(
            new PiecewiseNetwork([
                new PiecewiseLayer(inputs, Numbers(inputs * units), Numbers(units), new NegativeSlopes(new double[units])),
                new PiecewiseLayer(units, new double[units], [0], new Identity())]),
            inputs);
    });

    [Fact]
    public void NetworksOfSmallIntegersAreProven() => RandomCases.Hold(500, random =>
    {
        // Hyperplanes coincide and meet in corners in every layer, and all maps are integers: nothing is rounded.
        var inputs = random.Next(1, 4);
        double[] Numbers(int count) => Enumerable.Range(0, count).Select(_ => (double)random.Next(-2, 3)).ToArray();
        PiecewiseLayer Layer(int before, int units, Activation activation) =>
            new(before, Numbers(before * units), Numbers(units), activation);
        AssertProven(
            new PiecewiseNetwork(
                [Layer(inputs, 3, new NegativeSlopes([0, 0, 2])), Layer(3, 3, new NegativeSlopes([0, 0, 0])), Layer(3, 1, new Identity())]),
            inputs);
    });

    [Fact]
    public void ExactConditionsAreThoseOfTheSearchButForRounding() => RandomCases.Hold(200, random =>
    {
        var network = RandomPiecewise.Network(random, random.Next(1, 4));
        var tree = RegionEnumerator.Enumerate(network, HingeForms.Cube(network.Inputs, 1), WithoutImplied).Tree!;
        foreach (var region in tree.Regions.Where(r => r.Path.Length > 0))
        {
            var maps = ExactGates.Maps(network, region.Pattern.AsSpan(0, region.Path[^1].Hinge), WorkLimit.None);
            foreach (var (hinge, e, _, _) in region.Path)
            {
                var written = e.Weights.Append(e.Bias).ToArray();
                var scale = written.Max(Math.Abs);
                for (var i = 0; i < written.Length; i++)
                    Assert.Equal(written[i], maps[hinge][i].ToDouble(), 1e-9 * scale);
            }
        }
    });

    [Fact]
    public void ThreadsMakeNoDifferenceToExactDecisions()
    {
        var random = new Random(5);
        double[] Numbers(int count) => Enumerable.Range(0, count).Select(_ => (double)random.Next(-2, 3)).ToArray();
        var network = new PiecewiseNetwork([
            new PiecewiseLayer(3, Numbers(24), Numbers(8), new NegativeSlopes(new double[8])),
            new PiecewiseLayer(8, Numbers(64), Numbers(8), new NegativeSlopes(new double[8])),
            new PiecewiseLayer(8, Numbers(8), [0], new Identity())]);
        RegionExtraction Extract(int threads) =>
            RegionEnumerator.Enumerate(network, HingeForms.Cube(3, 2), WithoutImplied with { Threads = threads });
        var one = Extract(1);
        Assert.Equal(0, one.Undecided);
        foreach (var threads in new[] { 2, 4 })
        {
            var many = Extract(threads);
            Assert.Equal((one.Regions, one.Programs), (many.Regions, many.Programs));
            Assert.Equal(one.Tree!.Regions.Select(r => r.Witness), many.Tree!.Regions.Select(r => r.Witness));
        }
    }

    private static void AssertProven(PiecewiseNetwork network, int inputs)
    {
        var box = HingeForms.Cube(inputs, 1);
        var extraction = RegionEnumerator.Enumerate(network, box, WithoutImplied);
        var proof = RegionVerifier.Verify(network.ToHingeForm(), box, extraction.Tree!);
        Assert.Empty(proof.Failures);
        Assert.Equal((extraction.Regions, 0L), ((long)proof.Regions, extraction.Undecided));
    }
}
