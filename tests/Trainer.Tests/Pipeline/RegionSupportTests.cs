using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

public sealed class RegionSupportTests
{
    private static readonly RegionTree Halves = new RegionSplit(0, new AffineMap([1], 0), Leaf(), Leaf());

    [Fact]
    public void TheRegionWithTheFewestRowsCounts()
    {
        Assert.Equal(1, RegionSupport.Least(Halves, Rows(-2, 1, 3)));
        Assert.Equal(0, RegionSupport.Least(Halves, Rows(1, 2, 3)));
    }

    [Fact]
    public void ARowOnTheBorderIsOnThePositiveSide() => Assert.Equal(1, RegionSupport.Least(Halves, Rows(-1, -2, 0)));

    [Fact]
    public void AllRowsSatisfyTheOnlyRule() => Assert.Equal(3, RegionSupport.Least(Leaf(), Rows(-2, 1, 3)));

    private static Region Leaf() => new([], [], [], []);

    private static TrainingSet Rows(params float[] values) => new(values, 1, new float[values.Length], 1);
}
