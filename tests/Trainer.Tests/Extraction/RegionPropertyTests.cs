using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

public class RegionPropertyTests
{
    [Fact]
    public void EveryPointLiesInOneRegionWhoseMapsAreTheFunction() => RandomCases.Hold(300, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var regions = RegionEnumerator.Enumerate(form, box).Tree!.Regions.ToArray();
        var expected = new double[form.Outputs];
        for (var sample = 0; sample < 200; sample++)
        {
            var x = RandomCases.Point(random, box);
            var region = Assert.Single(regions, r => r.Path.All(c => c.Condition.Evaluate(x) < 0 == c.Negative));
            form.Evaluate(x, expected);
            var (_, scale) = RandomCases.PreActivations(form, x);
            for (var k = 0; k < form.Outputs; k++)
                Assert.Equal(expected[k], region.Outputs[k].Evaluate(x), 1e-12 * form.Hinges * scale * 10);
        }
    });

    [Fact]
    public void DescentFindsTheRegionThatTheConditionsDescribe() => RandomCases.Hold(100, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var tree = RegionEnumerator.Enumerate(form, box).Tree!;
        for (var sample = 0; sample < 100; sample++)
        {
            var x = RandomCases.Point(random, box);
            Assert.All(tree.Find(x).Path, c => Assert.Equal(c.Negative, c.Condition.Evaluate(x) < 0));
        }
    });

    [Fact]
    public void WitnessesAreStrictlyInside() => RandomCases.Hold(300, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var tree = RegionEnumerator.Enumerate(form, box).Tree!;
        var ranges = Enumerable.Range(0, box.Features).Where(i => box.Lower[i] < box.Upper[i]);
        var numbers = ranges.Except(box.Groups.SelectMany(g => g)).ToArray();
        foreach (var region in tree.Regions)
        {
            var x = region.Witness;
            Assert.True(box.Contains(x));
            Assert.Same(region, tree.Find(x));
            Assert.All(region.Path, c => Assert.NotEqual(0, c.Condition.Evaluate(x)));
            Assert.All(numbers, i => Assert.True(box.Lower[i] < x[i] && x[i] < box.Upper[i]));
        }
    });

    [Fact]
    public void NoPrunedPatternIsMetByAPointWellInside() => RandomCases.Hold(100, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var tree = RegionEnumerator.Enumerate(form, box).Tree!;
        var met = new HashSet<Region>(ReferenceEqualityComparer.Instance);
        for (var sample = 0; sample < 3000; sample++)
        {
            var x = RandomCases.Point(random, box);
            var (z, scale) = RandomCases.PreActivations(form, x);
            if (z.Any(v => Math.Abs(v) < 1e-9 * scale))
                continue;
            var region = tree.Find(x);
            Assert.Equal(z.Select(v => v < 0), region.Pattern);
            met.Add(region);
        }

        Assert.True(met.Count <= tree.Regions.Count());
        Assert.NotEmpty(met);
    });

    [Fact]
    public void PatternsAreDistinctAndEachIsTheSignsAtTheWitness() => RandomCases.Hold(300, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var regions = RegionEnumerator.Enumerate(form, box).Tree!.Regions.ToArray();
        Assert.Equal(regions.Length, regions.Select(PatternOf).Distinct().Count());
        foreach (var region in regions)
        {
            var signs = RandomCases.PreActivations(form, region.Witness).Values.Select(z => z < 0);
            Assert.Equal(region.Pattern, signs);
        }
    });

    [Fact]
    public void EssentialConditionsAloneDescribeTheRegion() => RandomCases.Hold(150, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var regions = RegionEnumerator.Enumerate(form, box).Tree!.Regions.ToArray();
        for (var sample = 0; sample < 300; sample++)
        {
            var x = RandomCases.Point(random, box);
            Assert.Single(regions, r => r.Essential.All(c => c.Condition.Evaluate(x) < 0 == c.Negative));
        }
    });

    [Fact]
    public void AnEssentialConditionCutsSomethingOff() => RandomCases.Hold(50, random =>
    {
        // In one dimension the region is an interval: at most two conditions can be essential, and it is easy to say which.
        var form = HingeForms.Coupled(random, 1, 8);
        foreach (var region in RegionEnumerator.Enumerate(form, HingeForms.Cube(1, 2)).Tree!.Regions)
        {
            var (low, high) = (-2.0, 2.0);
            foreach (var c in region.Path)
            {
                var zero = -c.Condition.Bias / c.Condition.Weights[0];
                if (c.Negative == c.Condition.Weights[0] > 0)
                    high = Math.Min(high, zero);
                else
                    low = Math.Max(low, zero);
            }

            var bounds = new[] { low, high }.Where(b => Math.Abs(b) < 2).Order();
            Assert.Equal(bounds, region.Essential.Select(c => -c.Condition.Bias / c.Condition.Weights[0]).Order());
        }
    });

    [Fact]
    public void TwoRunsGiveTheSameTree()
    {
        var random = new Random(5);
        var (form, box) = (HingeForms.Coupled(random, 3, 9), HingeForms.Cube(3, 2));
        var first = RegionEnumerator.Enumerate(form, box).Tree!.Regions.ToArray();
        var second = RegionEnumerator.Enumerate(form, box).Tree!.Regions.ToArray();
        Assert.Equal(first.Select(PatternOf), second.Select(PatternOf));
        Assert.Equal(first.SelectMany(r => r.Witness), second.SelectMany(r => r.Witness));
        Assert.Equal(first.Select(r => r.Path.Count(c => c.Implied)), second.Select(r => r.Path.Count(c => c.Implied)));
    }

    [Fact]
    public void ConditionsAreThePreActivationsToTheLastBit()
    {
        var random = new Random(6);
        var form = HingeForms.Coupled(random, 4, 10);
        var tree = RegionEnumerator.Enumerate(form, HingeForms.Cube(4, 3), new ExtractionOptions(FindImplied: false)).Tree!;
        foreach (var region in tree.Regions)
        {
            foreach (var condition in region.Path)
            {
                var map = form.HingeMap(condition.Hinge, region.Pattern);
                Assert.Equal(map.Weights, condition.Condition.Weights);
                Assert.Equal(map.Bias, condition.Condition.Bias);
            }
        }
    }

    private static string PatternOf(Region region) => string.Concat(region.Pattern.Select(n => n ? '-' : '+'));
}
