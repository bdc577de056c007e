using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>
/// How classes are distinguished in a drawing: by colour, by pattern and by the shape of points, so that no colour is needed.
/// </summary>
internal static class Shades
{
    /// <summary>How many kinds there are; further classes begin again.</summary>
    public const int Count = 7;

    /// <summary>The class of a label (kind) or of a band of values (band) in the style sheet.</summary>
    public static string Of(Decision decision, int label) => (decision.IsClass ? "kind-" : "band-") + Number(label % Count);

    /// <summary>The patterns and the shapes that a drawing refers to.</summary>
    public static XElement Definitions() => new(
        Svg.Space + "defs",
        Patterns.Select((lines, i) => new XElement(
            Svg.Space + "pattern",
            new XAttribute("id", "pattern-" + Number(i)),
            new XAttribute("width", 8),
            new XAttribute("height", 8),
            new XAttribute("patternUnits", "userSpaceOnUse"),
            new XElement(Svg.Space + "path", Svg.Class("pattern kind-" + Number(i)), new XAttribute("d", lines)))),
        Markers.Select((d, i) => new XElement(Svg.Space + "path", new XAttribute("id", "marker-" + Number(i)), new XAttribute("d", d))));

    /// <summary>Where the pattern of a kind is found.</summary>
    public static string Pattern(int label) => $"url(#pattern-{Number(label % Count)})";

    /// <summary>The marker of a kind at a point.</summary>
    public static XElement Marker(Decision decision, int label, double x, double y) => new(
        Svg.Space + "use",
        new XAttribute("href", "#marker-" + Number(decision.IsClass ? label % Count : 0)),
        Svg.Class("point " + Of(decision, label)),
        Svg.Attribute("x", x),
        Svg.Attribute("y", y));

    /// <summary>The names of the classes of an output, in order.</summary>
    public static IEnumerable<string> Names(RuleDocument document, int output, IReadOnlyList<double> levels) =>
        document.Decision.IsClass ? document.Decision.LabelsOf(output) : Enumerable.Range(0, levels.Count + 1).Select(i => Band(levels, i));

    private static string Band(IReadOnlyList<double> levels, int band)
    {
        if (levels.Count == 0)
            return "any value";
        if (band == 0)
            return "below " + ShownNumber.Short(levels[0]);
        return band == levels.Count
            ? ShownNumber.Short(levels[^1]) + " and more"
            : $"{ShownNumber.Short(levels[band - 1])} to {ShownNumber.Short(levels[band])}";
    }

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);

    // Lines of a tile of 8 by 8; the first kind has none.
    private static readonly string[] Patterns =
    [
        "M0,0",
        "M-2,2L2,-2M0,8L8,0M6,10L10,6",
        "M2,2h1M6,6h1",
        "M0,4H8",
        "M-2,6L2,10M0,0L8,8M6,-2L10,2",
        "M4,0V8",
        "M0,4H8M4,0V8",
    ];

    // Around the point, about 7 wide: circle, triangle, square, diamond, triangle upside down, cross, plus.
    private static readonly string[] Markers =
    [
        "M3,0A3,3 0 1 1 -3,0A3,3 0 1 1 3,0Z",
        "M0,-4L3.6,2.6H-3.6Z",
        "M-2.8,-2.8H2.8V2.8H-2.8Z",
        "M0,-4L4,0L0,4L-4,0Z",
        "M0,4L3.6,-2.6H-3.6Z",
        "M-3,-3L3,3M-3,3L3,-3",
        "M-3.5,0H3.5M0,-3.5V3.5",
    ];
}
