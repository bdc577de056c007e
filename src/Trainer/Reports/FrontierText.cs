using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Pipeline;

namespace RuleCompiler.Trainer.Reports;

/// <summary>What a training run had to choose from, as a table.</summary>
public static class FrontierText
{
    /// <summary>Words the frontier.</summary>
    /// <param name="frontier">Its points, fewest nonlinear PReLUs first.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(IReadOnlyList<FrontierPoint> frontier)
    {
        var metric = frontier[0].Validation[0].Name;
        var rows = new List<string[]> { new[] { "nonlinear PReLUs", "rules", "validation " + metric, string.Empty } };
        rows.AddRange(frontier.Select(p => new[]
        {
            ShownNumber.Integer(p.Nonlinear),
            p.Rules is { } rules ? ShownNumber.Integer(rules) : "too many",
            metric == "accuracy" ? ShownNumber.Percent(p.Validation[0].Value.Value) : ShownNumber.Short(p.Validation[0].Value.Value),
            p.Chosen ? "chosen" : string.Empty,
        }));
        return AlignedText.Of(rows, rightFrom: 0);
    }
}
