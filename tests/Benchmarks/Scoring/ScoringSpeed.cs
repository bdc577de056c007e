using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RuleCompiler.Benchmarks.Scoring;

/// <summary>
/// What a row costs by compiled rules and by what else a .NET program could ask, on the same rows in one run: nanoseconds of the thread's
/// processor time, bytes, and times of the compiled rules. <c>-- scoring</c>.
/// </summary>
internal static class ScoringSpeed
{
    private const int RowCount = 4096;
    private const int Passes = 25;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);

    public static void Run(TextWriter output)
    {
        var document = RuleCases.EightHinges;
        var rows = RuleCases.Rows(document, RowCount);
        var caller = GeneratedAssembly.Load(document, HandWritten.Caller(document)).GetType("Caller")!;
        caller.GetMethod("Prepare")!.CreateDelegate<Action<double[][]>>()(rows);
        var whole = RuleCases.EightWholeRules;
        using var networks = new NetworkPeer(rows);
        ScoringWay[] ways =
        [
            Compiled("compiled rules, one row", "Scalar"),
            Compiled("compiled rules, columns", "Columns"),
            Compiled("written by hand", "Hand"),
            .. new RulesEnginePeer(whole, rows).Ways,
            .. LearnedPeers.Of(document, rows),
            .. networks.Ways,
        ];
        var measured = Measure(ways);
        var first = measured[0].Median;
        output.WriteLine("| 8 rules × 15 numbers | least, ns a row | median, ns a row | bytes a row | times compiled |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var (way, (least, median, bytes)) in ways.Zip(measured))
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {way.Title} | {least:0.0} | {median:0.0} | {bytes:0} | {median / first:0.0} |"));

        ScoringWay Compiled(string title, string method) => new(title, caller.GetMethod(method)!.CreateDelegate<Action>());
    }

    // In turns, so that what else the machine does slows some passes of each, and not all of one.
    private static (double Least, double Median, double Bytes)[] Measure(IReadOnlyList<ScoringWay> ways)
    {
        foreach (var way in ways)
        {
            for (var start = ThreadTime.Now(); ThreadTime.Now() - start < WarmUp;)
                way.Pass();
        }

        var times = ways.Select(_ => new double[Passes]).ToArray();
        var bytes = new double[ways.Count];
        for (var i = 0; i < Passes; i++)
        {
            for (var w = 0; w < ways.Count; w++)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var start = ThreadTime.Now();
                ways[w].Pass();
                times[w][i] = (ThreadTime.Now() - start).TotalNanoseconds / RowCount;
                bytes[w] += (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / RowCount / Passes;
            }
        }

        return times.Select((t, w) => (t.Min(), t.Order().ElementAt(Passes / 2), bytes[w])).ToArray();
    }
}

/// <summary>A way to answer all rows.</summary>
/// <param name="Title">What it is called in the table.</param>
/// <param name="Pass">Answers them once.</param>
internal sealed record ScoringWay(string Title, Action Pass);
