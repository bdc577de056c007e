using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a document tells of where it comes from, however its rules were made.</summary>
internal static class DocumentOrigin
{
    /// <summary>One sentence on what is decided.</summary>
    /// <param name="data">The data.</param>
    /// <param name="answering">The network whose own answers were learned; null where the data have labels.</param>
    public static string SummaryOf(Dataset data, DataFile? answering)
    {
        var targets = string.Join(", ", data.Task.Targets.Select(t => t.Name));
        var source = answering is null ? data.Table.FileName : $"{answering.File} at points of {data.Table.FileName}";
        var sample = TrainingSample.Remark(data) is { } remark ? $" It was {remark}." : string.Empty;
        return $"{(data.Task.IsClassification ? "Decides" : "Predicts")} {targets}, learned from {source}.{sample}";
    }

    /// <summary>The provenance but for what was measured.</summary>
    public static Provenance ProvenanceOf(Dataset data, TrainingOptions options, DocumentHead head)
    {
        var rows = new[] { ("train", data.Train), ("validation", data.Validation), ("test", data.Test) };
        return new Provenance(
            head.Tool,
            new DataFile(data.Table.FileName, data.Table.Sha256),
            data.TestTable is { } test ? new DataFile(test.FileName, test.Sha256) : null,
            rows.Select(r => new NamedNumber(r.Item1, Number.From(r.Item2.Rows.Length))).ToEquatableArray(),
            options.Seed,
            EquatableArray<int>.Empty,
            head.Options,
            EquatableArray<ModelMetrics>.Empty,
            EquatableArray<NamedNumbers>.Empty,
            EquatableArray<NamedNumber>.Empty,
            EquatableArray<FrontierEntry>.Empty)
        {
            Network = head.Network,
            NetworkInputs = head.NetworkColumns.Select(c => RangeOf(data, c)).ToEquatableArray(),
        };
    }

    // A column that never varies is not an input of the rules.
    private static NetworkInputRange RangeOf(Dataset data, string column)
    {
        if (data.Features.Inputs.Numbers().FirstOrDefault(i => i.Name == column) is { } input)
            return new NetworkInputRange(column, input.Minimum, input.Maximum);
        var numbers = data.Table.Profile.Columns.First(c => c.Name == column).Numbers!;
        return new NetworkInputRange(column, Number.From(numbers.Minimum), Number.From(numbers.Maximum));
    }
}

/// <summary>What a document says of itself.</summary>
/// <param name="Name">The name of the class to generate.</param>
/// <param name="Tool">The tool that writes it, and its version.</param>
/// <param name="Options">The options that decided the result.</param>
public sealed record DocumentHead(string Name, string Tool, EquatableArray<NamedText> Options)
{
    /// <summary>The head of a document.</summary>
    /// <param name="name">The name of the class to generate.</param>
    /// <param name="tool">The tool that writes it, and its version.</param>
    /// <param name="options">The options that were given and decide the result; what was found in the table is recorded after them.</param>
    /// <param name="data">The data.</param>
    /// <param name="original">The network that is collapsed; null where one is trained.</param>
    /// <returns>The head.</returns>
    public static DocumentHead Create(
        string name, string tool, EquatableArray<NamedText> options, Dataset data, OriginalNetwork? original = null) =>
        new(name, tool, options.Concat(RecordedReading.Found(data.Table.Profile)).ToEquatableArray())
        {
            Network = original?.File,
            NetworkColumns = original?.Columns ?? EquatableArray<string>.Empty,
        };

    /// <summary>The file of the network that is collapsed; null where one is trained.</summary>
    public DataFile? Network { get; init; }

    /// <summary>The columns that are its inputs, in its order; none where no network is collapsed.</summary>
    public EquatableArray<string> NetworkColumns { get; init; } = EquatableArray<string>.Empty;
}
