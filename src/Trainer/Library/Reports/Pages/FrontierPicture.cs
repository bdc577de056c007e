using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The frontier: quality against the number of nonlinear PReLUs, up to the network itself.</summary>
internal sealed class FrontierPicture
{
    /// <summary>The name of the drawing in the page.</summary>
    public const string Id = "frontier-picture";

    private const double Left = 62, Top = 30, Width = 346, Height = 220, Right = 12, Bottom = 90, KeyWidth = 130, KeyLine = 18;

    /// <summary>
    /// Where all columns but the first take less of the scale than this, the scale is theirs, and the first one is given below it as a
    /// number.
    /// </summary>
    private const double LeastSpread = 0.25;

    private static readonly Measure[] AllSeries =
    [
        new("validation", "validation rows", c => c.Validation),
        new("test", "test rows", c => c.Test),
        new("agreement", "agreement with the network, test rows", c => c.TestAgreement),
        new("fresh", "agreement with the network, fresh points", c => c.FreshAgreement),
    ];

    private readonly string _counted;
    private readonly List<Column> _columns;
    private readonly double _low;
    private readonly double _high;
    private readonly bool _isFirstBelow;

    private FrontierPicture(Provenance provenance, string metric)
    {
        Metric = metric;
        _counted = CountedIn(provenance);
        _columns = provenance.Frontier.Select(e => new Column(
            ShownNumber.Integer(e.Nonlinear),
            e.IsChosen,
            Value(e.Validation, metric),
            Value(e.Test, metric),
            Value(e.Fidelity, "test"),
            Value(e.Fidelity, "fresh"))).ToList();
        if (NetworkOf(provenance, metric) is { } network)
        {
            // A collapse ends its frontier with the network itself.
            if (_columns[^1] is var last && (last.Validation, last.Test, last.Name) == (network.Validation, network.Test, network.Name))
                _columns[^1] = last with { IsNetwork = true };
            else
                _columns.Add(network);
        }

        // Learned from the network's answers, accuracy on test rows is agreement: one line says both.
        if (_columns.TrueForAll(c => c.TestAgreement is null || c.TestAgreement.Equals(c.Test)))
            _columns = _columns.ConvertAll(c => c with { TestAgreement = null });

        var values = _columns.SelectMany(ValuesOf).ToArray();
        (_low, _high) = ScaleOf(values, metric);
        // A linear model is often so much worse that beside it all others would look alike.
        var others = ScaleOf(_columns.Skip(1).SelectMany(ValuesOf).ToArray(), metric);
        _isFirstBelow = others.High - others.Low < LeastSpread * (_high - _low) && ValuesOf(_columns[0]).All(v => v < others.Low);
        if (_isFirstBelow)
            (_low, _high) = others;
    }

    /// <summary>What is drawn: accuracy, or R².</summary>
    public string Metric { get; }

    /// <summary>Draws it; null where the document has no frontier.</summary>
    public static XElement? Draw(RuleDocument document) =>
        document.Provenance is { Frontier.Count: > 0 } provenance && MetricOf(provenance) is { } metric
            ? new FrontierPicture(provenance, metric).Draw()
            : null;

    /// <summary>The metric that models are compared by: the first one.</summary>
    public static string? MetricOf(Provenance provenance) =>
        provenance.Frontier.SelectMany(e => e.Validation.Concat(e.Test)).FirstOrDefault()?.Name;

    /// <summary>What the points of the frontier have different numbers of.</summary>
    public static string CountedIn(Provenance provenance) => RecordedOptions.IsTree(provenance) ? "tests" : "nonlinear PReLUs";

    private static (double Low, double High) ScaleOf(double[] values, string metric)
    {
        var (low, high) = values.Length == 0 ? (0, 1) : (values.Min(), values.Max());
        var room = Math.Max((high - low) * 0.1, (0.002 * Math.Max(Math.Abs(high), Math.Abs(low))) + 1e-6);
        return (low - room, metric is "accuracy" or "auc" ? Math.Min(1, high + room) : high + room);
    }

    private static IEnumerable<double> ValuesOf(Column column) => AllSeries.Select(s => s.Value(column)).OfType<double>();

    private static double? Value(IEnumerable<NamedNumber>? numbers, string metric) =>
        numbers?.FirstOrDefault(n => n.Name == metric)?.Value.Value;

    private static Column? NetworkOf(Provenance provenance, string metric) =>
        provenance.Metrics.FirstOrDefault(m => m.Model == "network") is not { } network ? null : new Column(
            UnitsOf(provenance),
            false,
            Value(network.Splits.FirstOrDefault(s => s.Name == "validation")?.Numbers, metric),
            Value(network.Splits.FirstOrDefault(s => s.Name == "test")?.Numbers, metric),
            null,
            null,
            IsNetwork: true);

