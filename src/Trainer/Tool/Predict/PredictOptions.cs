namespace RuleCompiler.Tool.Predict;

/// <summary>How <c>rulec predict</c> answers, beside how it reads the table.</summary>
/// <param name="Strict">Whether a value that is missing, unknown or outside the ranges is refused.</param>
/// <param name="Details">
/// Whether columns say what was replaced, outside and refused; a row that is refused then does not stop the others.
/// </param>
/// <param name="Raw">Whether texts that a spreadsheet would run are written as they are.</param>
/// <param name="Json">Whether to print the counts as one JSON object.</param>
public sealed record PredictOptions(bool Strict = false, bool Details = false, bool Raw = false, bool Json = false);
