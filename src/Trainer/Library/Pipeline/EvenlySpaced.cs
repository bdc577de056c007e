using System.Linq;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Some of many rows, evenly spaced: enough for a look at the data before the long work.</summary>
internal static class EvenlySpaced
{
    /// <summary>Every so many rows that there are no more than are asked for; all where there are no more.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="most">The most rows.</param>
    public static int[] Of(int[] rows, int most)
    {
        var stride = (rows.Length + most - 1) / most;
        return rows.Where((_, i) => i % stride == 0).ToArray();
    }
}
