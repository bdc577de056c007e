using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>
/// A curve as a chart: its points as marks, an open and a filled one where it jumps; to the right what special values add, under their
/// names; beneath where the rows of data are.
/// </summary>
internal sealed class CurvePicture
{
    private const double Left = 56, Top = 20, Height = 170, BarsHeight = 34, SpecialWidth = 80, Margin = 14, Mark = 3.4;

    /// <summary>The whole chart is as wide as other pictures of the page, unless special values leave too little of that.</summary>
    private const double WholeWidth = 420, LeastWidth = 220;

    private readonly PlacedCurve _curve;
    private readonly double _low;
    private readonly double _high;
    private readonly double _least;
    private readonly double _most;

    /// <summary>Prepares to draw.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="rows">The rows of data; null where none are given.</param>
    public CurvePicture(PlacedCurve curve, ReportRows? rows)
    {
        _curve = curve;
        var places = Points.Select(p => p.X.Value).Append(curve.Input.Minimum.Value).Append(curve.Input.Maximum.Value).ToArray();
        (_low, _high) = places.Min() < places.Max() ? (places.Min(), places.Max()) : (places[0] - 1, places[0] + 1);
        var heights = Points.SelectMany(p => new[] { p.Below.Value, p.At.Value }).Concat(curve.Specials.Select(s => s.Adds.Value))
            .ToArray();
        var room = 0.08 * (heights.Max() - heights.Min());
        (_least, _most) = (heights.Min() - room, heights.Max() + room);
        IsDrawable = double.IsFinite(_high - _low) && double.IsFinite(_most - _least);
        Rows = IsDrawable ? CurveRows.Count(rows, curve, _low, _high) : null;
    }

    /// <summary>Whether it has a scale: numbers near the largest double have none.</summary>
    public bool IsDrawable { get; }

    /// <summary>Where the rows of data are; null where none are given.</summary>
    public CurveRows? Rows { get; }

    private double Width => Math.Max(LeastWidth, WholeWidth - Left - Margin - (SpecialWidth * _curve.Specials.Count));

    private double Right => Left + Width;

    private EquatableArray<CurvePoint> Points => _curve.Term.Curve.Points;

    private double Bottom => Top + Height + (Rows is null ? 0 : BarsHeight + 6);

    /// <summary>Draws it.</summary>
    /// <param name="id">Its name in the page.</param>
    public XElement Draw(string id) => Svg.Drawing(
        id,
        $"What {_curve.Title} adds to {_curve.Place}",
        Description(),
        Right + Margin + (SpecialWidth * _curve.Specials.Count),
        Bottom + 44,
        Ticks.Between(_least, _most, 6).Select(Grid),
        _least < 0 && _most > 0 ? Svg.Line("curve-zero", Left, Y(0), Right, Y(0)) : null,
        Bars(),
        Axis(),
        Pieces().Select(piece => Svg.Path("curve", piece, isClosed: false)),
        Points.SelectMany(Marks),
        _curve.Specials.SelectMany(Special));

    /// <summary>The curve in words, for those who do not see it.</summary>
    private string Description()
    {
        var points = Points.Select(p => p.IsJump ? $"{p.Below.Text} below {p.X.Text} and {p.At.Text} at it" : $"{p.At.Text} at {p.X.Text}");
        var specials = string.Concat(_curve.Specials.Select(s => $" For {VisibleText.Of(s.Special.Name)} it is {s.Adds.Text}."));
        return $"{string.Join(", ", points)}: straight between the points, flat before the first and after the last.{specials}";
    }

    /// <summary>The lines of the curve from one end of the scale to the other, a new one after each jump.</summary>
    private IEnumerable<List<(double X, double Y)>> Pieces()
    {
        var line = new List<(double X, double Y)> { (Left, Y(Points[0].Below.Value)) };
        foreach (var point in Points)
        {
            line.Add((X(point.X.Value), Y(point.Below.Value)));
            if (!point.IsJump)
                continue;
            yield return line;
            line = [(X(point.X.Value), Y(point.At.Value))];
        }

        line.Add((Right, Y(Points[^1].At.Value)));
        yield return line;
    }

    private IEnumerable<XElement> Marks(CurvePoint point)
    {
        var x = X(point.X.Value);
        if (point.IsJump)
        {
            yield return Svg.Line("curve-jump", x, Y(point.Below.Value), x, Y(point.At.Value));
            yield return Svg.Circle(
                "curve-point open", x, Y(point.Below.Value), Mark, Svg.Title($"below {point.X.Text}: {point.Below.Text}"));
        }

        yield return Svg.Circle("curve-point", x, Y(point.At.Value), Mark, Svg.Title($"{point.X.Text}: {point.At.Text}"));
    }

    private IEnumerable<XElement> Special((SpecialValue Special, Number Adds) special, int s)
    {
        var (x, y) = (Right + (Margin / 2) + (SpecialWidth * (s + 0.5)), Y(special.Adds.Value));
        yield return Svg.Rectangle(
            "curve-special", x - 4, y - 4, 8, 8, Svg.Title($"{VisibleText.Of(special.Special.Name)}: {special.Adds.Text}"));
        yield return Svg.Text("middle", x, y - 8, special.Adds.Text, 10);
        yield return Svg.Text("tick-label middle", x, Top - 8, special.Special.Name, 12);
    }

    private IEnumerable<XElement> Grid(double tick)
    {
        yield return Svg.Line("grid", Left, Y(tick), Right, Y(tick));
        yield return Svg.Text("tick-label end", Left - 6, Y(tick) + 4, Ticks.Text(tick), 9);
    }

    private IEnumerable<XElement> Axis()
    {
        yield return Svg.Line("frame", Left, Bottom, Right, Bottom);
        foreach (var tick in Ticks.Between(_low, _high, 6))
        {
            yield return Svg.Line("tick", X(tick), Bottom, X(tick), Bottom + 4);
            yield return Svg.Text("tick-label middle", X(tick), Bottom + 17, Ticks.Text(tick));
        }

        yield return Svg.Text("axis-label middle", Left + (Width / 2), Bottom + 36, _curve.Title, 40);
    }

    private IEnumerable<XElement> Bars()
    {
        var (count, most) = (Rows?.Bars.Count ?? 0, Rows?.Bars.Max() ?? 0);
        var width = Width / Math.Max(1, count);
        for (var b = 0; b < count; b++)
        {
            var height = BarsHeight * Rows!.Bars[b] / Math.Max(1, most);
            if (height > 0)
                yield return Svg.Rectangle(
                    "bar rows",
                    Left + (width * b),
                    Bottom - height,
                    width - 0.6,
                    height,
                    Svg.Title(ShownNumber.Count(Rows.Bars[b], "row")));
        }
    }

    private double X(double value) => Left + (Width * ((value - _low) / (_high - _low)));

    private double Y(double value) => Top + (Height * ((_most - value) / (_most - _least)));
}
