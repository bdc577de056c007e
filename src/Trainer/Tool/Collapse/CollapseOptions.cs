using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Tool.Collapse;

/// <summary>What <c>rulec collapse</c> was asked to do.</summary>
/// <param name="Network">The file of the network.</param>
/// <param name="Task">What was said of its inputs and outputs.</param>
/// <param name="Run">The data and how the rules are made.</param>
internal sealed record CollapseOptions(string Network, OriginalTask Task, TrainOptions Run)
{
    /// <summary>The only output of the network that is wanted; null for the one that is its answer.</summary>
    public string? NetworkOutput { get; init; }

    /// <summary>What decides the result, as the provenance records it.</summary>
    /// <param name="externalFiles">Files that hold a part of the network, each with its SHA-256.</param>
    public EquatableArray<NamedText> ToProvenance(EquatableArray<string> externalFiles)
    {
        (string Name, string? Value)[] own =
        [
            (RecordedOptions.Inputs, TrainOptions.Lines(Task.Columns)),
            ("external-data", TrainOptions.Lines(externalFiles)),
            ("network-output", NetworkOutput),
            ("labels", TrainOptions.Lines(Task.Labels)),
            (RecordedOptions.Decision, Task.IsLeast ? RecordedOptions.Argmin : null),
            (RecordedOptions.Threshold, Task.Threshold == 0 ? null : Number.From(Task.Threshold).Text),
        ];
        return own.Where(o => o.Value is not null).Select(o => new NamedText(o.Name, o.Value!))
            .Concat(Run.ToProvenance()).ToEquatableArray();
    }
}
