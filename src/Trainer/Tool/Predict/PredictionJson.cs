using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Pipeline.Measuring;
using RuleCompiler.Trainer.Predictions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Predict;

/// <summary>What came of <c>rulec predict</c>, for programs.</summary>
/// <param name="Rows">How many rows there were.</param>
/// <param name="Drift">How they differ from those of training; null for a network.</param>
/// <param name="Target">How well the answers agree with what the table says is true; null where it does not say.</param>
/// <param name="Notes">What a person should know.</param>
public sealed record PredictionJson(long Rows, DriftJson? Drift, PredictionJson.Measured? Target, IReadOnlyList<Note> Notes)
{
    /// <summary>The result as it is shown.</summary>
    /// <param name="result">The result.</param>
    public static PredictionJson Of(PredictionResult result) => new(
        result.Rows,
        result.Drift is { } drift ? DriftJson.Of(drift) : null,
        result.Measured is { } measured ? Measured.Of(measured) : null,
        result.Notes);

    /// <summary>How well answers agree with the target.</summary>
    /// <param name="Columns">The columns that were taken as the target.</param>
    /// <param name="IsRecorded">Whether the document names them, and not the command line.</param>
    /// <param name="Rows">The rows that were measured.</param>
    /// <param name="Missing">The answered rows without a value there.</param>
    /// <param name="Unknown">The answered rows with a text there that is none of the answers.</param>
    /// <param name="Metrics">The metrics by name; none without rows.</param>
    public sealed record Measured(
        IReadOnlyList<string> Columns, bool IsRecorded, long Rows, long Missing, long Unknown, IReadOnlyDictionary<string, double> Metrics)
    {
        internal static Measured Of(TargetMeasure measure) => new(
            measure.Columns,
            measure.IsRecorded,
            measure.Rows,
            measure.Missing,
            measure.Unknown,
            measure.Metrics.ToDictionary(m => m.Name, m => m.Value.Value));
    }
}
