using System;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

public class RegionCountTests
{
    private static readonly ExtractionOptions CountOnly = new(FindImplied: false);

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(6, 2, 22)]
    [InlineData(8, 3, 93)]
    [InlineData(10, 2, 56)]
    [InlineData(12, 1, 13)]
    [InlineData(7, 7, 128)]
    [InlineData(9, 4, 256)]
    [InlineData(20, 3, 1351)]
    public void HyperplanesInGeneralPositionGiveTheKnownCount(int hyperplanes, int dimensions, int regions)
    {
        var random = new Random(1000 + hyperplanes + dimensions);
        for (var repetition = 0; repetition < 5; repetition++)
        {
            var form = HingeForms.Uncoupled(random, dimensions, hyperplanes);
            var extraction = RegionEnumerator.Enumerate(form, HingeForms.Cube(dimensions, 1e6), CountOnly);
            Assert.Equal(regions, extraction.Regions);
            Assert.Equal(regions, extraction.Tree!.Regions.Count());
            Assert.Equal(0, extraction.Undecided);
        }
    }

    [Theory]
    [InlineData("one_20_n3")]
    [InlineData("two_8_8_n4")]
    [InlineData("three_10_10_10_n2")]
    [InlineData("one_30_n4")]
    [InlineData("one_16_n8")]
    public void KnownNetworksGiveTheirCount(string name)
    {
        var (form, box) = SampleNetworks.Read(name);
        var extraction = RegionEnumerator.Enumerate(form, box, CountOnly);
        Assert.Equal(SampleNetworks.ExpectedRegions(name), extraction.Regions);
        Assert.Equal(0, extraction.Undecided);
    }
}
