using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

public class DegenerateCaseTests
{
    [Theory]
    [InlineData(-40)]
    [InlineData(0)]
    [InlineData(40)]
    public void DuplicatesInAnyScaleAndSignSplitOnce(int power)
    {
        // The plane x + 2y − 3z = 1 and copies of it, to the last bit.
        var scale = Math.ScaleB(1, power);
        double[] plane = [1, 2, -3, -1];
        double[] scales = [1, 1, -1, scale, -scale, 3, -1 / scale];
        var form = Rows(3, scales.Select(s => plane.Select(w => s * w).ToArray()));
        var extraction = RegionEnumerator.Enumerate(form, HingeForms.Cube(3, 5));
        Assert.Equal(2, extraction.Regions);
        foreach (var region in extraction.Tree!.Regions)
            Assert.Equal(scales.Select(s => region.Pattern[0] == s > 0), region.Pattern);
    }

    [Fact]
    public void ParallelPlanesGiveLayers()
    {
        // x = −4 … 4 and y = −3 … 3, half of them with the other sign, inside the box and outside.
        var columns = Enumerable.Range(-4, 9).Select(i => new[] { 1.0, 0, i });
        var planes = columns.Concat(Enumerable.Range(-3, 7).Select(i => new[] { 0.0, 1, i }));
        var form = Rows(2, planes.Select((p, i) => p.Select(w => i % 2 == 0 ? w : -w).ToArray()));
        Assert.Equal(10 * 8, Count(form, HingeForms.Cube(2, 10)));
        // A box whose faces lie on the planes x = ±2 and y = ±2: they cut nothing off.
        Assert.Equal(4 * 4, Count(form, HingeForms.Cube(2, 2)));
    }

    [Theory]
    [InlineData(6, 3, 32)]
    [InlineData(8, 2, 16)]
    [InlineData(7, 4, 84)]
    [InlineData(10, 3, 92)]
    public void PlanesThroughOnePointGiveTheKnownCount(int planes, int dimensions, int regions)
    {
        // 2·Σ_{i<n} C(m−1, i) cones, around the origin and around another point.
        var random = new Random(planes);
        var weights = HingeForms.Normals(random, planes * dimensions);
        Assert.Equal(regions, Count(HingeForms.Of(dimensions, weights, new double[planes]), HingeForms.Cube(dimensions, 7)));

        var dyadic = weights.Select(w => Math.Round(w * 64) / 64).ToArray();
        var point = Enumerable.Range(1, dimensions).Select(i => i / 4.0).ToArray();
        var biases = Enumerable.Range(0, planes)
            .Select(j => -Enumerable.Range(0, dimensions).Sum(i => dyadic[(j * dimensions) + i] * point[i])).ToArray();
        Assert.Equal(regions, Count(HingeForms.Of(dimensions, dyadic, biases), HingeForms.Cube(dimensions, 7)));
    }

    [Fact]
    public void UnitsAlwaysOnOrOffAndZeroWeightsNeverSplit()
    {
        // Always negative, always positive, constants −1, 0 and 1, and one that splits.
        var form = HingeForms.Of(2, [1, 1, 1, -1, 0, 0, 0, 0, 0, 0, 1, 0], [-100, 100, -1, 0, 1, 0.5]);
        var regions = RegionEnumerator.Enumerate(form, HingeForms.Cube(2, 1)).Tree!.Regions.Select(r => r.Pattern).ToArray();
        Assert.Equal([[true, false, true, false, false, true], [true, false, true, false, false, false]], regions);
    }

    [Fact]
    public void RowsOfAnyScaleGiveTheSameRegions()
    {
        var random = new Random(12);
        for (var repetition = 0; repetition < 20; repetition++)
        {
            var form = HingeForms.Uncoupled(random, 3, 9);
            var expected = Count(form, HingeForms.Cube(3, 4));
            var scales = Enumerable.Range(0, 9).Select(_ => Math.Pow(10, random.Next(-12, 13))).ToArray();
            var scaled = HingeForms.Of(
                3,
                form.HingeWeights.Select((w, i) => w * scales[i / 3]).ToArray(),
                form.HingeBiases.Select((b, i) => b * scales[i]).ToArray());
            Assert.Equal(expected, Count(scaled, HingeForms.Cube(3, 4)));
        }
    }

