using System.Linq;
using RuleCompiler.Trainer.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

public sealed class SimplerAlternativeTests
{
    // 1.01 × 0.4 × (1 + 20 × 0.0005) = 0.40804
    private static readonly SimplerAlternative Alternative = new(ModelPrice.OfLearned, Model(0.4, 20), Rows(20));

    [Fact]
    public void APriceOfOnePercentMoreIsNearlyAsGood()
    {
        Assert.True(Alternative.IsNearlyAsGood(Model(0.407, 5), Rows(20)));
        Assert.False(Alternative.IsNearlyAsGood(Model(0.408, 5), Rows(20)));
        // What is cheaper is as good, whatever it is that was taken.
        Assert.True(Alternative.IsNearlyAsGood(Model(0.39, 5), Rows(20)));
    }

    [Fact]
    public void ClearlyMoreMistakesOnValidationRowsAreNotAsGood()
    {
        Assert.True(Alternative.IsNearlyAsGood(Model(0.4, 5), Rows(22)));
        Assert.False(Alternative.IsNearlyAsGood(Model(0.4, 5), Rows(60)));
    }

    [Fact]
    public void ALossAboveThatPriceNeedsNoSearch()
    {
        Assert.True(Alternative.IsOutOfReach(0.4081));
        Assert.False(Alternative.IsOutOfReach(0.408));
    }

    private static Candidate Model(double expectedLoss, int numbers) => new(null!, null!, expectedLoss, numbers, 0);

    private static double[] Rows(int mistakes) => Enumerable.Range(0, 200).Select(i => i < mistakes ? 1.0 : 0).ToArray();
}
