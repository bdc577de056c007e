using System.Collections.Generic;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The network that a report draws and compares.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Drawn">It as dense layers; null where it is no such chain.</param>
/// <param name="Inputs">The names of its inputs.</param>
/// <param name="InputOf">
/// For each value that it takes the position of the input that the value is of: categories take one value each.
/// </param>
/// <param name="Answers">For each row of data its answer in the outputs of the rules; null without rows.</param>
internal sealed record ReportNetwork(
    string File, PiecewiseNetwork? Drawn, IReadOnlyList<string> Inputs, IReadOnlyList<int> InputOf, IReadOnlyList<double[]>? Answers);
