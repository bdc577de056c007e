using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Monitoring;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;

namespace RuleCompiler.Benchmarks;

/// <summary>How often <c>rulec monitor</c> says that something has moved: where nothing has, and where something did.</summary>
/// <remarks>
/// Training rows and later rows are drawn anew in each resample. A comparison that draws rows itself has a seed of its own each time and
/// draws <see cref="Draws"/> times, so that its 5 % are exact too; the tool draws more often, which lets the limit vary less.
/// </remarks>
internal static class FalseAlarms
{
    private const double Level = 0.05;
    private const int Draws = 999;
    private const int UsualResamples = 10_000;

    // Of alarms that are wanted so many fewer resamples tell enough.
    private const int Fewer = 10;

    // Of a table that is so large that it does not matter that rows are not put back.
    private const long Population = 1L << 50;

    // The training rows of the samples Banknote and Adult.
    private static readonly long[] TrainingRows = [824, 6106];
    private static readonly long[] LaterRows = [200, 500, 1_000, 10_000, 100_000, 1_000_000];

    private static readonly (string Name, double[] Shares, double[] Moved)[] Cells =
    [
        ("2 labels, 50 %", [0.5, 0.5], [0.45, 0.55]),
        ("2 labels, 10 %", [0.9, 0.1], [0.86, 0.14]),
        ("2 labels, 1 %", [0.99, 0.01], [0.975, 0.025]),
        ("3 labels", [0.7, 0.25, 0.05], [0.65, 0.27, 0.08]),
        ("5 equal", [0.2, 0.2, 0.2, 0.2, 0.2], [0.25, 0.22, 0.2, 0.18, 0.15]),
        ("10 equal", Even(10), [0.13, 0.12, 0.11, 0.1, 0.1, 0.1, 0.1, 0.09, 0.08, 0.07]),
        ("8 rules", [0.55, 0.25, 0.1, 0.05, 0.025, 0.015, 0.007, 0.003], [0.55, 0.25, 0.06, 0.07, 0.035, 0.02, 0.01, 0.005]),
    ];

    /// <summary>Prints the shares of alarms.</summary>
    /// <param name="args">How many resamples, if not the usual number.</param>
    /// <param name="output">Where to.</param>
    public static void Run(ReadOnlySpan<string> args, TextWriter output)
    {
        var resamples = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : UsualResamples;
        var clock = Stopwatch.StartNew();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Alarms in percent of {resamples} resamples at a level of 5 %; in brackets of {resamples / Fewer} where shares did move."));
        foreach (var training in TrainingRows)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{training} training rows"));
            output.WriteLine($"{"later rows",-18}" + string.Concat(
                LaterRows.Select(n => $"{n.ToString("N0", CultureInfo.InvariantCulture),15}")));
            foreach (var (name, shares, moved) in Cells)
            {
                Print(output, name, n => (
                    Alarms(resamples, n, r => Alone(Multinomial(training, shares, r), Multinomial(n, shares, r), r)),
                    Alarms(resamples / Fewer, n, r => Alone(Multinomial(training, shares, r), Multinomial(n, moved, r), r))));
            }

            Print(output, "tenths of scores", n => (
                Alarms(resamples, n, r => Tenths(training, n, 0, r)),
                Alarms(resamples / Fewer, n, r => Tenths(training, n, 0.1, r))));
            Print(output, "all, by Holm", n => (
                Alarms(resamples, n, r => All(training, n, 0, r)),
                Alarms(resamples / Fewer, n, r => All(training, n, 0.1, r))));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0} s"));
    }

    /// <summary>The share of alarms, in percent.</summary>
    /// <param name="resamples">How many times both samples are drawn.</param>
    /// <param name="seed">The seed of all draws.</param>
    /// <param name="isAlarm">Draws both, and compares them.</param>
    private static double Alarms(int resamples, long seed, Func<Xoshiro256, bool> isAlarm)
    {
        var random = new Xoshiro256((ulong)seed);
        return 100.0 * Enumerable.Range(0, resamples).Count(_ => isAlarm(random)) / resamples;
    }

    private static void Print(TextWriter output, string name, Func<long, (double Still, double Moved)> alarms)
    {
        output.Write($"{name,-18}");
        foreach (var n in LaterRows)
        {
            var (still, moved) = alarms(n);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{$"{still:0.00} ({moved:0.0})",15}"));
        }

        output.WriteLine();
        output.Flush();
    }

    private static bool Alone(long[] training, long[] now, Xoshiro256 random) =>
        PsiDistribution.Of(training, now, Draws, random.NextUInt64())?.AtLeast(Psi.Of(training, now)) <= Level;

    // Scores are evenly spread, and the limits of bands are those of the drawn training rows. Moved, the lower half has more rows.
    private static bool Tenths(long training, long later, double moved, Xoshiro256 random)
    {
        var (before, now) = Scores(training, later, moved, random);
        return Alone(before, now, random);
    }

    private static (long[] Training, long[] Now) Scores(long training, long later, double moved, Xoshiro256 random)
    {
        var scores = Enumerable.Range(0, (int)training).Select(_ => random.NextDouble()).ToArray();
        var limits = ScoreTenths.Of(scores).Select(l => l.Value).ToArray();
        var before = new long[limits.Length + 1];
        foreach (var score in scores)
            before[limits.Count(l => score >= l)]++;
        double[] ends = [0, .. limits, 1];
        var shares = ends.Skip(1).Zip(ends, (end, start) => Below(end, moved) - Below(start, moved)).ToArray();
        return (before, Multinomial(later, shares, random));
    }

    private static double Below(double score, double moved) => score + (moved * score * (1 - score) * 2);

    // Rules, labels and bands of a document whose labels are halves of its bands, and unusual values of four inputs: one is never seen.
    private static bool All(long training, long later, double moved, Xoshiro256 random)
    {
        var (before, now) = Scores(training, later, moved, random);
        var rules = Cells[^1].Shares;
        double[] unusual = [0.05, 0.01, 0.001, 0];
        Question[] questions =
        [
            Asked(SharesOf.Rules, Multinomial(training, rules, random), Multinomial(later, rules, random)),
            Asked(SharesOf.Scores, before, now),
            Asked(SharesOf.Labels, Halves(before), Halves(now)),
            .. unusual.Select(share => Asked(
                SharesOf.Input, Multinomial(training, [share, 1 - share], random), Multinomial(later, [share, 1 - share], random))),
        ];
        return RowComparison.Of(questions, Level, Draws, random.NextUInt64()).HasMoved;
    }

    private static Question Asked(SharesOf of, long[] training, long[] now) =>
        new(of, null, training.Select(_ => string.Empty).ToArray(), training, now);

    private static long[] Halves(long[] bands) => [bands.Take(bands.Length / 2).Sum(), bands.Skip(bands.Length / 2).Sum()];

    private static double[] Even(int cells) => Enumerable.Repeat(1.0 / cells, cells).ToArray();

    private static long[] Multinomial(long rows, double[] shares, Xoshiro256 random)
    {
        var counts = new long[shares.Length];
        var left = Population;
        for (var i = 0; i < shares.Length; i++)
        {
            var marked = i == shares.Length - 1 ? left : (long)(shares[i] * Population);
            left -= marked;
            counts[i] = left == 0 ? rows : marked == 0 ? 0 : new Hypergeometric(marked, left, rows).Draw(random);
            rows -= counts[i];
        }

        return counts;
    }
}
