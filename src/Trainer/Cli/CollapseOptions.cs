using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Trainer.Cli;

/// <summary>What <c>rulec collapse</c> was asked to do.</summary>
/// <param name="Network">The file of the network.</param>
/// <param name="Task">What was said of its inputs and outputs.</param>
/// <param name="Run">The data and how the rules are made.</param>
internal sealed record CollapseOptions(string Network, OriginalTask Task, TrainOptions Run)
{
    /// <summary>The only output of the network that is wanted; null for the one that is its answer.</summary>
    public string? NetworkOutput { get; init; }

    /// <summary>The options that decide the result, as the provenance records them.</summary>
    public EquatableArray<NamedText> ToProvenance()
    {
        (string Name, string? Value)[] own =
        [
            (RecordedOptions.Inputs, TrainOptions.Lines(Task.Columns)),
            ("network-output", NetworkOutput),
            ("labels", TrainOptions.Lines(Task.Labels)),
            (RecordedOptions.Threshold, Task.Threshold == 0 ? null : Number.From(Task.Threshold).Text),
        ];
        return own.Where(o => o.Value is not null).Select(o => new NamedText(o.Name, o.Value!)).Concat(Run.ToProvenance()).ToEquatableArray();
    }
}
