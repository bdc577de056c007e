using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>How well answers agree with the columns of a table that say what is true.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="IsRecorded">Whether they are those that the document was trained on, which nobody named.</param>
/// <param name="Rows">The rows that say what is true and are answered.</param>
/// <param name="Missing">The answered rows without a value in one of the columns.</param>
/// <param name="Unknown">The answered rows with a text there that is none of the answers of the rules.</param>
/// <param name="FirstUnknown">The first such text; null without one.</param>
/// <param name="Metrics">The metrics by name; none without rows.</param>
public sealed record TargetMeasure(
    EquatableArray<string> Columns,
    bool IsRecorded,
    long Rows,
    long Missing,
    long Unknown,
    string? FirstUnknown,
    EquatableArray<NamedNumber> Metrics);
