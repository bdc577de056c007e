using RuleCompiler.Trainer.Predictions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Predict;

/// <summary>What <c>rulec predict</c> was asked to do.</summary>
/// <param name="Model">The file of the rules or the network.</param>
/// <param name="Data">The table.</param>
/// <param name="Output">The CSV file to write; null for standard output.</param>
/// <param name="Answers">How rules answer.</param>
/// <param name="Table">How the table is read.</param>
/// <param name="Json">Whether to print the counts as one JSON object.</param>
internal sealed record PredictOptions(string Model, string Data, string? Output, PredictionOptions Answers, TableOptions Table, bool Json)
{
    /// <summary>The only output of the network that is wanted; null for all.</summary>
    public string? NetworkOutput { get; init; }
}
