using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Elements of a page. What is text in them is escaped when they are written.</summary>
internal static class Html
{
    /// <summary>The elements that HTML writes without an end tag.</summary>
    private static readonly HashSet<string> Void = ["br", "hr", "img", "input", "meta", "link", "wbr"];

    /// <summary>With this many columns the rows of a table are lists where the page is narrow.</summary>
    private const int LeastListed = 3;

    /// <summary>A shorter text in a table, such as a number after ≈, stays on one line.</summary>
    private const int MaxUnbroken = 18;

    /// <summary>Text from a document or a file: every character shows, and its direction does not reach beyond it.</summary>
    public static XElement Name(string text) => new("bdi", VisibleText.Of(text));

    /// <summary>A part of the page with its heading, which the contents at the top lead to.</summary>
    public static XElement Section(string id, string heading, params object?[] content) =>
        new(
            "section",
            new XAttribute("id", id),
            new XAttribute("aria-labelledby", id + "-heading"),
            new XElement("h2", new XAttribute("id", id + "-heading"), heading),
            content);

    /// <summary>A paragraph.</summary>
    public static XElement Paragraph(params object?[] content) => new("p", content);

    /// <summary>A paragraph that explains how to read what comes before.</summary>
    public static XElement Note(params object?[] content) => new("p", new XAttribute("class", "note"), content);

    /// <summary>
    /// A table whose first row and first column are headings. Where the page is narrow each row of one with many columns is a list, so
    /// that no column is out of sight; a wide table scrolls by itself.
    /// </summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="head">The headings of the columns.</param>
    /// <param name="rows">The rows; the first cell of each is its heading.</param>
    public static XElement Table(string caption, IEnumerable<object> head, IEnumerable<IEnumerable<object?>> rows)
    {
        var columns = head.Select(h => new XElement("th", new XAttribute("scope", "col"), h)).ToArray();
        var isListed = columns.Length >= LeastListed;
        return Scrolling(caption, new XElement(
            "table",
            isListed ? new XAttribute("class", "listed") : null,
            new XElement("caption", caption),
            new XElement("thead", new XElement("tr", columns.AsEnumerable())),
            new XElement(
                "tbody",
                rows.Select(row => new XElement(
                    "tr",
                    row.Select((cell, i) => i == 0
                        ? new XElement("th", new XAttribute("scope", "row"), cell)
                        : new XElement(
                            "td",
                            cell is string { Length: <= MaxUnbroken } ? new XAttribute("class", "unbroken") : null,
                            isListed ? new XAttribute("data-column", columns[i].Value) : null,
                            cell)))))));
    }

    /// <summary>What may be wider than the page: scrolled by itself, by keyboard too.</summary>
    public static XElement Scrolling(string label, params object?[] content) =>
        new(
            "div",
            new XAttribute("class", "scroll"),
            new XAttribute("tabindex", "0"),
            new XAttribute("role", "region"),
            new XAttribute("aria-label", label),
            content);

    /// <summary>A picture with its caption.</summary>
    public static XElement Figure(XElement picture, params object?[] caption) =>
        new("figure", Scrolling("Picture, which can be scrolled sideways", picture), new XElement("figcaption", caption));

    /// <summary>The text of an element in HTML's syntax.</summary>
    public static string Write(XElement element)
    {
        // An empty element with an end tag, which XML may omit and HTML needs.
        foreach (var empty in element.DescendantsAndSelf().Where(
            e => e.IsEmpty && e.Name.Namespace == XNamespace.None && !Void.Contains(e.Name.LocalName)))
            empty.Value = string.Empty;
        return element.ToString(SaveOptions.DisableFormatting);
    }
}
