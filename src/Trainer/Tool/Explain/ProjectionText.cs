using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Explain;

/// <summary>
/// Why a network answers one input as it does, as tables for people. Numbers have six digits; the JSON form has all of them.
/// </summary>
public static class ProjectionText
{
    /// <summary>Of more inputs those that contribute most are shown.</summary>
    public const int MaxInputs = 30;

    private const string Indent = "  ";

    /// <summary>Describes an explanation.</summary>
    /// <param name="network">What the network is called.</param>
    /// <param name="shown">The explanation.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(string network, ProjectionJson shown)
    {
        yield return $"{network}, row {ShownNumber.Integer(shown.Row)}. Numbers are rounded to 6 digits for reading; --json has all of them.";
        var largest = shown.Prediction is { } position
            ? $"; the largest is number {ShownNumber.Integer(position)}, counted from 0"
            : string.Empty;
        var hasHead = !shown.Outputs.SequenceEqual(shown.Scores);
        yield return $"Outputs: {Listed(shown.Outputs)}{(hasHead ? string.Empty : largest)}";
        if (hasHead)
            yield return $"Scores, which the network's last step makes these of: {Listed(shown.Scores)}{largest}";
        yield return $"Unit {shown.Unit}: v = {Shown(shown.Value)}, switched bias {Shown(shown.SwitchedBias)}";
        yield return $"{ShownNumber.Integer(shown.Active)} of {ShownNumber.Count(shown.Units, "hidden unit")} "
            + $"{(shown.Active == 1 ? "is" : "are")} active{Share(shown.Active, shown.Units)}";
        if (shown.Layers.Count > 1)
        {
            var layers = new List<string[]> { new[] { "layer", "name", "units", "active" } };
            layers.AddRange(shown.Layers.Select(l => new[]
            {
                ShownNumber.Integer(l.Position), l.Name, ShownNumber.Integer(l.Units), ShownNumber.Integer(l.Active),
            }));
            foreach (var line in Table(layers, rightFrom: 2))
                yield return line;
        }

        yield return string.Empty;
        foreach (var line in InputLines(shown))
            yield return line;
    }

    private static IEnumerable<string> InputLines(ProjectionJson shown)
    {
        // These have columns of their own; the gradient is the switched weights.
        var methods = shown.Attributions.Where(a => a.Key is not ("contributions" or "insens" or "gradient")).ToArray();
        var order = Enumerable.Range(0, shown.Input.Count).OrderByDescending(i => Math.Abs(shown.Contributions[i] ?? 0))
            .Take(MaxInputs).ToArray();
        var rows = new List<string[]>
        {
            new[] { "input", "value", "switched weight", "centre", "contribution", "Insens" }.Concat(methods.Select(m => m.Key)).ToArray(),
        };
        rows.AddRange(order.Select(i => new[]
        {
            "x" + ShownNumber.Integer(i + 1), Shown(shown.Input[i]), Shown(shown.SwitchedWeights[i]), Shown(shown.Centre[i]),
            Shown(shown.Contributions[i]), Shown(shown.Insens[i]),
        }.Concat(methods.Select(m => Shown(m.Value.Values[i]))).ToArray()));
        rows.Add(new[] { "all", string.Empty, string.Empty, string.Empty, Shown(shown.Contributions.Sum()), Shown(shown.Insens.Sum()) }
            .Concat(methods.Select(m => Shown(m.Value.Values.Sum()))).ToArray());
        var lines = Table(rows, rightFrom: 1);
        return shown.Input.Count > MaxInputs
            ? lines.Append(
                $"{Indent}and {ShownNumber.Integer(shown.Input.Count - MaxInputs)} more that contribute less; --json has them all, --png "
                    + "and --svg draw them.")
            : lines;
    }

    private static string Listed(IReadOnlyList<double?> values) => values.Count <= MaxInputs
        ? string.Join(", ", values.Select(Shown))
        : $"{string.Join(", ", values.Take(MaxInputs).Select(Shown))} and {ShownNumber.Integer(values.Count - MaxInputs)} more";

    private static string Share(int active, int units) => units == 0 ? string.Empty : $" ({ShownNumber.Percent((double)active / units)})";

    private static IEnumerable<string> Table(IReadOnlyList<string[]> rows, int rightFrom) =>
        AlignedText.Of(rows, rightFrom).Select(l => Indent + l);

    private static string Shown(double? value) =>
        value is { } number ? (number == 0 ? 0 : number).ToString("G6", CultureInfo.InvariantCulture) : "-";
}
