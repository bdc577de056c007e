using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>What a document is measured with.</summary>
/// <param name="Data">The CSV file.</param>
/// <param name="Test">The CSV file of the test rows that the document records; null for none.</param>
/// <param name="Table">How both are read; names the targets where they are not those of training.</param>
public sealed record MeasureSources(string Data, string? Test, TableOptions Table)
{
    /// <summary>The document before it was edited; null where nobody named it.</summary>
    public RuleDocument? Before { get; init; }
}
