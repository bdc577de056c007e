using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The rules as text, in the words of the generated comments, each with its support and with what its inputs can be.</summary>
internal static class RulesSection
{
    /// <summary>More rules than these are no reading matter.</summary>
    public const int MaxRules = 100;

    /// <summary>Where all rules together have more lines than these, the reader opens those that are of interest.</summary>
    public const int MaxOpenLines = 80;

    /// <summary>What each of more inputs can be is for the reader to open.</summary>
    private const int MaxOpenInputs = 6;

    /// <summary>Characters per line: what a page holds beside a margin.</summary>
    private const int Width = 84;

    /// <summary>The most frequent categories that are told of the rows of a rule.</summary>
    private const int MaxShares = 5;

    public static XElement Of(ReportContent content)
    {
        var document = content.Document;
        var describer = new RuleDescriber(document, Width);
        var texts = document.Rules.Take(MaxRules).Select((_, r) => describer.Rule(r).Skip(1).ToArray()).ToArray();
        var areOpen = texts.Sum(t => t.Length) <= MaxOpenLines;
        return Html.Section(
            "rules",
            "The rules",
            areOpen
                ? null
                : Html.Note("The texts of the rules are long, so that each is closed here; in print all are open."),
            describer.Common() is { Count: > 0 } common ? Code("The common part", common) : null,
            describer.NumbersConditions
                ? document.Conditions.Take(MaxRules).Select(
                    (_, c) => Code($"Condition {ShownNumber.Integer(document.Conditions[c].Id)}", describer.Condition(c)))
                : null,
            document.Version > 1 && document.Conditions.Count > MaxRules
                ? Html.Note($"{ShownNumber.Integer(document.Conditions.Count - MaxRules)} more conditions are left out of this page; rulec "
                    + "show prints all of them.")
                : null,
            texts.Select((text, r) => Rule(content, describer, r, text, areOpen)),
            document.Rules.Count > MaxRules
                ? Html.Note($"{ShownNumber.Integer(document.Rules.Count - MaxRules)} more rules are left out of this page; rulec show "
                    + "prints all of them.")
                : null);
    }

    private static XElement Rule(ReportContent content, RuleDescriber describer, int r, string[] text, bool isOpen)
    {
        var rule = content.Document.Rules[r];
        var id = "rule-" + ShownNumber.Integer(rule.Id);
        return new XElement(
            "article",
            new XAttribute("id", id),
            new XAttribute("aria-labelledby", id + "-heading"),
            new XElement("h3", new XAttribute("id", id + "-heading"), describer.Heading(r)),
            rule.Support is { } support ? Support(support) : null,
            Closed($"The {ShownNumber.Count(text.Length, "line")} of the rule", isOpen, Code($"Rule {ShownNumber.Integer(rule.Id)}", text)),
            Ranges(content, r) is { } ranges
                ? Closed("What its inputs are", isOpen && content.Document.Inputs.Count <= MaxOpenInputs, ranges)
                : null);
    }

    /// <summary>What the reader may have to open first.</summary>
    private static XElement Closed(string summary, bool isOpen, XElement content) =>
        isOpen ? content : new XElement("details", new XElement("summary", summary), content);

    private static XElement Code(string label, IReadOnlyList<string> lines) =>
        Html.Scrolling(label + " as text", new XElement("pre", new XAttribute("dir", "ltr"), string.Join('\n', lines)));

    private static XElement Support(Support support) => Html.Paragraph(
        new XAttribute("class", "meters"),
        Meter("rows", support.Share),
        support.Accuracy is { } accuracy ? Meter("right", accuracy) : null);

    private static XElement Meter(string name, Number share) => new(
        "span",
        name + " ",
        new XElement(
            "meter",
            new XAttribute("min", "0"),
            new XAttribute("max", "1"),
            new XAttribute("value", Number.From(System.Math.Clamp(share.Value, 0, 1)).Text),
            new XAttribute("aria-label", name),
            ShownShare.Of(share)),
        " " + ShownShare.Of(share));

    private static XElement? Ranges(ReportContent content, int r)
    {
        var document = content.Document;
        var region = content.Regions?[r];
        var rows = content.Rows?.Rows.Where(row => row.Outcome.RuleIndex == r).Select(row => row.Point).ToArray();
        if (region is null && rows is null)
            return null;
        if (region is { Extents.Count: 0 })
            return Html.Note("No point inside the ranges of the inputs has this rule.");
        var head = new List<object> { "input" };
        if (region is not null)
            head.Add("can be in this rule");
        if (rows is not null)
            head.Add($"in the {ShownNumber.Count(rows.Length, "row")} of the data");
        var lines = Enumerable.Range(0, document.Inputs.Count).Where(i => rows is not null || !region!.Extents[i].IsWhole).Select(i =>
        {
            var cells = new List<object?> { Html.Name(document.Inputs[i].Name) };
            if (region is not null)
                cells.Add(region.Extents[i].IsWhole
                    ? "anything"
                    : new XElement("bdi", Shortened(RegionsText.ExtentText(document, region.Extents[i]))));
            if (rows is not null)
                cells.Add(new XElement("bdi", Shortened(RowsText(document.Inputs[i], rows.Select(p => p[i]).ToArray()))));
            return cells;
        }).ToArray();
        return new XElement(
            "div",
            region is null
                ? null
                : Html.Note($"{RegionsText.ShareText(region.Share)} that the ranges of the inputs span."
                + (region.IsTight ? string.Empty : " Its inputs may be narrower than shown.")),
            lines.Length > 0
                ? Html.Table(region is null ? "What its inputs are in the data" : "What its inputs can be", head, lines)
                : Html.Note("Every input can be anything in its range."));
    }

    private static string Shortened(string text) => VisibleText.Of(text, 160);

    private static string RowsText(Input input, double[] values) =>
        input.Match(number => RowsText(number, values), category => RowsText(category.Categories, values));

    private static string RowsText(NumberInput number, double[] values)
    {
        var parts = number.Specials.Select(s => (s.Name, Count: values.Count(s.Is))).Where(s => s.Count > 0)
            .Select(s => $"'{VisibleText.Of(s.Name)}' {ShownNumber.Percent((double)s.Count / values.Length)}");
        var present = values.Where(v => double.IsFinite(v) && number.FindSpecial(v) < 0).ToArray();
        if (present.Length > 0)
        {
            var (low, high) = (ShownNumber.Short(present.Min()), ShownNumber.Short(present.Max()));
            parts = parts.Prepend(
                (low == high ? low : $"{low} to {high}")
                    + (string.IsNullOrWhiteSpace(number.Unit) ? string.Empty : " " + VisibleText.Of(number.Unit)));
        }

        return parts.Any() ? string.Join(", ", parts) : "–";
    }

    private static string RowsText(EquatableArray<string> names, double[] values)
    {
        var counts = values.GroupBy(v => (int)v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).ToArray();
        var shares = counts.Take(MaxShares).Select(
            g => $"{(g.Key < 0 ? "not declared" : $"'{VisibleText.Of(names[g.Key])}'")} "
                + $"{ShownNumber.Percent((double)g.Count() / values.Length)}");
        return values.Length == 0
            ? "–"
            : string.Join(", ", shares)
            + (counts.Length > MaxShares ? $" and {ShownNumber.Integer(counts.Length - MaxShares)} more" : string.Empty);
    }
}
