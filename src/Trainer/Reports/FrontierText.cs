using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports;

/// <summary>What a training run had to choose from, as a table.</summary>
public static class FrontierText
{
    /// <summary>Words the frontier.</summary>
    /// <param name="frontier">Its points, fewest nonlinear PReLUs first.</param>
    /// <returns>The lines; none where there is no frontier.</returns>
    public static IEnumerable<string> Of(EquatableArray<FrontierEntry> frontier)
    {
        if (frontier.Count == 0)
            return [];
        var metrics = frontier.SelectMany(e => e.Validation.Concat(e.Test)).Select(n => n.Name).Take(1).ToArray();
        var rows = new List<string[]>
        {
            new[] { "nonlinear PReLUs", "rules", "terms" }.Concat(metrics.SelectMany(m => new[] { "validation " + m, "test " + m })).Append(string.Empty).ToArray(),
        };
        rows.AddRange(frontier.Select(e => new[]
        {
            ShownNumber.Integer(e.Nonlinear),
            e.Rules is { } rules ? ShownNumber.Integer(rules) : "too many",
            e.MeanTerms.Value.ToString("0.#", CultureInfo.InvariantCulture),
        }.Concat(metrics.SelectMany(m => new[] { Cell(e.Validation, m), Cell(e.Test, m) })).Append(e.IsChosen ? "chosen" : string.Empty).ToArray()));
        return AlignedText.Of(rows, rightFrom: 0);
    }

    private static string Cell(EquatableArray<NamedNumber> metrics, string name) =>
        ShownNumber.Metric(name, metrics.FirstOrDefault(n => n.Name == name)?.Value.Value);
}
