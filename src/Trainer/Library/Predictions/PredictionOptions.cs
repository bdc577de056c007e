namespace RuleCompiler.Trainer.Predictions;

/// <summary>How rules answer the rows of a table.</summary>
/// <param name="Strict">Whether a value that is missing, unknown or outside the ranges is refused.</param>
/// <param name="Details">
/// Whether columns say what was replaced, outside and refused; a row that is refused then does not stop the others.
/// </param>
/// <param name="Raw">Whether texts that a spreadsheet would run are written as they are.</param>
public sealed record PredictionOptions(bool Strict = false, bool Details = false, bool Raw = false);
