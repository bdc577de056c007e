using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>How the rows of a table are answered.</summary>
/// <param name="Strict">Whether a value that is missing, unknown or outside the ranges is refused.</param>
/// <param name="Details">
/// Whether columns say what was replaced, outside and refused; a row that is refused then does not stop the others.
/// </param>
/// <param name="Raw">Whether texts that a spreadsheet would run are written as they are.</param>
public sealed record PredictionOptions(bool Strict = false, bool Details = false, bool Raw = false)
{
    /// <summary>Columns of the table that stand before the answers, as they are.</summary>
    public EquatableArray<string> Kept { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Of rules, how many principal reasons have a column; 0 for none.</summary>
    public int Reasons { get; init; }

    /// <summary>The reference that reasons are measured from; null for the document's default.</summary>
    public string? Reference { get; init; }
}
