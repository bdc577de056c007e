using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>What a training run had to choose from, as a table.</summary>
public static class FrontierText
{
    /// <summary>What stands where nothing was measured, as for metrics.</summary>
    private const string None = "-";

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
        // What documents of older versions do not have takes no room.
        var columns = new List<(string Head, Func<FrontierEntry, string> Cell)>
        {
            (counted, e => ShownNumber.Integer(e.Nonlinear)),
            ("rules", e => e.Rules is { } rules ? ShownNumber.Integer(rules) : "too many"),
            ("numbers", e => Cell(e.Numbers)),
            ("points", e => Cell(e.Points)),
            ("terms", e => ShownNumber.Decimals(e.MeanTerms.Value, "0.#")),
            ("expected loss", e => Cell(e.ExpectedLoss)),
            ("price", e => Cell(e.Price)),
        };
        columns.RemoveAll(c => frontier.All(e => c.Cell(e) == None));
        columns.AddRange(metrics.SelectMany(m => new (string, Func<FrontierEntry, string>)[]
        {
            ("validation " + m, e => Cell(e.Validation, m)),
            ("test " + m, e => Cell(e.Test, m)),
        }));
        columns.AddRange(fidelity.Select(f => (
            f + " fidelity", (Func<FrontierEntry, string>)(e => FidelityCell(e, f, metrics.Contains("accuracy"))))));
        columns.Add((string.Empty, e => e.IsChosen ? "chosen" : string.Empty));
        string[][] rows = [
            columns.Select(c => c.Head).ToArray(),
            .. frontier.Select(e => columns.Select(c => c.Cell(e)).ToArray()),
        ];
        return AlignedText.Of(rows, rightFrom: 0);
    }

    /// <summary>Agreement is a share where the models decide, as accuracy is.</summary>
    private static string FidelityCell(FrontierEntry entry, string name, bool isShare) =>
        ShownNumber.Metric(isShare ? "accuracy" : name, entry.Fidelity.FirstOrDefault(n => n.Name == name)?.Value.Value);

    private static string Cell(int? count) => count is { } number ? ShownNumber.Integer(number) : None;

    private static string Cell(Number? loss) => loss is { } number ? ShownNumber.Short(number.Value) : None;

    private static string Cell(EquatableArray<NamedNumber> metrics, string name) =>
        ShownNumber.Metric(name, metrics.FirstOrDefault(n => n.Name == name)?.Value.Value);
}
