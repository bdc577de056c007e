using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Rules">The rule document.</param>
/// <param name="Data">The CSV file whose rows are measured, averaged over and drawn; null for none.</param>
/// <param name="Table">How it is read; names the targets, and what else is not an input.</param>
/// <param name="Network">The network that is drawn and compared; null for none.</param>
/// <param name="Inputs">The columns that are its inputs, in order, where they are named.</param>
/// <param name="Compared">Other rule documents for the same data.</param>
public sealed record ReportSources(
    string Rules, string? Data, TableOptions Table, string? Network, EquatableArray<string> Inputs, IReadOnlyList<string> Compared)
{
    /// <summary>
    /// The columns of the data whose groups of rows have figures of their own: inputs, or any others. Without any, the inputs that are
    /// categories with few values.
    /// </summary>
    public EquatableArray<string> Groups { get; init; } = EquatableArray<string>.Empty;
}
