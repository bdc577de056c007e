using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>A unit of a picture.</summary>
/// <param name="Number">Its number on its level, counted from 0.</param>
/// <param name="IsNonlinear">Whether it is a condition, or in a network of its own whether its activation bends.</param>
/// <param name="Name">What it is.</param>
internal sealed record NetworkUnit(int Number, bool IsNonlinear, string Name);

/// <summary>A hidden level of a picture.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Shown">The units that are drawn.</param>
/// <param name="Hidden">How many are not.</param>
internal sealed record NetworkColumn(string Name, IReadOnlyList<NetworkUnit> Shown, int Hidden);

/// <summary>The hidden levels of a picture, with the units that become conditions.</summary>
internal sealed class NetworkColumns
{
    /// <summary>More units on a level would be a wall.</summary>
    private const int MaxUnits = 24;

    /// <summary>The note's limit: a slope above it counts as 1.</summary>
    private const double LinearSlope = 0.9995;

    private readonly RuleDocument _document;

    private NetworkColumns(RuleDocument document, IReadOnlyList<NetworkColumn> hidden) => (_document, Hidden) = (document, hidden);

    /// <summary>The hidden levels.</summary>
    public IReadOnlyList<NetworkColumn> Hidden { get; }

    /// <summary>The levels of a network, or else those that the document lists.</summary>
    public static NetworkColumns Of(RuleDocument document, PiecewiseNetwork? network)
    {
        if (network is not null)
            return new NetworkColumns(
                document,
                network.Layers.SkipLast(1).Select((layer, l) => Column(l, Enumerable.Range(0, layer.Width).Select(u => UnitOf(layer, u))))
                    .ToArray());
        if (document.Conditions.Any(c => c.Source is null))
            return new NetworkColumns(
                document,
                document.Conditions.Count == 0
                    ? []
                    : [Limited(
                        "conditions",
                        document.Conditions.Select((c, i) => new NetworkUnit(i, true, $"Condition {ShownNumber.Integer(c.Id)}"))
                            .ToArray())]);
        var levels = document.Conditions.Select(c => c.Source!.Level).DefaultIfEmpty(0).Max();
        var architecture = document.Provenance?.Architecture ?? EquatableArray<int>.Empty;
        levels = System.Math.Max(levels, architecture.Count - 2);
        return new NetworkColumns(
            document,
            Enumerable.Range(0, System.Math.Max(levels, 0)).Select(
                l => Column(l, Units(document, l, l + 1 < architecture.Count - 1 ? architecture[l + 1] : 0))).ToArray());
    }

    /// <summary>Where a condition's unit is drawn; null where it is not.</summary>
    public (int Level, int Row)? PlaceOf(int condition)
    {
        var source = _document.Conditions.All(c => c.Source is not null) ? _document.Conditions[condition].Source : null;
        var (level, unit) = source is null ? (0, condition) : (source.Level - 1, source.Neuron - 1);
        var row = RowOf(level, unit);
        return row < 0 ? null : (level, row);
    }

    /// <summary>The row of a unit on its level; −1 where it is not drawn.</summary>
    public int RowOf(int level, int unit) => level < Hidden.Count ? Hidden[level].Shown.ToList().FindIndex(u => u.Number == unit) : -1;

    private static NetworkColumn Column(int level, IEnumerable<NetworkUnit> units) =>
        Limited("level " + ShownNumber.Integer(level + 1), units.ToArray());

    // What is nonlinear is shown in any case.
    private static NetworkColumn Limited(string name, NetworkUnit[] units)
    {
        var shown = units.OrderBy(u => u.IsNonlinear ? 0 : 1).Take(MaxUnits).OrderBy(u => u.Number).ToArray();
        return new NetworkColumn(name, shown, units.Length - shown.Length);
    }

    private static IEnumerable<NetworkUnit> Units(RuleDocument document, int level, int count)
    {
        var sources = document.Conditions.Where(c => c.Source!.Level == level + 1).ToLookup(c => c.Source!.Neuron - 1);
        return Enumerable.Range(0, count).Union(sources.Select(s => s.Key)).Order().Select(unit => new NetworkUnit(
            unit,
            sources.Contains(unit),
            $"Unit {ShownNumber.Integer(unit + 1)} on level {ShownNumber.Integer(level + 1)}" + (sources.Contains(unit)
                ? string.Concat(sources[unit].Select(c => $", condition {ShownNumber.Integer(c.Id)}, slope {c.Source!.Slope.Text}"))
                : ", taken as linear")));
    }

    private static NetworkUnit UnitOf(PiecewiseLayer layer, int unit) => layer.Activation switch
    {
        NegativeSlopes slopes =>
            new NetworkUnit(
                unit,
                slopes.Slopes[unit] <= LinearSlope,
                $"Unit {ShownNumber.Integer(unit + 1)}, slope {ShownNumber.Short(slopes.Slopes[unit])}"),
        Identity => new NetworkUnit(unit, false, $"Unit {ShownNumber.Integer(unit + 1)}, linear"),
        _ => new NetworkUnit(unit, true, $"Unit {ShownNumber.Integer(unit + 1)}"),
    };
}