    private static string UnitsOf(Provenance provenance) =>
        provenance.Architecture.Count > 2 ? ShownNumber.Integer(provenance.Architecture.Skip(1).SkipLast(1).Sum()) : "all";

    private XElement Draw() => Svg.Drawing(
        Id,
        "Frontier",
        $"{MetricName.Of(Metric)} for each number of {_counted}; the numbers are in the table below.",
        Left + Width + Right,
        Top + Height + Bottom,
        Ticks.Between(_low, _high, 6).Select(Grid),
        AllSeries.Select(Series),
        _columns.Select((c, i) => Below(c, X(i))),
        Svg.Text("axis-label middle", Left + (Width / 2), Top + Height + 36, _counted, 40),
        Keys(),
        Svg.Line("frame", Left, Top + Height, Left + Width, Top + Height));

    private IEnumerable<XElement> Grid(double tick)
    {
        yield return Svg.Line("grid", Left, Y(tick), Left + Width, Y(tick));
        yield return Svg.Text("tick-label end", Left - 6, Y(tick) + 4, MetricName.Value(Metric, tick));
    }

    private IEnumerable<XElement> Series(Measure measure)
    {
        var points = _columns.Select((c, i) => (X: X(i), Value: measure.Value(c), c.IsChosen, c.IsNetwork))
            .Where(p => p.Value >= _low).ToArray();
        if (_isFirstBelow && points.Length > 0 && measure.Value(_columns[0]) is { } below)
            yield return Svg.Path(
                "series " + measure.Name,
                [Foot(below, points[0].X, points[0].Value!.Value), (points[0].X, Y(points[0].Value!.Value))],
                isClosed: false);
        var line = points.Where(p => !p.IsNetwork).Select(p => (p.X, Y(p.Value!.Value))).ToArray();
        if (line.Length > 1)
            yield return Svg.Path("series " + measure.Name, line, isClosed: false);
        foreach (var point in points)
            yield return Mark(measure.Name, point.X, Y(point.Value!.Value), point.IsChosen ? "chosen" : string.Empty);
    }

    private static XElement Mark(string series, double x, double y, string more) => series switch
    {
        "validation" => Svg.Circle($"mark {series} {more}".TrimEnd(), x, y, 4.5),
        "test" => Svg.Rectangle($"mark {series} {more}".TrimEnd(), x - 4, y - 4, 8, 8),
        "fresh" => Svg.Path($"mark {series} {more}".TrimEnd(), [(x, y - 5.5), (x + 5, y + 4), (x - 5, y + 4)], isClosed: true),
        _ => Svg.Path($"mark {series} {more}".TrimEnd(), [(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)], isClosed: true),
    };

    private IEnumerable<XElement> Below(Column column, double x)
    {
        if (column.IsChosen)
        {
            yield return Svg.Line("chosen-line", x, Top - 10, x, Top + Height);
            yield return Svg.Text("chosen-label middle", x, Top - 14, "chosen");
        }

        if (_isFirstBelow && column == _columns[0])
            yield return Svg.Text("below tick-label", Left + 4, Top + Height - 6, Shown(ValuesOf(column).Max()));
        yield return Svg.Text("tick-label middle", x, Top + Height + 17, column.Name);
        if (column.IsNetwork)
            yield return Svg.Text("axis-label end", Left + Width, Top + Height + 36, "network");
    }

    private IEnumerable<XElement> Keys()
    {
        var shown = AllSeries.Where(s => _columns.Exists(c => s.Value(c) is not null)).ToArray();
        for (var i = 0; i < shown.Length; i++)
        {
            var (x, y) = (Left + (i % 2 * KeyWidth), Top + Height + 56 + (i / 2 * KeyLine));
            yield return Mark(shown[i].Name, x + 5, y, string.Empty);
            yield return Svg.Text(string.Empty, x + 15, y + 4, shown[i].Key, 40);
        }
    }

    // Digits after the point would run into the next column.
    private string Shown(double value) => MetricName.Value(Metric, Math.Round(value, 2));

    /// <summary>Where the line from the first column, which is below the scale, comes into it.</summary>
    private (double X, double Y) Foot(double below, double x, double value)
    {
        var share = (_low - below) / (value - below);
        return (X(0) + (share * (x - X(0))), Y(_low));
    }

    // Columns are side by side: a network has many times the PReLUs of what is left of it.
    private double X(int column) => Left + (Width * (column + 0.5) / _columns.Count);

    private double Y(double value) => Top + (Height * (_high - value) / (_high - _low));

    private sealed record Column(
        string Name,
        bool IsChosen,
        double? Validation,
        double? Test,
        double? TestAgreement,
        double? FreshAgreement,
        bool IsNetwork = false);

    /// <summary>One line of the picture.</summary>
    private sealed record Measure(string Name, string Key, Func<Column, double?> Value);
}
