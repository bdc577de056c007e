using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>
/// The exact regions in a plane, with the decision boundary and points. In the page, <c>regions.js</c> redraws the same for other
/// planes.
/// </summary>
internal static class PlanePicture
{
    /// <summary>The name of the drawing in the page.</summary>
    public const string Id = "regions-picture";

    /// <summary>Where the plane is in the drawing.</summary>
    public const double Left = 64, Top = 12, Width = 350, SquareHeight = 320, StripHeight = 60;

    /// <summary>Areas that are smaller have no room for their rule's number.</summary>
    public const double LeastNamedArea = 0.006;

    /// <summary>Half of the width of a rule's number.</summary>
    public const double LabelWidth = 28;

    private const double Right = 12, Bottom = 44, LegendLine = 20;

    private const int MaxLegend = 14;

    /// <summary>The height of the plane.</summary>
    public static double HeightOf(PlaneView view) => view.Y < 0 ? StripHeight : SquareHeight;

    /// <summary>Draws it.</summary>
    public static XElement Draw(ReportContent content, PlaneView view)
    {
        var document = content.Document;
        var areas = PlaneSlice.Slice(document, view);
        var frame = new Frame(document, view);
        var legends = Enumerable.Range(0, document.ScoreCount).ToArray();
        var lines = legends.Max(k => System.Math.Min(MaxLegend, Shades.Names(document, k, view.Levels[k]).Count()));
        var height = Top + HeightOf(view) + Bottom + (((lines + 1) / 2) * LegendLine) + 8;
        return Svg.Drawing(
            Id,
            "Regions and decision boundary",
            Description(document, view),
            Left + Width + Right,
            height,
            Shades.Definitions(),
            Part("areas", areas.SelectMany(a => Area(document, frame, a))),
            Part("points", Points(content, frame)),
            Part("lines", areas.SelectMany(a => Borders(frame, a)).Concat(Decisions(document, frame, areas))),
            Part("labels", Named(document, areas).SelectMany(a => Label(document, frame, a))),
            Svg.Rectangle("frame", Left, Top, Width, HeightOf(view)),
            Part("axes", frame.Axes()),
            legends.Select(k => Legend(document, view, k, Top + HeightOf(view) + Bottom + 4)));
    }

    private static XElement Part(string name, IEnumerable<XElement> content) =>
        new(Svg.Space + "g", new XAttribute("id", "regions-" + name), content);

    private static string Description(RuleDocument document, PlaneView view)
    {
        var x = InputName.Of(document.Inputs[view.X]);
        return view.Y < 0
            ? $"Which rule and which decision hold along {x}. The what-if panel says the same for single points."
            : $"Which rule and which decision hold for {x} (to the right) and {InputName.Of(document.Inputs[view.Y])} (up), the other "
                + "inputs held. The what-if panel says the same for single points.";
    }

    private static IEnumerable<XElement> Area(RuleDocument document, Frame frame, PlaneArea area)
    {
        var points = area.Corners.Select(p => (Frame.X(p.U), frame.Y(p.V))).ToArray();
        yield return Svg.Path("area " + Shades.Of(document.Decision, area.Class), points, isClosed: true);
        if (!document.Decision.IsClass)
            yield break;
        var pattern = Svg.Path("patterned", points, isClosed: true);
        pattern.Add(new XAttribute("fill", Shades.Pattern(area.Class)));
        yield return pattern;
    }

    private static IEnumerable<XElement> Borders(Frame frame, PlaneArea area)
    {
        for (var i = 0; i < area.Corners.Count; i++)
        {
            var (p, q) = (area.Corners[i], area.Corners[(i + 1) % area.Corners.Count]);
            if (p.Edge == PlaneEdge.Region)
                yield return Svg.Line("region-line", Frame.X(p.U), frame.Y(p.V), Frame.X(q.U), frame.Y(q.V));
        }
    }

    // Bands of a value are shades, not decisions.
    private static IEnumerable<XElement> Decisions(RuleDocument document, Frame frame, IReadOnlyList<PlaneArea> areas) =>
        document.Decision.IsClass
            ? DecisionLines.Find(areas).Select(l => Svg.Line("decision-line", Frame.X(l.U1), frame.Y(l.V1), Frame.X(l.U2), frame.Y(l.V2)))
            : [];

    /// <summary>The areas with their rule's number: all, but of the bands of a value in one rule only the largest.</summary>
    private static IEnumerable<PlaneArea> Named(RuleDocument document, IReadOnlyList<PlaneArea> areas) =>
        document.Decision.IsClass ? areas : areas.GroupBy(a => a.Rule).Select(g => g.MaxBy(a => Middle(a).Size)!);

    private static IEnumerable<XElement> Label(RuleDocument document, Frame frame, PlaneArea area)
    {
        var (size, u, v) = Middle(area);
        if (size < LeastNamedArea)
            yield break;
        // Inside the frame, where its edges do not cut it.
        var x = System.Math.Clamp(Frame.X(u), Left + LabelWidth, Left + Width - LabelWidth);
        yield return Svg.Text("rule-label middle", x, frame.Y(v) + 4, "Rule " + ShownNumber.Integer(document.Rules[area.Rule].Id));
    }

