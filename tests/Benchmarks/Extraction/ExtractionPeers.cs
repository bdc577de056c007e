using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Benchmarks.Extraction;

/// <summary>
/// Regions by the project's own linear programmes and by those of OR-Tools, in one run: <c>-- extraction-peers</c> for the networks with
/// known counts and two random ones, <c>-- extraction-peers FOLDER</c> for the networks in a folder, <c>-- extraction-peers 4-16-16-1</c>
/// for a random one.
/// </summary>
/// <remarks>
/// Times are the processor time of the one thread that they all work on: the least and the median of some passes, those of all ways in
/// turns.
/// </remarks>
internal static class ExtractionPeers
{
    private const int Passes = 3;
    private const int RedundancyRegions = 1000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LeastPass = TimeSpan.FromMilliseconds(100);

    /// <summary>Half the width of the box of random networks: most units change their sign inside, and cells are wider than tolerances.</summary>
    private const double RandomHalfWidth = 4;

    private static readonly string[] Drawn = ["4-16-16-1", "6-12-12-12-1"];

    private static readonly (string Title, Func<InputBox, CellSolver> New)[] Solvers =
    [
        ("own, each from the start", b => new OwnSolver(b)),
        ("GLOP, a model for each", b => new OrToolsSolver("GLOP", b, isKept: false)),
        ("GLOP, one model changed", b => new OrToolsSolver("GLOP", b, isKept: true)),
        ("Clp, a model for each", b => new OrToolsSolver("CLP", b, isKept: false)),
        ("Clp, one model changed", b => new OrToolsSolver("CLP", b, isKept: true)),
    ];

    public static void Run(ReadOnlySpan<string> names, TextWriter output)
    {
        var networks = (names.Length > 0 ? names.ToArray() : [Path.Combine(AppContext.BaseDirectory, "networks"), .. Drawn])
            .SelectMany(n => Directory.Exists(n) ? InFolder(n) : [(n, Random(n))]).ToArray();
        Print(output, "regions", networks, network => ("rulec extract", () => Extracted(network)), network => solver =>
        {
            var (regions, asked) = CellWalk.Run(network, solver);
            return Outcome.Of(regions, asked);
        });
        output.WriteLine();
        output.WriteLine($"Which conditions follow from the others, of the first {RedundancyRegions} regions:");
        output.WriteLine();
        var questions = networks.Select(n => (n.Name, new RedundancyQuestions(n.Network, RedundancyRegions))).ToArray();
        Print(output, "conditions that follow", questions, q => ("rulec extract -o", () => Marked(q)), q => solver =>
        {
            var (implied, asked) = q.Ask(solver);
            return Outcome.Of(implied, asked);
        });
    }

    private static void Print<T>(
        TextWriter output,
        string counted,
        (string Name, T Case)[] cases,
        Func<T, (string Title, Func<Outcome> Run)> own,
        Func<T, Func<Func<InputBox, CellSolver>, Outcome>> peers)
    {
        output.WriteLine(
            $"| network | programmes by | {counted} | programmes | least, ms | median, ms | of it building, ms | programmes/s | times ours |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, @case) in cases)
        {
            var (title, run) = own(@case);
            var ways = Solvers.Select(s => (s.Title, (Func<Outcome>)(() => peers(@case)(s.New)))).Prepend((title, run)).ToArray();
            var measured = Measure(ways.Select(w => w.Item2).ToArray());
            var (ours, oursTime, _) = measured[0];
            foreach (var ((way, _), (outcome, median, least)) in ways.Zip(measured))
            {
                var count = outcome.Count == ours.Count
                    ? outcome.Count.ToString("N0", CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"{outcome.Count:N0} ({outcome.Count - ours.Count:+#;-#})");
                var building = outcome.Building is { } b ? b.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture) : "-";
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {way} | {count} | {outcome.Programs:N0} | {least.TotalMilliseconds:N1} | {median.TotalMilliseconds:N1} "
                        + $"| {building} | {outcome.Programs / median.TotalSeconds:N0} | {median / oursTime:0.0} |"));
            }
        }
    }

    // In turns, so that what else the machine does slows some passes of each, and not all of one.
    private static (Outcome Outcome, TimeSpan Median, TimeSpan Least)[] Measure(Func<Outcome>[] ways)
    {
        var times = ways.Select(_ => new TimeSpan[Passes]).ToArray();
        var outcomes = Array.ConvertAll(ways, way => Pass(way, WarmUp).Outcome);
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var w = 0; w < ways.Length; w++)
                (outcomes[w], times[w][pass]) = Pass(ways[w], LeastPass);
        }

        return outcomes.Zip(times, (o, t) => (o, t.Order().ElementAt(Passes / 2), t.Min())).ToArray();
    }

    // A short search is repeated until the time is long enough to be measured.
    private static (Outcome Outcome, TimeSpan Time) Pass(Func<Outcome> way, TimeSpan least)
    {
        var start = ThreadTime.Now();
        for (var runs = 1; ; runs++)
        {
            var outcome = way();
            if (ThreadTime.Now() - start is var time && time >= least)
                return (outcome, time / runs);
        }
    }

    private static Outcome Extracted(BoxedNetwork network)
    {
        var box = new InputBox(network.Lower, network.Upper);
        var count = new RegionCount(long.MaxValue);
        var effort = ThreadedSearch.Run(
            l => new NetworkPath(network.Network, l), box, new CountedSubtrees(count), new ExtractionOptions(), WorkLimit.None);
        return new Outcome(count.Regions, effort.Programs, null);
    }

    private static Outcome Marked(RedundancyQuestions questions)
    {
        var implied = new ImpliedConditions(questions.Box, isExact: true, WorkLimit.None);
        var count = questions.Paths.Sum(path => (long)implied.Mark(path).Count(c => c.Implied));
        return new Outcome(count, implied.Programs, null);
    }

    private static IEnumerable<(string Name, BoxedNetwork Network)> InFolder(string folder) => Directory.GetFiles(folder, "*_n*.json")
        .Order(StringComparer.Ordinal).Select(p => (Path.GetFileNameWithoutExtension(p), NetworkFile.Read(p)));

    private static BoxedNetwork Random(string name) => ExtractionSpeed.RandomNetwork(
        name.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray(), RandomHalfWidth);

    /// <summary>What one pass found and needed.</summary>
    /// <param name="Count">What was counted.</param>
    /// <param name="Programs">The programmes solved.</param>
    /// <param name="Building">The processor time of writing them into a model, where that is a step of its own.</param>
    private sealed record Outcome(long Count, long Programs, TimeSpan? Building)
    {
        public static Outcome Of(long count, CellSolver solver) => new(count, solver.Programs, solver.Building);
    }
}
