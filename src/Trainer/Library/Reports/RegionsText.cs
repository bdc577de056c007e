using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports;

/// <summary>Where the rules of a document apply, as text.</summary>
public static class RegionsText
{
    private const int MaxWidth = 120;

    /// <summary>A centre of more inputs than these is a table of numbers that nobody reads between rules.</summary>
    private const int MaxCentre = 12;

    /// <summary>Describes the regions of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="regions">Its regions.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(RuleDocument document, IReadOnlyList<RegionGeometry> regions)
    {
        yield return $"{VisibleText.Of(document.Name)}: where its {ShownNumber.Count(document.Rules.Count, "rule")} "
            + $"{(document.Rules.Count == 1 ? "applies" : "apply")}, inside the ranges.";
        yield return "A share is that of the volume of the ranges, all combinations of categories weighing the same.";
        yield return "The widest ball's radius is in widths of the ranges: 0.5 is as wide as the ranges are.";
        yield return "After ≈ numbers are rounded for reading; --json has all of their digits.";
        foreach (var region in regions)
        {
            yield return string.Empty;
            yield return $"Rule {ShownNumber.Integer(document.Rules[region.Rule].Id)}: {ShareText(region.Share)}";
            foreach (var line in Lines(document, region))
                yield return line;
        }
    }

    private static IEnumerable<string> Lines(RuleDocument document, RegionGeometry region)
    {
        if (region.Extents.Count == 0)
            return ["  no point inside the ranges has this rule"];
        var cells = region.Extents.Where(e => !e.IsWhole).Select(e => (Name: NameOf(document, e.Input), Text: ExtentText(document, e)))
            .ToList();
        var rest = region.Extents.Count - cells.Count;
        if (rest > 0)
            cells.Add((
                cells.Count == 0 ? "all inputs" : rest == 1 ? "the other input" : $"the other {ShownNumber.Integer(rest)} inputs",
                "anything in the range"));
        cells.Add(("widest ball", BallText(document, region)));
        if (!region.IsTight)
            cells.Add(
                ("note", "a wider ball may fit, and inputs may be narrower: too many combinations of categories, or too thin for double"));
        var width = cells.Max(c => c.Name.Length);
        return cells.SelectMany(c => Wrapped("  " + c.Name.PadRight(width) + "  ", c.Text));
    }

    internal static string ShareText(VolumeShare share)
    {
        var percent = share.Value is > 0 and < 0.0005 ? ShownNumber.Short(100 * share.Value) + " %" : ShownNumber.Percent(share.Value);
        return share.IsExact
            ? percent + " of the volume"
            : $"{percent} of the volume (sampled, standard error {ShownNumber.Decimals(100 * share.StandardError, "0.00")} %)";
    }

    internal static string ExtentText(RuleDocument document, InputExtent extent)
    {
        if (extent is NumberExtent number)
            return $"{ShownNumber.Short(number.Low)} to {ShownNumber.Short(number.High)}{UnitOf(document.Inputs.NumberAt(extent.Input))}";
        var names = document.Inputs.CategoryAt(extent.Input).Categories;
        var possible = ((CategoryExtent)extent).Categories;
        var absent = Enumerable.Range(0, names.Count).Except(possible).ToArray();
        return absent.Length < possible.Count
            ? "all but " + string.Join(", ", absent.Select(c => Quoted(names[c])))
            : string.Join(", ", possible.Select(c => Quoted(names[c])));
    }

    // Only what the rule's conditions look at: elsewhere the centre is the middle of the range, or any category.
    private static string BallText(RuleDocument document, RegionGeometry region)
    {
        if (region.Ball is not { } ball)
            return "none: the region is flat";
        var needs = new ConditionNeeds(document.Conditions);
        var used = region.Essential.Concat(region.Essential.SelectMany(needs.Of)).SelectMany(c => document.Conditions[c].Expression.Terms)
            .Select(t => t.Input).Distinct().Order().ToArray();
        if (used.Length > MaxCentre)
            return $"radius {ShownNumber.Short(ball.Radius)} around a point of {ShownNumber.Integer(used.Length)} inputs, which --json prints";
        var centre = used.ToLookup(
            i => document.Inputs[i].IsNumber, i => $"{NameOf(document, i)} {ValueText(document.Inputs[i], ball.Centre[i])}");
        return "radius " + ShownNumber.Short(ball.Radius) + Joined(" around ", centre[true]) + Joined(" with ", centre[false]);
    }

    private static string Joined(string head, IEnumerable<string> parts) => parts.Any() ? head + string.Join(", ", parts) : string.Empty;

    private static string ValueText(Input input, double value) => input.Match(
        number => ShownNumber.Short(value) + UnitOf(number), category => Quoted(category.Categories[(int)value]));

    private static string NameOf(RuleDocument document, int input) => VisibleText.Of(document.Inputs[input].Name);

    private static string Quoted(string category) => $"'{VisibleText.Of(category)}'";

    private static string UnitOf(NumberInput input) =>
        string.IsNullOrWhiteSpace(input.Unit) ? string.Empty : " " + VisibleText.Of(input.Unit!);

    private static IEnumerable<string> Wrapped(string head, string text)
    {
        var line = head;
        foreach (var word in text.Split(' '))
        {
            if (line.Length > head.Length && line.Length + 1 + word.Length > MaxWidth)
            {
                yield return line;
                line = new string(' ', head.Length);
            }

            line += line.Length == head.Length ? word : " " + word;
        }

        yield return line;
    }
}
