using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Monitoring;
using RuleCompiler.Trainer.Numerics;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Monitoring;

/// <summary>Several comparisons share one level.</summary>
public class RowComparisonTests
{
    [Fact]
    public void TheFirstThatStaysBelowTheLevelEndsTheSearch()
    {
        // Alone all but the last would have moved: their probabilities are about 0.00001, 0.02 and 0.04.
        var comparison = RowComparison.Of(
            [Shares([500, 500], [460, 540]), Shares([500, 500], [380, 620]), Shares([500, 500], [445, 555]), Shares([500, 500], [500, 500]),
                Shares([9, 0], [3, 0])],
            0.05);
        Assert.Equal((4, 1, true), (comparison.Shares.Count, comparison.Empty, comparison.HasMoved));
        var ordered = comparison.Shares.OrderBy(s => s.Probability).ToArray();
        Assert.Equal([true, true, false, false], ordered.Select(s => s.HasMoved));
        Assert.All(comparison.Shares, s => Assert.Equal(s.HasMoved, s.Psi > s.Limit));
        Assert.True(ordered[0].LimitAlone < ordered[0].Limit, "The limit beside others is no higher.");
        // The level is shared by four, then by three, then by two.
        Assert.True(ordered[0].Limit > ordered[1].Limit && ordered[1].Limit > ordered[2].Limit, "The limits do not fall.");
        Assert.Equal(ordered[0], comparison.Shares[0]);
    }

    [Fact]
    public void OfManyComparisonsAnyMovesAsRarelyAsTheLevel()
    {
        var random = new Xoshiro256(2);
        var alarms = Enumerable.Range(0, 1_000).Count(_ => RowComparison.Of(
            Enumerable.Range(0, 10).Select(_ => Shares(Coins(500, random), Coins(700, random))).ToArray(), 0.05).HasMoved);
        // Ten independent comparisons, each at half a percent: at most 5 %, and by the fewness of divisions somewhat less.
        Assert.InRange(alarms, 15, 70);
    }

    private static Question Shares(long[] training, long[] now) =>
        new(SharesOf.Input, "x", training.Select((_, i) => i.ToString(CultureInfo.InvariantCulture)).ToArray(), training, now);

    private static long[] Coins(int rows, Xoshiro256 random)
    {
        var heads = (long)Enumerable.Range(0, rows).Count(_ => random.NextDouble() < 0.3);
        return [heads, rows - heads];
    }
}
