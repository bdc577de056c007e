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
/// known counts and a random one, <c>-- extraction-peers FOLDER</c> for the networks in a folder, <c>-- extraction-peers 4-8-8-1</c> for
/// a random one.
/// </summary>
/// <remarks>
/// Times are the processor time of the one thread that they all work on: the least and the median of some passes, those of all ways in
/// turns.
/// </remarks>
internal static class ExtractionPeers
{
    private const int Passes = 3;
    private const int RedundancyRegions = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LeastPass = TimeSpan.FromMilliseconds(100);

    /// <summary>Half the width of the box of random networks, in which most units change their sign.</summary>
    private const double RandomHalfWidth = 4;

    private const string Drawn = "4-8-8-1";

    private static readonly (string Title, NewCellSolver New)[] Solvers =
    [
        ("own, each from the start", b => new OwnSolver(b)),
        ("GLOP, a model for each", b => new OrToolsSolver("GLOP", b, isKept: false)),
        ("GLOP, one model changed", b => new OrToolsSolver("GLOP", b, isKept: true)),
        ("Clp, a model for each", b => new OrToolsSolver("CLP", b, isKept: false)),
        ("Clp, one model changed", b => new OrToolsSolver("CLP", b, isKept: true)),
    ];

    public static void Run(ReadOnlySpan<string> names, TextWriter output)
    {
        var networks = (names.Length > 0 ? names.ToArray() : [Path.Combine(AppContext.BaseDirectory, "networks"), Drawn])
            .SelectMany(n => Directory.Exists(n) ? InFolder(n) : [(n, Random(n))]).ToArray();
        Print(output, "regions", networks.Select(n => new Case(
            n.Name, "rulec extract", () => Extracted(n.Network), solver => Walked(n.Network, solver))));
        output.WriteLine();
        output.WriteLine($"Which conditions follow from the others, of the first {RedundancyRegions} regions:");
        output.WriteLine();
        Print(output, "conditions that follow", networks.Select(n =>
        {
            var questions = new RedundancyQuestions(n.Network, RedundancyRegions);
            return new Case(n.Name, "rulec extract -o", () => Marked(questions), solver => Asked(questions, solver));
        }));
    }

    private static void Print(TextWriter output, string counted, IEnumerable<Case> cases)
    {
        output.WriteLine(
            $"| network | programmes by | {counted} | programmes | least, ms | median, ms | of it building | programmes/s | times ours |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var @case in cases)
        {
            (string Title, Func<Outcome> Run)[] ways =
            [
                (@case.Title, @case.Own),
                .. Solvers.Select(s => (s.Title, (Func<Outcome>)(() => @case.Peer(s.New)))),
            ];
            var measured = Measure(Array.ConvertAll(ways, w => w.Run));
            foreach (var (way, row) in ways.Zip(measured))
                output.WriteLine($"| {@case.Network} | {way.Title} | {Shown(row, measured[0])} |");
        }
    }

    private static string Shown(Measured row, Measured ours)
    {
        var (outcome, median, least) = row;
        var difference = outcome.Count == ours.Outcome.Count
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" ({outcome.Count - ours.Outcome.Count:+#;-#})");
        var building = outcome.Building is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N1}")
            : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Count:N0}{difference} | {outcome.Programs:N0} | {least.TotalMilliseconds:N1} | {median.TotalMilliseconds:N1} "
                + $"| {building} | {outcome.Programs / median.TotalSeconds:N0} | {median / ours.Median:0.0}");
    }

    // In turns, so that what else the machine does slows some passes of each, and not all of one.
    private static Measured[] Measure(Func<Outcome>[] ways)
    {
        var times = ways.Select(_ => new TimeSpan[Passes]).ToArray();
        var outcomes = Array.ConvertAll(ways, way => Pass(way, WarmUp).Outcome);
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var w = 0; w < ways.Length; w++)
                (outcomes[w], times[w][pass]) = Pass(ways[w], LeastPass);
        }

        return outcomes.Zip(times, (o, t) => new Measured(o, t.Order().ElementAt(Passes / 2), t.Min())).ToArray();
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

    private static Outcome Walked(BoxedNetwork network, NewCellSolver newSolver)
    {
        var (regions, solver) = CellWalk.Run(network, newSolver);
        return new Outcome(regions, solver.Programs, solver.Building);
    }

    private static Outcome Asked(RedundancyQuestions questions, NewCellSolver newSolver)
    {
        var (implied, solver) = questions.Ask(newSolver);
        return new Outcome(implied, solver.Programs, solver.Building);
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

    /// <summary>What a network is asked, by the project itself and by somebody else's programmes.</summary>
    private sealed record Case(string Network, string Title, Func<Outcome> Own, Func<NewCellSolver, Outcome> Peer);

    /// <summary>What one pass found and needed.</summary>
    /// <param name="Count">What was counted.</param>
    /// <param name="Programs">The programmes solved.</param>
    /// <param name="Building">The processor time of writing them into a model, where that is a step of its own.</param>
    private sealed record Outcome(long Count, long Programs, TimeSpan? Building);

    private sealed record Measured(Outcome Outcome, TimeSpan Median, TimeSpan Least);
}