    /// <summary>The size of an area, as a share of the plane, and its centre of gravity.</summary>
    private static (double Size, double U, double V) Middle(PlaneArea area)
    {
        var (size, u, v) = (0.0, 0.0, 0.0);
        for (var i = 0; i < area.Corners.Count; i++)
        {
            var (p, q) = (area.Corners[i], area.Corners[(i + 1) % area.Corners.Count]);
            var cross = (p.U * q.V) - (q.U * p.V);
            (size, u, v) = (size + (cross / 2), u + ((p.U + q.U) * cross / 6), v + ((p.V + q.V) * cross / 6));
        }

        return (size, u / size, v / size);
    }

    private static IEnumerable<XElement> Points(ReportContent content, Frame frame)
    {
        foreach (var row in content.Points?.Sample(PageData.MaxPoints) ?? [])
        {
            if (frame.Place(row.Point) is { } place)
                yield return Shades.Marker(content.Document.Decision, row.Truth is null ? 0 : frame.ClassOf(row.Truth), place.X, place.Y);
        }
    }

    private static XElement Legend(RuleDocument document, PlaneView view, int output, double top)
    {
        var names = Shades.Names(document, output, view.Levels[output]).ToArray();
        var shown = names.Take(MaxLegend).Select((name, i) =>
        {
            var (x, y) = (10 + (i % 2 * ((Left + Width) / 2)), top + (i / 2 * LegendLine));
            var pattern = Svg.Rectangle("patterned", x, y, 22, 14);
            if (document.Decision.IsClass)
                pattern.Add(new XAttribute("fill", Shades.Pattern(i)));
            return Svg.Group(
                "legend",
                Svg.Rectangle("area framed " + Shades.Of(document.Decision, i), x, y, 22, 14),
                pattern,
                Shades.Marker(document.Decision, i, x + 11, y + 7),
                Svg.Text(
                    string.Empty,
                    x + 28,
                    y + 12,
                    i == MaxLegend - 1 && names.Length > MaxLegend ? $"and {ShownNumber.Integer(names.Length - i)} more" : name,
                    24));
        });
        var group = Svg.Group(output == view.Output ? "legends" : "legends away", shown);
        group.Add(new XAttribute("data-output", ShownNumber.Integer(output)));
        return group;
    }

    /// <summary>Where shares of the ranges are in the drawing.</summary>
    private sealed class Frame(RuleDocument document, PlaneView view)
    {
        public static double X(double u) => Left + (Width * u);

        public double Y(double v) => Top + (HeightOf(view) * (1 - (view.Y < 0 ? v / PlaneView.StripHeight : v)));

        /// <summary>Where a row is drawn; null where it has no value or lies outside.</summary>
        public (double X, double Y)? Place(double[] point)
        {
            var u = Share(view.X, point[view.X]);
            var v = view.Y < 0 ? PlaneView.StripHeight / 2 : Share(view.Y, point[view.Y]);
            return u is >= 0 and <= 1 && v is >= 0 and <= 1 ? (X(u), Y(v)) : null;
        }

        /// <summary>The class of what is true.</summary>
        public int ClassOf(double[] truth) => document.Decision.Match(
            _ => view.Levels[view.Output].Count(l => truth[view.Output] >= l),
            _ => (int)truth[view.Output],
            _ => System.Array.IndexOf(truth, 1.0));

        public IEnumerable<XElement> Axes()
        {
            foreach (var tick in TicksOf(view.X))
            {
                var x = X(Share(view.X, tick));
                yield return Svg.Line("tick", x, Top + HeightOf(view), x, Top + HeightOf(view) + 4);
                yield return Svg.Text("tick-label middle", x, Top + HeightOf(view) + 17, Ticks.Text(tick));
            }

            yield return Svg.Text(
                "axis-label middle", Left + (Width / 2), Top + HeightOf(view) + 36, InputName.Of(document.Inputs[view.X]), 48);
            if (view.Y < 0)
                yield break;
            foreach (var tick in TicksOf(view.Y))
            {
                var y = Y(Share(view.Y, tick));
                yield return Svg.Line("tick", Left - 4, y, Left, y);
                yield return Svg.Text("tick-label end", Left - 7, y + 4, Ticks.Text(tick));
            }

            var label = Svg.Text("axis-label middle", 0, 0, InputName.Of(document.Inputs[view.Y]), 42);
            label.Add(new XAttribute("transform", $"translate(12 {Svg.Number(Top + (HeightOf(view) / 2))}) rotate(-90)"));
            yield return label;
        }

        private IReadOnlyList<double> TicksOf(int input) =>
            Ticks.Between(Number(input).Minimum.Value, Number(input).Maximum.Value, PageData.MaxTicks);

        private NumberInput Number(int input) => document.Inputs.NumberAt(input);

        private double Share(int input, double value) =>
            (value - Number(input).Minimum.Value) / Number(input).Width;
    }
}
