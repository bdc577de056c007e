using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Pipeline;

namespace RuleCompiler.Benchmarks.Peers;

/// <summary>
/// What it costs to learn a table of two labels, and what comes of it: rules as <c>rulec train</c> makes them, on one thread, beside
/// ML.NET's trainers. <c>-- training-peers</c> for three samples, <c>-- training-peers TABLE.csv TARGET …</c> for others.
/// </summary>
/// <remarks>
/// Two thirds of a table's rows are learned; log loss and AUC are those on the last third, which nobody fits to or chooses by. The rules
/// get the training rows as a file and divide them themselves; peers choose leaves and rounds by the loss on the same validation rows,
/// which is not timed, and then learn all of them. Times are the processor time of all threads of the process without reading the file: of
/// all that the rules need, among it several starts, a choice of models, rounding and proofs, and of one fit of a peer, the least and the
/// median of some passes.
/// </remarks>
internal static class TrainingPeers
{
    private const int Passes = 3;
    private const int Seed = 1;

    /// <summary>Rounds, or iterations, at which a peer's loss is looked at.</summary>
    private static readonly int[] Growing = [1, 2, 5, 10, 20, 50, 100, 200, 400, 800];

    private static readonly (string Table, string Target)[] Samples =
    [
        (Path.Combine("Banknote", "banknote-train.csv"), "class"),
        (Path.Combine("GermanCredit", "german-credit.csv"), "credit_risk"),
        (Path.Combine("Adult", "adult-train.csv"), "income"),
    ];

    public static void Run(ReadOnlySpan<string> args, TextWriter output)
    {
        if (args.Length % 2 != 0)
            throw new ArgumentException("training-peers [TABLE.csv TARGET]…");
        var samples = Samples.Select(s => (Path.Combine(SourceTree.Root, "samples", s.Table), s.Target)).ToArray();
        // The runtime compiles what is used often while it is used: nobody's first table pays for that.
        OnTable(samples[0], passes: 1, TextWriter.Null);
        foreach (var table in args.Length == 0 ? samples : args.ToArray().Chunk(2).Select(pair => (pair[0], pair[1])))
            OnTable(table, Passes, output);
    }

    private static void OnTable((string Path, string Target) file, int passes, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            FixedSplit.Run(file.Path, file.Target, folder);
            var table = PeerTable.Read(
                Path.Combine(folder, "fold-1-train.csv"), Path.Combine(folder, "fold-1-test.csv"), file.Target, false, Seed);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(file.Path)}, {file.Target}: {table.Learned.Targets.Length:N0} rows to learn, "
                    + $"{table.Test.Targets.Length:N0} held out, {table.Inputs} inputs"));
            output.WriteLine();
            Compare(table, passes, output);
            output.WriteLine();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(PeerTable table, int passes, TextWriter output)
    {
        output.WriteLine("| learned by | log loss | AUC | least, s | median, s | first at the rules' loss | median, s | the rules take |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var phases = new PhaseTimes();
        var (rules, least, median) = Timed(passes, () => Rules(table, out phases));
        var own = Held(rules, "rules");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| rules: {rules.Rules.Count}, with {ReviewedNumbers.Count(rules)} numbers to review | {Shown(own)} "
                + $"| {least.TotalSeconds:0.000} | {median.TotalSeconds:0.000} | | | |"));
        output.WriteLine($"| the full network among its starts | {Shown(Held(rules, "network"))} | | | | | |");
        foreach (var peer in PeerModel.WithLogistic)
        {
            if (PeerComparison.Choose(peer, table) is { } options)
                output.WriteLine(Line(table, peer, options, passes, LossOf(own), median));
        }

        output.WriteLine();
        output.WriteLine("Of the rules' time in the last pass: " + string.Join(", ", phases.Phases.Select(p => string.Create(
            CultureInfo.InvariantCulture, $"{p.Phase} {p.Time.TotalSeconds:0.00} s"))) + ".");
        var (_, proof, _) = Timed(passes, () => DocumentVerifier.Verify(rules));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Proving their document again takes {proof.TotalSeconds:0.000} s."));
    }

    private static string Line(PeerTable table, PeerModel peer, PeerOptions options, int passes, double loss, TimeSpan rules)
    {
        var (fitted, least, median) = Timed(passes, () => FittedPeer.Fit(peer, table, table.Learned, options)!);
        var first = Growing.Select(rounds => options with { Rounds = rounds })
            .FirstOrDefault(o => FittedPeer.Fit(peer, table, table.Learned, o)!.Loss(table.Test) <= loss);
        var leaves = peer.Leaves.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{options.Leaves} leaves, ") : string.Empty;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {peer.Name}: {leaves}{options.Rounds} rounds | {Shown(fitted.Measure(table.Test))} "
                + $"| {least.TotalSeconds:0.000} | {median.TotalSeconds:0.000} ");
        if (first is null)
            return line + "| never | | |";
        var (_, _, reached) = Timed(passes, () => FittedPeer.Fit(peer, table, table.Learned, first));
        return line + string.Create(
            CultureInfo.InvariantCulture,
            $"| {first.Rounds} rounds | {reached.TotalSeconds:0.000} | {rules / reached:0} times as long |");
    }

    private static RuleDocument Rules(PeerTable table, out PhaseTimes phases)
    {
        phases = new PhaseTimes();
        var head = DocumentHead.Create("Peer", "benchmarks", EquatableArray<NamedText>.Empty, table.Data);
        var result = TrainRun.Run(
            table.Data, new TrainingOptions { Seed = Seed }, head, new RunContext(CancellationToken.None, phases));
        phases.End();
        return result.Document;
    }

    private static (T Result, TimeSpan Least, TimeSpan Median) Timed<T>(int passes, Func<T> work)
    {
        var times = new List<TimeSpan>();
        while (true)
        {
            var start = ProcessTime.Now();
            var result = work();
            times.Add(ProcessTime.Now() - start);
            if (times.Count == passes)
                return (result, times.Min(), times.Order().ElementAt(passes / 2));
        }
    }

    // To TrainRun held-out rows are test rows.
    private static EquatableArray<NamedNumber> Held(RuleDocument document, string model) =>
        document.Provenance!.Metrics.First(m => m.Model == model).Splits.First(s => s.Name == "test").Numbers;

    private static double LossOf(IEnumerable<NamedNumber> metrics) => metrics.First(m => m.Name == "logLoss").Value.Value;

    private static string Shown(EquatableArray<NamedNumber> metrics) => string.Create(
        CultureInfo.InvariantCulture, $"{LossOf(metrics):0.0000} | {metrics.First(m => m.Name == "auc").Value.Value:0.0000}");
}
