using System;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>How many of some marked rows are drawn, where rows are drawn without putting them back.</summary>
internal readonly struct Hypergeometric
{
    // With fewer steps to either side than this, to go through them is faster than to try places.
    private const double NarrowDeviation = 12;

    private readonly long _marked;
    private readonly long _others;
    private readonly long _drawn;

    /// <summary>The distribution.</summary>
    /// <param name="marked">The marked rows.</param>
    /// <param name="others">The others.</param>
    /// <param name="drawn">How many are drawn of both.</param>
    public Hypergeometric(long marked, long others, long drawn)
    {
        (_marked, _others, _drawn) = (marked, others, drawn);
        var all = (double)marked + others;
        Mean = drawn * (marked / all);
        Deviation = all <= 1 ? 0 : Math.Sqrt(Mean * (others / all) * ((all - drawn) / (all - 1)));
        Least = Math.Max(0, drawn - others);
        Most = Math.Min(marked, drawn);
        Mode = Math.Clamp((long)((Int128)(drawn + 1) * (marked + 1) / (marked + others + 2)), Least, Most);
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation.</summary>
    public double Deviation { get; }

    /// <summary>The smallest count there is.</summary>
    public long Least { get; }

    /// <summary>The largest count there is.</summary>
    public long Most { get; }

    /// <summary>The count that is most probable.</summary>
    public long Mode { get; }

    /// <summary>The logarithm of the probability of a count.</summary>
    /// <param name="count">The count, from <see cref="Least"/> to <see cref="Most"/>.</param>
    public double LogProbability(long count)
    {
        if (Least == Most)
            return 0;
        if (_marked + _others < LogFactorials.Count)
            return LogChoices(_marked, count) + LogChoices(_others, _drawn - count) - LogChoices(_marked + _others, _drawn);
        var all = (double)_marked + _others;
        var (p, q) = (_drawn / all, (all - _drawn) / all);
        return BinomialTerm.Log(count, _marked, p, q) + BinomialTerm.Log(_drawn - count, _others, p, q)
            - BinomialTerm.Log(_drawn, all, p, q);
    }

    /// <summary>How much more probable one more is.</summary>
    /// <param name="count">The count.</param>
    public double Ratio(long count) =>
        (double)(_marked - count) / (count + 1) * ((double)(_drawn - count) / (_others - _drawn + count + 1));

    /// <summary>Draws a count.</summary>
    /// <param name="random">What draws.</param>
    public long Draw(Xoshiro256 random)
    {
        if (Least == Most)
            return Least;
        return Deviation < NarrowDeviation ? DrawByInversion(random) : DrawByRejection(random);
    }

    private static double LogChoices(long n, long k) => LogFactorials.Of(n) - LogFactorials.Of(k) - LogFactorials.Of(n - k);

    // From the most probable count outwards on both sides, so that few steps are enough.
    private long DrawByInversion(Xoshiro256 random)
    {
        var top = Exponential.Of(LogProbability(Mode));
        var rest = random.NextDouble() - top;
        var (low, high, down, up) = (Mode, Mode, top, top);
        while (rest >= 0)
        {
            if (low == Least && high == Most)
                return Mode;
            if (high < Most)
            {
                up *= Ratio(high++);
                rest -= up;
                if (rest < 0)
                    return high;
            }

            if (low > Least)
            {
                down /= Ratio(--low);
                rest -= down;
                if (rest < 0)
                    return low;
            }

            // What rounding has left of the probability belongs to nobody.
            if (down + up <= 0)
                return Mode;
        }

        return Mode;
    }

    /// <summary>Ratio of uniforms, with E. Stadlober's bounds for this distribution (J. Comput. Appl. Math. 31, 1990).</summary>
    private long DrawByRejection(Xoshiro256 random)
    {
        const double Factor = 1.7155277699214135;
        const double Offset = 0.8989161620588988;
        var width = (Factor * Math.Sqrt((Deviation * Deviation) + 0.5)) + Offset;
        var top = LogProbability(Mode);
        while (true)
        {
            var u = 1 - random.NextDouble();
            var place = Math.Floor(Mean + 0.5 + (width * (random.NextDouble() - 0.5) / u));
            if (place < Least || place > Most)
                continue;
            if (2 * Logarithm.Of(u) <= LogProbability((long)place) - top)
                return (long)place;
        }
    }
}
