using System.Collections.Generic;
using RuleCompiler.Trainer.Pipeline.Measuring;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>What there is to report after all rows are answered.</summary>
/// <param name="Rows">How many there were.</param>
/// <param name="Drift">How they differ from those of training; null where nothing is known of those, as for a network.</param>
/// <param name="Notes">What a person should know.</param>
public sealed record PredictionResult(long Rows, RowDrift? Drift, IReadOnlyList<Note> Notes)
{
    /// <summary>How well the answers agree with what the table says is true; null where it does not say.</summary>
    public TargetMeasure? Measured { get; init; }
}
