using System;
using System.Collections.Concurrent;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>A run of the whole pipeline.</summary>
internal sealed record Trained(Dataset Data, TrainResult Result)
{
    private static readonly ConcurrentDictionary<string, Lazy<Trained>> Runs = new(StringComparer.Ordinal);

    public RuleDocument Document => Result.Document;

    public static TrainingOptions NoteOptions => new()
    {
        Schedule = Schedule.Note,
        Hidden = EquatableArray.Of(5, 5, 5, 5),
        Noise = 0.01,
        Threads = 2,
    };

    /// <summary>Runs once for each name, however many tests look at it.</summary>
    public static Trained Named(string name) => Runs.GetOrAdd(name, key => new Lazy<Trained>(() => key switch
    {
        "xor" => OfFile(Tables.Xor, NoteOptions, "out1", "out2", "out3"),
        "banknote" => OfFile(Tables.Banknote, new TrainingOptions(), "class"),
        "regression" => OfText(Tables.Regression, new TrainingOptions(), "y"),
        "classes" => OfText(Tables.Classes, new TrainingOptions(), "class"),
        "mixed" => OfText(Tables.Mixed, new TrainingOptions(), "bought"),
        "bits" => OfText(Tables.Bits, new TrainingOptions(), "inside", "right"),
        _ => throw new ArgumentException($"There is no table '{key}'.", nameof(name)),
    })).Value;

    public static Trained OfFile(string path, TrainingOptions options, params string[] targets) =>
        OfFile(path, options, CsvFile.Target(targets));

    public static Trained OfFile(string path, TrainingOptions options, TableOptions table)
    {
        var targets = table.Targets;
        var data = Dataset.Read(path, null, table, null, (ulong)options.Seed);
        var head = new DocumentHead("Rules", "rulec", EquatableArray.Of(new NamedText("target", string.Join('\n', targets))));
        return new Trained(data, TrainRun.Run(data, options, head, RunContext.None));
    }

    public static Trained OfText(string text, TrainingOptions options, params string[] targets)
    {
        using var file = new CsvFile(text);
        return OfFile(file.Path, options, targets);
    }

    /// <summary>The metrics of a model on a split.</summary>
    public double Metric(string model, string split, string metric) => Document.Provenance!.Metrics.Single(m => m.Model == model)
        .Splits.Single(s => s.Name == split).Numbers.Single(n => n.Name == metric).Value.Value;
}
