using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using RuleCompiler.Trainer.Files;

namespace Samples;

/// <summary>Curves as SVG: accuracy over the share of noisy pixels.</summary>
internal static class CurvePicture
{
    private const double Left = 50, Top = 20, Width = 480, Height = 320, Right = 220, Bottom = 50;

    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    // Of Okabe and Ito (2008), who made them for all eyes to tell apart.
    private static readonly string[] Colours = ["#000000", "#0072b2", "#56b4e9", "#009e73", "#e69f00", "#d55e00", "#cc79a7", "#999933", "#888888"];

    /// <summary>Writes the picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="curves">The curves; the first is drawn thicker, the last dashed.</param>
    public static void Write(string path, IReadOnlyList<Curve> curves)
    {
        var picture = new XElement(
            Space + "svg",
            new XAttribute("viewBox", FormattableString.Invariant($"0 0 {Left + Width + Right} {Top + Height + Bottom}")),
            new XAttribute("role", "img"),
            new XAttribute("font-family", "sans-serif"),
            new XAttribute("font-size", 13),
            new XElement(Space + "title", "Accuracy with noise in the least important pixels"),
            new XElement(
                Space + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#ffffff")),
            Enumerable.Range(0, 6).SelectMany(i => Grid(0.2 * i)),
            Text(Left + (Width / 2), Top + Height + 40, "middle", "% of the pixels with noise, the least important first"),
            curves.Select((curve, i) => Line(curve, i, curves.Count)),
            curves.Select((curve, i) => (curve, i)).OrderByDescending(c => c.curve.Area).SelectMany((c, rank) => Key(c.curve, c.i, rank)));
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        AtomicFile.Write(path, stream =>
        {
            using (var xml = XmlWriter.Create(stream, settings))
                picture.Save(xml);
            stream.WriteByte((byte)'\n');
        });
    }

    private static IEnumerable<XElement> Grid(double share)
    {
        var percent = (100 * share).ToString("F0", CultureInfo.InvariantCulture);
        yield return new XElement(
            Space + "path",
            new XAttribute("d", $"M{At(0, share)} L{At(1, share)} M{At(share, 0)} L{At(share, 1)}"),
            new XAttribute("stroke", "#dddddd"));
        yield return Text(Left - 6, Y(share) + 4, "end", percent + " %");
        yield return Text(X(share), Top + Height + 18, "middle", percent);
    }

    private static XElement Line(Curve curve, int index, int count) => new(
        Space + "polyline",
        new XAttribute("points", string.Join(' ', curve.Accuracies.Select((a, i) => At((double)i / (curve.Accuracies.Length - 1), a)))),
        new XAttribute("fill", "none"),
        new XAttribute("stroke", Colours[index % Colours.Length]),
        new XAttribute("stroke-width", index == 0 ? 3 : 1.5),
        index == count - 1 ? new XAttribute("stroke-dasharray", "5 4") : null,
        new XElement(Space + "title", curve.Method));

    private static IEnumerable<XElement> Key(Curve curve, int index, int rank)
    {
        var y = Top + 10 + (20 * rank);
        yield return new XElement(
            Space + "rect",
            Attribute("x", Left + Width + 16),
            Attribute("y", y - 3),
            new XAttribute("width", 18),
            new XAttribute("height", 4),
            new XAttribute("fill", Colours[index % Colours.Length]));
        yield return Text(Left + Width + 40, y + 4, "start", FormattableString.Invariant($"{curve.Method} {curve.Area:F3}"));
    }

    private static XElement Text(double x, double y, string anchor, string text) =>
        new(Space + "text", Attribute("x", x), Attribute("y", y), new XAttribute("text-anchor", anchor), text);

    private static XAttribute Attribute(string name, double value) => new(name, Number(value));

    private static string At(double share, double accuracy) => Number(X(share)) + "," + Number(Y(accuracy));

    private static double X(double share) => Left + (Width * share);

    private static double Y(double accuracy) => Top + (Height * (1 - accuracy));

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