    [Fact]
    public void InputsOfAnyScaleGiveTheSameRegions()
    {
        // Powers of two: the same function of the scaled inputs, to the last bit.
        var random = new Random(13);
        for (var repetition = 0; repetition < 20; repetition++)
        {
            var form = HingeForms.Uncoupled(random, 3, 9);
            var expected = Count(form, HingeForms.Cube(3, 4));
            var scales = Enumerable.Range(0, 3).Select(_ => Math.Pow(2, random.Next(-40, 41))).ToArray();
            var scaled = HingeForms.Of(3, form.HingeWeights.Select((w, i) => w * scales[i % 3]).ToArray(), form.HingeBiases);
            var box = new InputBox(scales.Select(s => -4 / s).ToArray(), scales.Select(s => 4 / s).ToArray());
            Assert.Equal(expected, Count(scaled, box));
        }
    }

    // Regions thinner than this exist as well; their witnesses are told apart by exact arithmetic only.
    private static bool IsBeyondRounding(Region region) =>
        region.Path.All(c => SignedValue.Compute(c.Condition.Weights, c.Condition.Bias, region.Witness).IsCertain);

    [Fact]
    public void WeightsOfAllMagnitudesInOneRowEnd() => RandomCases.Hold(40, random =>
    {
        var (inputs, hinges) = (random.Next(1, 5), random.Next(1, 10));
        double[] Wild(int count) => HingeForms.Normals(random, count)
            .Select(w => random.Next(4) == 0 ? 0 : w * Math.Pow(10, random.Next(-12, 13))).ToArray();
        var form = HingeForms.Of(inputs, Wild(hinges * inputs), Wild(hinges), Wild(hinges * hinges));
        var tree = RegionEnumerator.Enumerate(form, HingeForms.Cube(inputs, Math.Pow(10, random.Next(-6, 7)))).Tree!;
        Assert.All(tree.Regions.Where(IsBeyondRounding), r => Assert.Same(r, tree.Find(r.Witness)));
        Assert.All(tree.Regions.Where(IsBeyondRounding), r => Assert.All(r.Path, c => Assert.NotEqual(0, c.Condition.Evaluate(r.Witness))));
    });

