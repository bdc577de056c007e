using System;
using System.Linq;
using System.Runtime;
using System.Threading;

namespace RuleCompiler.Benchmarks;

/// <summary>What a pass over rows takes, sample by sample.</summary>
/// <param name="Nanoseconds">Of the thread's processor time, a row.</param>
/// <param name="Bytes">Bytes allocated a row.</param>
internal sealed record Samples(double[] Nanoseconds, double Bytes)
{
    /// <summary>A sample is as many passes as take this long, so that reading the time is no part of it.</summary>
    private static readonly TimeSpan SampleTime = TimeSpan.FromMilliseconds(0.5);

    /// <summary>Rounds of 20 passes in which the JIT has compiled nothing: on a machine that others use too, it is late.</summary>
    private const int QuietRounds = 15;

    private const int PassesOfRound = 20;

    public double Least => Nanoseconds.Min();

    public double Median => Nanoseconds.Order().ElementAt(Nanoseconds.Length / 2);

    /// <summary>
    /// Takes samples of each pass in turns, after the JIT has had time to optimise: whatever else the machine does slows some samples of
    /// each, and not all of one.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="rows">The rows that a pass goes over.</param>
    /// <param name="passes">The passes.</param>
    public static Samples[] Take(int count, int rows, params Action[] passes)
    {
        WarmUp(passes);
        var repeats = passes.Select(PassesOfSample).ToArray();
        var times = passes.Select(_ => new double[count]).ToArray();
        var bytes = new double[passes.Length];
        for (var i = 0; i < count; i++)
        {
            for (var p = 0; p < passes.Length; p++)
            {
                var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadTime.Now());
                for (var k = 0; k < repeats[p]; k++)
                    passes[p]();
                times[p][i] = (ThreadTime.Now() - start).TotalNanoseconds / repeats[p] / rows;
                bytes[p] += (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / count / repeats[p] / rows;
            }
        }

        return times.Select((t, p) => new Samples(t, bytes[p])).ToArray();
    }

    /// <summary>Goes on until the JIT has had nothing more to optimise for a while.</summary>
    private static void WarmUp(Action[] passes)
    {
        var compiled = JitInfo.GetCompiledMethodCount();
        for (var quiet = 0; quiet < QuietRounds; quiet++)
        {
            foreach (var pass in passes)
                Round(pass);
            Thread.Sleep(200);
            var now = JitInfo.GetCompiledMethodCount();
            if (now != compiled)
                (compiled, quiet) = (now, -1);
        }
    }

    private static int PassesOfSample(Action pass)
    {
        var start = ThreadTime.Now();
        Round(pass);
        return Math.Max(1, (int)(PassesOfRound * (SampleTime / (ThreadTime.Now() - start))));
    }

    private static void Round(Action pass)
    {
        for (var k = 0; k < PassesOfRound; k++)
            pass();
    }
}
