using System;
using System.Linq;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>
/// The population stability index of two samples over the same cells: Σ (q−p)·ln(q/p), with p and q the shares of a cell.
/// </summary>
/// <remarks>
/// In the logarithm an empty cell counts as half a row, since the index would be infinite otherwise; where no cell is empty it is the index
/// as everybody computes it.
/// </remarks>
internal static class Psi
{
    private const double Empty = 0.5;

    /// <summary>The index.</summary>
    /// <param name="training">The rows of training in each cell.</param>
    /// <param name="now">The later rows in each cell.</param>
    public static double Of(long[] training, long[] now)
    {
        var (all, later) = ((double)training.Sum(), (double)now.Sum());
        var sum = 0.0;
        for (var i = 0; i < training.Length; i++)
            sum += Of(training[i], now[i], all, later);
        return sum;
    }

    /// <summary>What one cell adds; never negative.</summary>
    /// <param name="training">The rows of training in it.</param>
    /// <param name="now">The later rows in it.</param>
    /// <param name="all">All rows of training.</param>
    /// <param name="later">All later rows.</param>
    public static double Of(long training, long now, double all, double later)
    {
        if (training == 0 && now == 0)
            return 0;
        var ratio = Math.Max(now, Empty) / later / (Math.Max(training, Empty) / all);
        // Half a row of few may be more than a row of many.
        return Math.Max(0, ((now / later) - (training / all)) * Logarithm.Of(ratio));
    }
}
