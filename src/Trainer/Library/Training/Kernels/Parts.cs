using System;
using System.Threading;
using System.Threading.Tasks;

namespace RuleCompiler.Trainer.Training.Kernels;

/// <summary>Does independent parts of some work on several threads.</summary>
internal static class Parts
{
    /// <summary>Does every part once; whoever is free takes the next.</summary>
    /// <param name="threads">The largest number of threads.</param>
    /// <param name="count">The number of parts.</param>
    /// <param name="part">Does one of them; what it computes must not depend on the others.</param>
    public static void Run(int threads, int count, Action<int> part)
    {
        if (threads == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
                part(i);
            return;
        }

        var next = -1;
        Parallel.For(0, Math.Min(threads, count), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
                part(i);
        });
    }

    /// <summary>Does ranges that together are [0, length).</summary>
    /// <param name="threads">The largest number of threads.</param>
    /// <param name="length">Where the last range ends.</param>
    /// <param name="unit">What a range's start is a multiple of.</param>
    /// <param name="range">Does one of them, from its start to its end.</param>
    public static void Run(int threads, int length, int unit, Action<int, int> range)
    {
        if (threads == 1)
        {
            range(0, length);
            return;
        }

        // A few ranges per thread, so that one that is held up does not hold up the others.
        var ranges = 4 * threads;
        var size = ((((length + ranges - 1) / ranges) + unit - 1) / unit) * unit;
        Run(threads, (length + size - 1) / size, i => range(i * size, Math.Min(length, (i + 1) * size)));
    }
}
