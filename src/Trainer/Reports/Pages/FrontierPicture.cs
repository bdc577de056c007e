using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The frontier: quality against the number of nonlinear PReLUs, up to the network itself.</summary>
internal sealed class FrontierPicture
{
    /// <summary>The name of the drawing in the page.</summary>
    public const string Id = "frontier-picture";

    private const double Left = 62, Top = 30, Width = 346, Height = 220, Right = 12, Bottom = 70;

    private readonly List<Column> _columns;
    private readonly double _low;
    private readonly double _high;

    private FrontierPicture(Provenance provenance, string metric)
    {
        Metric = metric;
        _columns = provenance.Frontier.Select(e => new Column(ShownNumber.Integer(e.Nonlinear), e.IsChosen, Value(e.Validation, metric), Value(e.Test, metric), Value(e.Test, "fidelity"))).ToList();
        if (provenance.Metrics.FirstOrDefault(m => m.Model == "network") is { } network)
        {
            _columns.Add(new Column(
                UnitsOf(provenance),
                false,
                Value(network.Splits.FirstOrDefault(s => s.Name == "validation")?.Numbers, metric),
                Value(network.Splits.FirstOrDefault(s => s.Name == "test")?.Numbers, metric),
                null,
                IsNetwork: true));
        }

        var values = _columns.SelectMany(c => new[] { c.Validation, c.Test, c.Fidelity }).OfType<double>().ToArray();
        (_low, _high) = values.Length == 0 ? (0, 1) : (values.Min(), values.Max());
        var room = Math.Max((_high - _low) * 0.1, 0.002 * Math.Max(Math.Abs(_high), Math.Abs(_low)) + 1e-6);
        (_low, _high) = (_low - room, metric is "accuracy" or "auc" ? Math.Min(1, _high + room) : _high + room);
    }

    /// <summary>What is drawn: accuracy, or R².</summary>
    public string Metric { get; }

    /// <summary>Draws it; null where the document has no frontier.</summary>
    public static XElement? Of(RuleDocument document) =>
        document.Provenance is { Frontier.Count: > 0 } provenance && MetricOf(provenance) is { } metric ? new FrontierPicture(provenance, metric).Draw() : null;

    /// <summary>The metric that models are compared by: the first one.</summary>
    public static string? MetricOf(Provenance provenance) => provenance.Frontier.SelectMany(e => e.Validation.Concat(e.Test)).FirstOrDefault()?.Name;

    private static double? Value(IEnumerable<NamedNumber>? numbers, string metric) => numbers?.FirstOrDefault(n => n.Name == metric)?.Value.Value;

    private static string UnitsOf(Provenance provenance) =>
        provenance.Architecture.Count > 2 ? ShownNumber.Integer(provenance.Architecture.Skip(1).SkipLast(1).Sum()) : "all";

    private XElement Draw() => Svg.Drawing(
        Id,
        "Frontier",
        $"{MetricName.Of(Metric)} for each number of nonlinear PReLUs; the numbers stand in the table below.",
        Left + Width + Right,
        Top + Height + Bottom,
        Ticks.Of(_low, _high, 6).Select(Grid),
        Series("validation", c => c.Validation),
        Series("test", c => c.Test),
        Series("fidelity", c => c.Fidelity),
        _columns.Select((c, i) => Below(c, X(i))),
        Svg.Text("axis-label middle", Left + (Width / 2), Top + Height + 36, "nonlinear PReLUs", 40),
        Keys(),
        Svg.Line("frame", Left, Top + Height, Left + Width, Top + Height));

    private IEnumerable<XElement> Grid(double tick)
    {
        yield return Svg.Line("grid", Left, Y(tick), Left + Width, Y(tick));
        yield return Svg.Text("tick-label end", Left - 6, Y(tick) + 4, MetricName.Value(Metric, tick));
    }

    private IEnumerable<XElement> Series(string name, Func<Column, double?> value)
    {
        var points = _columns.Select((c, i) => (X: X(i), Value: value(c), c.IsChosen, c.IsNetwork)).Where(p => p.Value is not null).ToArray();
        var line = points.Where(p => !p.IsNetwork).Select(p => (p.X, Y(p.Value!.Value))).ToArray();
        if (line.Length > 1)
            yield return Svg.Path("series " + name, line, isClosed: false);
        foreach (var point in points)
            yield return Mark(name, point.X, Y(point.Value!.Value), point.IsChosen ? "chosen" : string.Empty);
    }

    private static XElement Mark(string series, double x, double y, string more) => series switch
    {
        "validation" => Svg.Circle($"mark {series} {more}".TrimEnd(), x, y, 4.5),
        "test" => Svg.Rectangle($"mark {series} {more}".TrimEnd(), x - 4, y - 4, 8, 8),
        _ => Svg.Path($"mark {series} {more}".TrimEnd(), [(x, y - 5.5), (x + 5, y + 4), (x - 5, y + 4)], isClosed: true),
    };

    private static IEnumerable<XElement> Below(Column column, double x)
    {
        if (column.IsChosen)
        {
            yield return Svg.Line("chosen-line", x, Top - 10, x, Top + Height);
            yield return Svg.Text("chosen-label middle", x, Top - 14, "chosen");
        }

        yield return Svg.Text("tick-label middle", x, Top + Height + 17, column.Name);
        if (column.IsNetwork)
            yield return Svg.Text("axis-label end", Left + Width, Top + Height + 36, "network");
    }

    private IEnumerable<XElement> Keys()
    {
        var x = Left;
        foreach (var (name, text) in (IEnumerable<(string, string)>)[("validation", "validation rows"), ("test", "test rows"), ("fidelity", "agreement with the network")])
        {
            if (!_columns.Exists(c => (name switch { "validation" => c.Validation, "test" => c.Test, _ => c.Fidelity }) is not null))
                continue;
            yield return Mark(name, x + 5, Top + Height + 56, string.Empty);
            yield return Svg.Text(string.Empty, x + 15, Top + Height + 60, text);
            x += 120;
        }
    }

    // Columns stand side by side: a network has many times the PReLUs of what is left of it.
    private double X(int column) => Left + (Width * (column + 0.5) / _columns.Count);

    private double Y(double value) => Top + (Height * (_high - value) / (_high - _low));

    private sealed record Column(string Name, bool IsChosen, double? Validation, double? Test, double? Fidelity, bool IsNetwork = false);
}
