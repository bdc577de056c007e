using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>What a training run had to choose from, as a table.</summary>
public static class FrontierText
{
    /// <summary>Describes the frontier.</summary>
    /// <param name="frontier">Its points, fewest nonlinear PReLUs first.</param>
    /// <param name="counted">What is counted, where it is not nonlinear PReLUs.</param>
    /// <returns>The lines; none where there is no frontier.</returns>
    public static IEnumerable<string> Of(EquatableArray<FrontierEntry> frontier, string counted = "nonlinear PReLUs")
    {
        if (frontier.Count == 0)
            return [];
        var metrics = frontier.SelectMany(e => e.Validation.Concat(e.Test)).Select(n => n.Name).Take(1).ToArray();
        var fidelity = frontier.SelectMany(e => e.Fidelity).Select(n => n.Name).Distinct().ToArray();
        var rows = new List<string[]>
        {
            new[] { counted, "rules", "terms" }.Concat(metrics.SelectMany(m => new[] { "validation " + m, "test " + m }))
                .Concat(fidelity.Select(f => f + " fidelity")).Append(string.Empty).ToArray(),
        };
        rows.AddRange(frontier.Select(e => new[]
        {
            ShownNumber.Integer(e.Nonlinear),
            e.Rules is { } rules ? ShownNumber.Integer(rules) : "too many",
            ShownNumber.Decimals(e.MeanTerms.Value, "0.#"),
        }.Concat(metrics.SelectMany(m => new[] { Cell(e.Validation, m), Cell(e.Test, m) }))
            .Concat(fidelity.Select(f => FidelityCell(e, f, metrics.Contains("accuracy")))).Append(e.IsChosen ? "chosen" : string.Empty)
            .ToArray()));
        return AlignedText.Of(rows, rightFrom: 0);
    }

    /// <summary>Agreement is a share where the models decide, as accuracy is.</summary>
    private static string FidelityCell(FrontierEntry entry, string name, bool isShare) =>
        ShownNumber.Metric(isShare ? "accuracy" : name, entry.Fidelity.FirstOrDefault(n => n.Name == name)?.Value.Value);

    private static string Cell(EquatableArray<NamedNumber> metrics, string name) =>
        ShownNumber.Metric(name, metrics.FirstOrDefault(n => n.Name == name)?.Value.Value);
}
