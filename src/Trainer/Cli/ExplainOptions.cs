using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Cli;

/// <summary>What <c>rulec explain</c> was asked.</summary>
/// <param name="Model">The file of the model.</param>
/// <param name="Input">The file that the row is in.</param>
/// <param name="Row">The number of the row, counted from 1.</param>
/// <param name="Table">How a CSV file is read.</param>
/// <param name="Json">Whether a program reads the answer.</param>
internal sealed record ExplainOptions(string Model, string Input, int Row, TableOptions Table, bool Json);
