using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Elements of a drawing. Colours are classes of <c>drawing.css</c>, so that a drawing follows the page into the dark.</summary>
internal static class Svg
{
    public static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    /// <summary>A drawing.</summary>
    /// <param name="id">Its name in the page.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What is to be seen there, for those who do not see it.</param>
    /// <param name="width">Its width in its own units.</param>
    /// <param name="height">Its height.</param>
    /// <param name="content">What is drawn.</param>
    public static XElement Drawing(string id, string title, string description, double width, double height, params object?[] content) =>
        new(
            Space + "svg",
            new XAttribute("id", id),
            new XAttribute("class", "drawing"),
            new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(height)),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-title {id}-description"),
            new XElement(Space + "title", new XAttribute("id", id + "-title"), title),
            new XElement(Space + "desc", new XAttribute("id", id + "-description"), description),
            content);

    public static XElement Group(string classes, params object?[] content) => new(Space + "g", Class(classes), content);

    public static XElement Line(string classes, double x1, double y1, double x2, double y2, params object?[] content) =>
        new(Space + "line", Class(classes), Attribute("x1", x1), Attribute("y1", y1), Attribute("x2", x2), Attribute("y2", y2), content);

    public static XElement Rectangle(string classes, double x, double y, double width, double height, params object?[] content) => new(
        Space + "rect",
        Class(classes),
        Attribute("x", x),
        Attribute("y", y),
        Attribute("width", Math.Max(0, width)),
        Attribute("height", Math.Max(0, height)),
        content);

    public static XElement Circle(string classes, double x, double y, double radius, params object?[] content) =>
        new(Space + "circle", Class(classes), Attribute("cx", x), Attribute("cy", y), Attribute("r", radius), content);

    /// <summary>A path of straight lines from point to point.</summary>
    public static XElement Path(string classes, IEnumerable<(double X, double Y)> points, bool isClosed) => new(
        Space + "path",
        Class(classes),
        new XAttribute("d", "M" + string.Join('L', points.Select(p => $"{Number(p.X)},{Number(p.Y)}")) + (isClosed ? "Z" : string.Empty)));

    /// <summary>A text at a point.</summary>
    /// <param name="classes">Its classes; <c>end</c> and <c>middle</c> say which part of it stands at the point.</param>
    /// <param name="x">The point.</param>
    /// <param name="y">The point: the text's base line.</param>
    /// <param name="text">The text, which may come from a document.</param>
    /// <param name="maxLength">Where it is cut.</param>
    public static XElement Text(string classes, double x, double y, string text, int maxLength = 28) =>
        new(Space + "text", Class(classes), Attribute("x", x), Attribute("y", y), VisibleText.Of(text, maxLength));

    /// <summary>What a browser shows beside the pointer.</summary>
    public static XElement Title(string text) => new(Space + "title", text);

    public static XAttribute Class(string classes) => new("class", classes);

    public static XAttribute Attribute(string name, double value) => new(name, Number(value));

    /// <summary>A length with as many digits as can be seen.</summary>
    public static string Number(double value) =>
        Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;
}
