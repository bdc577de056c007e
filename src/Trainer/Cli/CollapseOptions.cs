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
    /// <summary>The options that decide the result, as the provenance records them.</summary>
    /// <param name="columns">The columns that are the network's inputs.</param>
    public EquatableArray<NamedText> ToProvenance(EquatableArray<string> columns)
    {
        (string Name, string? Value)[] own =
        [
            (RecordedOptions.Inputs, TrainOptions.Lines(Task.Columns)),
            (RecordedOptions.Columns, Task.Columns.Count > 0 ? null : TrainOptions.Lines(columns)),
            ("labels", TrainOptions.Lines(Task.Labels)),
            (RecordedOptions.Decision, Task.IsLeast ? RecordedOptions.Argmin : null),
            (RecordedOptions.Threshold, Task.Threshold == 0 ? null : Number.From(Task.Threshold).Text),
        ];
        return own.Where(o => o.Value is not null).Select(o => new NamedText(o.Name, o.Value!)).Concat(Run.ToProvenance()).ToEquatableArray();
    }
}
