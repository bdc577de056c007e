using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>The sheet that says the rules in words.</summary>
internal sealed class RulesSheet
{
    private const int Width = 110;

    private readonly RuleDocument _document;
    private readonly RuleDescriber _describer;
    private readonly Sheet _sheet = new("Rules") { Widths = [24, 118, 14, 12, 12] };

    public RulesSheet(RuleDocument document) => (_document, _describer) = (document, new RuleDescriber(document, Width));

    /// <summary>Writes the sheet.</summary>
    public Sheet Write()
    {
        _sheet.Add(SheetCell.Of(_document.Name, CellStyle.Title));
        if (_document.Summary.Length > 0)
            _sheet.Add(SheetCell.Of(_document.Summary));
        WriteContents();
        foreach (var paragraph in _describer.Paragraphs().Where(p => p.Title != "At the edges"))
            WriteParagraph(paragraph);
        WriteOverview();
        Block("Common part", string.Empty, _describer.Common());
        WriteConditions();
        _sheet.Add();
        _sheet.Add(SheetCell.Of("Rules", CellStyle.Heading));
        for (var r = 0; r < _document.Rules.Count; r++)
            Block(string.Empty, "Rule " + Digits(_document.Rules[r].Id), _describer.Rule(r));
        return _sheet;
    }

    private void WriteContents()
    {
        _sheet.Add();
        _sheet.Add(SheetCell.Of("In this workbook", CellStyle.Heading));
        Line("Rules", "this sheet: how the rules read.");
        Line("Curves and values", "every number of the rules, the ranges of inputs, special values and categories.");
        Line("Try it", "type values and see what the rules answer, and why.");
        Line("Check", "rows with the answers of the compiled rules beside those of the formulas here.");
        Line("Steps", "what the formulas calculate on the way.");
        Line(string.Empty, "The workbook is for reading and trying. What decides are the compiled rules: spreadsheets round the last "
            + "digits in their own ways, and a value exactly on a border may fall on the other side.");
        Line(string.Empty, "An empty cell is a missing value; where nothing stands for it, and where a category is unknown and none stands "
            + "for others, the row gets no answer.");
        if (_document.Conditions.Count > 0)
            Line(string.Empty, "A row exactly on a boundary (a condition's sum is 0) belongs to the side >= 0.");
        Line(string.Empty, "Outside its range, which is that of the training rows, an input is taken as it is and the rules extrapolate.");
    }

    private void WriteParagraph(DescribedParagraph paragraph)
    {
        _sheet.Add();
        _sheet.Add(SheetCell.Of(paragraph.Title, CellStyle.Heading));
        foreach (var sentence in paragraph.Sentences)
            Line(string.Empty, sentence);
        foreach (var (name, cells) in paragraph.Tables.SelectMany(t => t.Aligned()))
            _sheet.Add(SheetCell.Empty, SheetCell.Of($"{name}  {cells}", CellStyle.Code));
    }

    private void WriteOverview()
    {
        if (_document.Rules.All(r => r.Support is null))
            return;
        _sheet.Add();
        _sheet.Add(SheetCell.Of("Rules at a glance", CellStyle.Heading));
        var isError = _document.Rules.Any(r => r.Support?.Error is not null);
        var rows = _document.Provenance?.Measured is { IsOnTrainingRows: false } ? "Measured rows" : "Training rows";
        _sheet.Add(
            SheetCell.Of("Rule", CellStyle.Header),
            SheetCell.Of("Holds where", CellStyle.Header),
            SheetCell.Of(rows, CellStyle.NumberHeader),
            SheetCell.Of("Of all", CellStyle.NumberHeader), SheetCell.Of(isError ? "Error" : "Right", CellStyle.NumberHeader));
        for (var r = 0; r < _document.Rules.Count; r++)
        {
            var support = _document.Rules[r].Support;
            _sheet.Add(
                SheetCell.Of("Rule " + Digits(_document.Rules[r].Id)),
                SheetCell.Of(Holds(r), CellStyle.Wrapped),
                support is null ? SheetCell.Empty : SheetCell.Of(support.Rows),
                support is null ? SheetCell.Empty : SheetCell.Of(support.Share.Value, CellStyle.Part),
                support?.Error is { } error ? SheetCell.Of(error.Value, CellStyle.Decimal)
                    : support?.Accuracy is { } accuracy ? SheetCell.Of(accuracy.Value, CellStyle.Part) : SheetCell.Empty);
        }
    }

    // The IF and AND lines of a rule in one.
    private string Holds(int rule)
    {
        var lines = _describer.Rule(rule).Skip(1).TakeWhile(l => !l.StartsWith("  THEN", System.StringComparison.Ordinal))
            .Select(l => l.StartsWith("  IF    ", System.StringComparison.Ordinal) ? l[8..]
                : l.StartsWith("  AND   ", System.StringComparison.Ordinal) ? "and " + l[8..] : l.Trim());
        return string.Join(" ", lines);
    }

    private void WriteConditions()
    {
        if (_document.Conditions.Count == 0)
            return;
        _sheet.Add();
        _sheet.Add(SheetCell.Of("Conditions", CellStyle.Heading));
        for (var c = 0; c < _document.Conditions.Count; c++)
            Block(string.Empty, "Condition " + Digits(_document.Conditions[c].Id), _describer.Condition(c));
    }

    private void Block(string heading, string name, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        _sheet.Add();
        if (heading.Length > 0)
            _sheet.Add(SheetCell.Of(heading, CellStyle.Heading));
        for (var n = 0; n < lines.Count; n++)
            _sheet.Add(
                n == 0 && name.Length > 0 ? SheetCell.Of(name, CellStyle.Header) : SheetCell.Empty, SheetCell.Of(lines[n], CellStyle.Code));
    }

    private void Line(string name, string text) => _sheet.Add(SheetCell.Of(name), SheetCell.Of(text, CellStyle.Wrapped));

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