    [Fact]
    public void WeightsOfAllMagnitudesWithCategoriesHideNoRegion() => RandomCases.Hold(400, random =>
    {
        // A weight of 1e-6 beside a category's 1e12 decides as soon as the category is another one.
        var groups = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 6)).ToArray();
        var box = RandomCases.Box(random, random.Next(0, 4), groups);
        double[] Wild(int count) => HingeForms.Normals(random, count)
            .Select(w => random.Next(3) == 0 ? 0 : w * Math.Pow(10, random.Next(-12, 13))).ToArray();
        var hinges = random.Next(1, 9);
        var form = HingeForms.Of(box.Features, Wild(hinges * box.Features), Wild(hinges));
        var tree = RegionEnumerator.Enumerate(form, box).Tree!;
        Assert.All(tree.Regions, r => Assert.Same(r, tree.Find(r.Witness)));
        for (var sample = 0; sample < 50; sample++)
        {
            var x = RandomCases.Point(random, box);
            var pattern = tree.Find(x).Pattern;
            for (var j = 0; j < hinges; j++)
            {
                var terms = Enumerable.Range(0, box.Features).Select(i => form.HingeWeights[(j * box.Features) + i] * x[i]);
                var magnitude = Math.Abs(form.HingeBiases[j]) + terms.Sum(Math.Abs);
                var z = form.HingeMap(j, pattern).Evaluate(x);
                Assert.True(z < 0 == pattern[j] || Math.Abs(z) < 1e-12 * magnitude);
            }
        }
    });

    [Fact]
    public void RepeatedAndNearlyEqualRowsEnd() => RandomCases.Hold(100, random =>
    {
        var inputs = random.Next(1, 5);
        var rows = Enumerable.Range(0, 4).Select(_ => HingeForms.Normals(random, inputs + 1)).ToList();
        for (var copy = 0; copy < 12; copy++)
        {
            var (row, nudge) = (rows[random.Next(rows.Count)], Math.Pow(10, -random.Next(8, 18)));
            rows.Add(row.Select(w => w * (1 + (nudge * random.Next(-1, 2)))).ToArray());
        }

        var form = Rows(inputs, rows);
        var box = HingeForms.Cube(inputs, 3);
        // Exactly there are thousands of regions between copies that differ in the last digits.
        var tree = RegionEnumerator.Enumerate(form, box, new ExtractionOptions(Exact: false)).Tree!;
        Assert.All(tree.Regions, r => Assert.Same(r, tree.Find(r.Witness)));
        for (var sample = 0; sample < 300; sample++)
        {
            var x = RandomCases.Point(random, box);
            var z = RandomCases.PreActivations(form, x).Values;
            Assert.All(z.Zip(tree.Find(x).Pattern), c => Assert.True(c.First < 0 == c.Second || Math.Abs(c.First) < 1e-6));
        }
    });

    [Fact]
    public void RangesOfWidthZeroFixTheirFeature()
    {
        // y = 2: x + y − 3 is x − 1, and y − 2 is 0, which is positive.
        var form = HingeForms.Of(2, [1, 1, 0, 1, 0, -1], [-3, -2, 1]);
        var tree = RegionEnumerator.Enumerate(form, new InputBox([0, 2], [4, 2])).Tree!;
        Assert.Equal([[true, false, true], [false, false, true]], tree.Regions.Select(r => r.Pattern));
        Assert.All(tree.Regions, r => Assert.Equal(2, r.Witness[1]));

        var point = RegionEnumerator.Enumerate(form, new InputBox([1, 2], [1, 2])).Tree!;
        Assert.Equal([1, 2], Assert.IsType<Region>(point).Witness);
    }

    [Fact]
    public void RangesWithoutANumberInsideCountAsPoints()
    {
        var upper = Math.BitIncrement(1.0);
        var tree = RegionEnumerator.Enumerate(HingeForms.Of(1, [1], [-upper]), new InputBox([1], [upper])).Tree!;
        Assert.Equal([1], Assert.IsType<Region>(tree).Witness);

        var tiny = RegionEnumerator.Enumerate(HingeForms.Of(1, [1], [-1.5e9]), new InputBox([1e9], [1e9 + 1e-6])).Tree!;
        Assert.Equal([true], Assert.IsType<Region>(tiny).Pattern);
    }

    [Fact]
    public void RangesFarFromZeroAreSplitLikeOthers()
    {
        var form = HingeForms.Of(2, [1, 1, 1, -1, 1, 0], [-2e9 - 1, 0, -1e9 - 0.75]);
        Assert.Equal(7, Count(form, new InputBox([1e9, 1e9], [1e9 + 1, 1e9 + 1])));
    }

    [Fact]
    public void NoHingesOrNoFeaturesGiveOneRegion()
    {
        Assert.Equal(1, Count(HingeForms.Of(2, [], []), HingeForms.Cube(2, 1)));
        var tree = RegionEnumerator.Enumerate(HingeForms.Of(0, [], [-1, 0, 1], [0, 0, 0, 1, 0, 0, 2, 0, 0]), new InputBox([], [])).Tree!;
        Assert.Equal([true, true, true], Assert.IsType<Region>(tree).Pattern);
    }

    [Fact]
    public void LongPathsAreFine()
    {
        // Cuts of an interval one after the other: the last region has all of them above it, and all but the last follow from the last.
        Assert.Equal(251, Count(Cuts(250), new InputBox([0], [251]), new ExtractionOptions(FindImplied: false)));
        var last = RegionEnumerator.Enumerate(Cuts(40), new InputBox([0], [41])).Tree!.Regions.Last();
        Assert.Equal(40, last.Path.Length);
        Assert.Equal(39, Assert.Single(last.Essential).Hinge);

        static HingeForm Cuts(int count) => HingeForms.Of(
            1, Enumerable.Repeat(1.0, count).ToArray(), Enumerable.Range(1, count).Select(i => -(double)i).ToArray());
    }

    [Fact]
    public void OverflowIsRefused()
    {
        var form = HingeForms.Of(1, [1e300], [0]);
        var error = Assert.Throws<RuleCompilerException>(() => RegionEnumerator.Enumerate(form, HingeForms.Cube(1, 1e300)));
        Assert.Contains("scale the inputs", error.Message, StringComparison.Ordinal);
    }

    // Each row: the weights, then the bias.
    private static HingeForm Rows(int inputs, IEnumerable<double[]> rows) =>
        HingeForms.Of(inputs, rows.SelectMany(r => r[..inputs]).ToArray(), rows.Select(r => r[inputs]).ToArray());

    private static long Count(HingeForm form, InputBox box, ExtractionOptions? options = null) =>
        RegionEnumerator.Enumerate(form, box, options).Regions;
}
