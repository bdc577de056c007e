using System;
using System.Linq;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>Which indices come about by chance, where both samples are of the same rows.</summary>
/// <remarks>
/// All is given the rows that both samples have in each cell together: then the later rows are as good as drawn from all of them, whatever
/// the shares of the cells are, so that nothing has to be estimated. Asymptotically that is (1/n + 1/m)·χ² with one degree of freedom less
/// than there are cells.
/// </remarks>
internal abstract class PsiDistribution
{
    /// <summary>How often rows are drawn where the distribution is found by drawing.</summary>
    public const int UsualDraws = 100_000;

    /// <summary>The seed of the draws, so that the same counts always give the same answer.</summary>
    public const ulong UsualSeed = 1;

    // Of two cells every division is gone through, up to this deviation.
    private const double WidestExact = 5_000;

    // From so many expected rows in the smallest cell of the smaller sample on, χ² is as good as what it stands for: `-- alarms` of the
    // benchmarks shows it.
    private const double LargeExpected = 100;

    /// <summary>The probability of an index that is at least as large.</summary>
    /// <param name="psi">The index.</param>
    public abstract double AtLeast(double psi);

    /// <summary>The index that is exceeded with no more than a probability; infinite where that is not known.</summary>
    /// <param name="probability">The probability.</param>
    public abstract double Limit(double probability);

    /// <summary>The distribution for two samples.</summary>
    /// <param name="training">The rows of training in each cell.</param>
    /// <param name="now">The later rows in each cell.</param>
    /// <param name="draws">How often rows are drawn, where they are.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <returns>The distribution; null where not two cells have rows, so that there is nothing to compare.</returns>
    public static PsiDistribution? Of(long[] training, long[] now, int draws = UsualDraws, ulong seed = UsualSeed)
    {
        var totals = training.Zip(now, (a, b) => a + b).Where(total => total > 0).ToArray();
        var (one, other) = (training.Sum(), now.Sum());
        if (totals.Length < 2 || one == 0 || other == 0)
            return null;
        if (totals.Length == 2 && new Hypergeometric(totals[0], totals[1], Math.Min(one, other)) is { Deviation: <= WidestExact } cell)
            return DiscretePsi.Of(cell, totals, one, other);
        return Math.Min(one, other) * ((double)totals.Min() / ((double)one + other)) >= LargeExpected
            ? new ChiSquarePsi(totals, one, other)
            : DiscretePsi.Drawn(totals, one, other, draws, seed);
    }
}
