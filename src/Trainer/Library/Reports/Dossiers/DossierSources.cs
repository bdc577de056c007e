using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>What a dossier is made of, as files.</summary>
/// <param name="Rules">The rule document.</param>
public sealed record DossierSources(string Rules)
{
    /// <summary>A CSV file that the figures are counted again on; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>The CSV file of the test rows that the document records; null for none.</summary>
    public string? Test { get; init; }

    /// <summary>How the tables are read; names the targets where they are not those of training.</summary>
    public TableOptions Table { get; init; } = TableOptions.Default;

    /// <summary>The policies; null for none.</summary>
    public string? Policies { get; init; }

    /// <summary>The approval; null for none.</summary>
    public string? Approval { get; init; }

    /// <summary>What persons state; null for nothing.</summary>
    public string? Statements { get; init; }
}
