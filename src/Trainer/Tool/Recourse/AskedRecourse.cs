using RuleCompiler.Documents;
using RuleCompiler.Trainer.Predictions.Recourses;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Recourse;

/// <summary>What <c>rulec recourse</c> was asked.</summary>
/// <param name="Rules">The document.</param>
/// <param name="Data">The table.</param>
/// <param name="Request">Which change.</param>
/// <param name="Table">How the file is read.</param>
internal sealed record AskedRecourse(string Rules, string Data, RecourseRequest Request, TableOptions Table)
{
    /// <summary>The only row that is asked about, counted from 1; null for all.</summary>
    public int? Row { get; init; }

    /// <summary>The CSV file of answers to write; null for none.</summary>
    public string? Output { get; init; }

    /// <summary>The file of certificates to write; null for none.</summary>
    public string? Certificates { get; init; }

    /// <summary>Columns of the file that stand before the answers.</summary>
    public EquatableArray<string> Kept { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether texts that a spreadsheet would run are written as they are.</summary>
    public bool Raw { get; init; }

    /// <summary>Whether each certificate is checked in exact arithmetic.</summary>
    public bool Checks { get; init; }

    /// <summary>Whether a program reads the answer.</summary>
    public bool Json { get; init; }
}
