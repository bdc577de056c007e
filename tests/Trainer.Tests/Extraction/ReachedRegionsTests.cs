using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

public class ReachedRegionsTests
{
    [Fact]
    public void RowsReachTheRegionsThatTheyLieIn() => RandomCases.Hold(200, random =>
    {
        var (network, box) = NetworkExtractionTests.Case(random);
        var path = new NetworkPath(network, WorkLimit.None);
        var tree = RegionEnumerator.Enumerate(network, box, new ExtractionOptions(FindImplied: false)).Tree!;
        var (reached, expected) = (new ReachedRegions(network, box), new HashSet<string>());
        for (var row = 0; row < 60; row++)
        {
            // Points on the grid of whole numbers lie on hyperplanes often.
            var x = RandomCases.Point(random, box);
            if (row % 3 == 0)
                x = x.Select((v, i) => Math.Clamp(Math.Round(v), box.Lower[i], box.Upper[i])).ToArray();
            Assert.True(reached.Add(x));
            expected.Add(path.RegionOf(tree.Find(x).Pattern));
        }

        Assert.Equal(expected.Count, reached.Regions);
    });

    [Fact]
    public void RowsOutsideTheBoxReachNothing()
    {
        var network = new PiecewiseNetwork([new PiecewiseLayer(1, [1], [0], new Identity())]);
        var reached = new ReachedRegions(network, HingeForms.Cube(1, 1));
        Assert.False(reached.Add([1.5]));
        Assert.Equal(0, reached.Regions);
        Assert.True(reached.Add([1]));
        Assert.Equal(1, reached.Regions);
    }
}
