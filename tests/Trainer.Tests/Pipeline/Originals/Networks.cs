using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Tests.Pipeline.Originals;

/// <summary>Networks whose function is known, written by hand, and what comes of collapsing them.</summary>
internal static class Networks
{
    /// <summary>Positive where exactly one of two inputs in [0, 1] is large: 10·|x1 − x2| − 5, in the form of two ReLUs.</summary>
    public const string Xor = """
        { "layers": [
            { "weights": [[1, -1], [-1, 1]], "bias": [0, 0] },
            { "weights": [[10, 10]], "bias": [-5] } ],
          "slopes": [0], "box": [[0, 1], [0, 1]] }
        """;

    /// <summary>The value 3·max(0, x1 − 1) + 0.5·x2 + 7.</summary>
    public const string Ramp = """
        { "layers": [
            { "weights": [[1, 0], [0, 1], [0, -1]], "bias": [-1, 0, 0] },
            { "weights": [[3, 0.5, -0.5]], "bias": [7] } ],
          "slopes": [0], "box": [[0, 2], [-1, 1]] }
        """;

    /// <summary>Three logits: |x1|, x2 and −x2.</summary>
    public const string Three = """
        { "layers": [
            { "weights": [[1, 0], [-1, 0], [0, 1]], "bias": [0, 0, 0], "activation": { "kind": "prelu", "slopes": [0, 0, 1] } },
            { "weights": [[4, 4, 0], [0, 0, 4], [0, 0, -4]], "bias": [0, 0, 0] } ],
          "box": [[-1, 1], [-1, 1]] }
        """;

    /// <summary>Rows of numbers between bounds, the same on every machine.</summary>
    public static string Rows(string header, int rows, double from, double to)
    {
        var random = new Xoshiro256(7);
        var columns = header.Split(',').Length;
        return CsvFile.Rows(
            header,
            rows,
            _ => string.Join(',', Enumerable.Range(0, columns).Select(_ => Cell(from + (random.NextDouble() * (to - from))))));
    }

    public static string Cell(double value) => Math.Round(value, 4).ToString("R", CultureInfo.InvariantCulture);

    public static (
        Dataset Data, OriginalNetwork Network) Read(string network, string table, OriginalTask? task = null, params string[] targets)
    {
        using var file = new CsvFile(table);
        var path = file.Sibling("net.json");
        System.IO.File.WriteAllText(path, network);
        return OriginalData.Read(
            file.Path, null, CsvFile.Target(targets), path, NetworkFile.Read(path).Network, task ?? new OriginalTask(), 1);
    }

    public static RuleDocument Collapse(string network, string table, OriginalTask? task = null, params string[] targets)
    {
        var (data, original) = Read(network, table, task, targets);
        return Collapse(data, original, new TrainingOptions { Threads = 2 });
    }

    public static RuleDocument Collapse(Dataset data, OriginalNetwork original, TrainingOptions options)
    {
        var head = new DocumentHead("Rules", "rulec", EquatableArray<NamedText>.Empty) { Network = original.File };
        return TrainRun.Run(data, options, head, RunContext.None, original).Document;
    }

    /// <summary>The agreement with the network that a document tells of.</summary>
    public static double Fidelity(RuleDocument document, string where) =>
        document.Provenance!.Fidelity.Single(f => f.Name == "network").Numbers.Single(n => n.Name == where).Value.Value;
}
