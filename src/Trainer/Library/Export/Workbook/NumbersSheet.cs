using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>The sheet that has every number of the rules in a cell of its own, which formulas refer to.</summary>
internal sealed class NumbersSheet
{
    /// <summary>What an empty cell stands for among special values.</summary>
    public const string EmptyCell = "(empty cell)";

    private const int Number = 4;

    private static readonly string[] SumHeader = ["Input", "What", "At", "Adds", "Just below", "Slope from there", "Unit"];

    private static readonly string[] Numeric =
    [
        "Smallest", "Largest", "Stands for missing", "Value", "Position", "As a number", "Adds", "Just below", "Slope from there", "Number",
    ];

    // Texts in columns beside numbers.
    private static readonly string[] Beside = ["Unit", "Reason: code"];

    private readonly RuleDocument _document;
    private readonly Sheet _sheet = new("Curves and values") { Widths = [30, 32, 40, 22, 22, 22, 22, 46], FrozenRows = 1 };

    public NumbersSheet(RuleDocument document)
    {
        _document = document;
        _sheet.Add(SheetCell.Of("Curves and values", CellStyle.Title));
        _sheet.AddRemark(
            "Every number of the rules, each in a cell of its own. The formulas of the other sheets refer to these cells: what is changed "
                + "here changes what they answer, and no longer is what was compiled.");
        Inputs = WriteInputs();
        Conditions = document.Conditions
            .Select(c => Write($"Condition {Digits(c.Id)}" + (c.Name is { } name ? ": " + name : string.Empty), c.Expression)).ToArray();
        Common = document.Outputs
            .Select((o, k) => document.CommonOf(k) is { } sum ? Write("Common part of " + o.Name, sum) : null).ToArray();
        Own = document.Rules.Select(r => r.Own
            .Select((sum, k) => sum is null ? null : Write($"Rule {Digits(r.Id)}: {document.Outputs[k].Name}", sum)).ToArray()).ToArray();
        Rules = WriteRules();
        (Thresholds, Labels) = WriteDecision();
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet => _sheet;

    /// <summary>The cells of each input.</summary>
    public IReadOnlyList<InputCells> Inputs { get; }

    /// <summary>The cells of each condition.</summary>
    public IReadOnlyList<SumCells> Conditions { get; }

    /// <summary>The cells of the common part of each output; null where there is none.</summary>
    public IReadOnlyList<SumCells?> Common { get; }

    /// <summary>The cells of what each rule adds to each output; null where it adds nothing.</summary>
    public IReadOnlyList<SumCells?[]> Own { get; }

    /// <summary>The numbers of the rules.</summary>
    public CellRange Rules { get; }

    /// <summary>The threshold of each output; none where there are none.</summary>
    public IReadOnlyList<Formula> Thresholds { get; }

    /// <summary>The labels: that below and that at or above the threshold of each output, or that of each output.</summary>
    public CellRange? Labels { get; }

    private InputCells[] WriteInputs()
    {
        var layout = new RuleLayout(_document);
        var (codes, reasons) = (layout.ReasonCodes.ToArray(), layout.ReasonTexts.ToArray());
        Heading("Inputs", "Input", "Called", "Unit", "Smallest", "Largest", "Stands for missing", "Reason: code", "Reason: text");
        var first = _sheet.Next;
        for (var i = 0; i < codes.Length; i++)
        {
            var input = _document.Inputs[i];
            var (unit, smallest, largest, missing) = input.Match(
                n => (n.Unit ?? string.Empty, SheetCell.Of(n.Minimum), SheetCell.Of(n.Maximum), SheetCell.Of(n.Missing)),
                _ => (string.Empty, SheetCell.Empty, SheetCell.Empty, SheetCell.Empty));
            _sheet.Add(
                SheetCell.Of(input.Name), SheetCell.Of(input.Title ?? string.Empty), SheetCell.Of(unit, CellStyle.Text), smallest,
                largest, missing, SheetCell.Of(codes[i], CellStyle.Text), SheetCell.Of(reasons[i], CellStyle.Wrapped));
        }

        var cells = _document.Inputs.Select((input, i) => input.Match(
            number => new InputCells(
                Cell(first + i, 1), Cell(first + i, 4), Cell(first + i, 5), number.Missing is null ? null : Cell(first + i, 6),
                Cell(first + i, 7), Cell(first + i, 8)),
            _ => new InputCells(Cell(first + i, 1), null, null, null, Cell(first + i, 7), Cell(first + i, 8)))).ToArray();
        if (_document.Inputs.Numbers().Any(n => n.Specials.Count + n.Marks.Count > 0))
            Heading("Values that are no quantities", "Input", "What", "Called", "Value", "Position");
        for (var i = 0; i < cells.Length; i++)
        {
            var own = cells[i];
            cells[i] = _document.Inputs[i].Match(number => WriteSpecials(number, own), _ => own);
        }

        if (_document.Inputs.Categories().Any())
            Heading("Categories", "Input", "What", "Text", "Position", "As a number");
        for (var i = 0; i < cells.Length; i++)
        {
            var own = cells[i];
            cells[i] = _document.Inputs[i].Match(_ => own, category => WriteCategories(category, own));
        }

        return cells;
    }

    private InputCells WriteSpecials(NumberInput input, InputCells cells)
    {
        if (input.Specials.Count > 0)
        {
            var first = _sheet.Next;
            var names = CellText.Distinct(input.Specials.Select(s => s.Name).ToArray());
            for (var s = 0; s < names.Length; s++)
                _sheet.Add(
                    SheetCell.Of(input.Name), SheetCell.Of("special value"), SheetCell.Of(names[s]),
                    input.Specials[s].Value is { } value ? SheetCell.Of(value) : SheetCell.Of(EmptyCell), SheetCell.Of(s + 1));
            var last = _sheet.Next - 1;
            cells = cells with
            {
                SpecialNames = _sheet.Column(3, first, last),
                Specials = _sheet.Column(Number, first, last),
                SpecialPositions = _sheet.Column(5, first, last),
            };
        }

        if (input.Marks.Count > 0)
        {
            var first = _sheet.Next;
            foreach (var mark in input.Marks)
                _sheet.Add(SheetCell.Of(input.Name), SheetCell.Of("means missing"), SheetCell.Empty, SheetCell.Of(mark), SheetCell.Of(1));
            cells = cells with
            {
                Marks = _sheet.Column(Number, first, _sheet.Next - 1),
                MarkOnes = _sheet.Column(5, first, _sheet.Next - 1),
            };
        }

        return cells;
    }

    private InputCells WriteCategories(CategoryInput input, InputCells cells)
    {
        var texts = new CategoryTexts(input);
        var (first, names) = (_sheet.Next, CellText.Distinct(input.Categories));
        // Equal numbers are equal categories, the first of them; what means missing comes before all.
        var numbers = texts.Numbers.Where(n => !texts.MissingNumbers.Contains(n.Value)).GroupBy(n => n.Value)
            .ToDictionary(g => g.First().Position, g => g.Key);
        for (var k = 0; k < names.Length; k++)
            _sheet.Add(
                SheetCell.Of(input.Name),
                SheetCell.Of(k == input.Other ? "category, and what is unknown" : "category"),
                SheetCell.Of(names[k]),
                SheetCell.Of(k + 1), numbers.TryGetValue(k, out var number) ? SheetCell.Of(number) : SheetCell.Empty);
        var last = _sheet.Next - 1;
        // What means missing is an undeclared category where none stands for it.
        if (texts.Missing is { } missing)
        {
            var left = texts.MissingNumbers.ToHashSet();
            foreach (var mark in texts.UndeclaredMarks.Select(CellText.Of).Distinct().Except(names))
                _sheet.Add(
                    SheetCell.Of(input.Name), SheetCell.Of("means missing"), SheetCell.Of(mark), SheetCell.Of(missing + 1),
                    left.Remove(MissingTexts.NumberOfMark(mark)) ? SheetCell.Of(MissingTexts.NumberOfMark(mark)) : SheetCell.Empty);
        }

        var end = _sheet.Next - 1;
        return cells with
        {
            Categories = _sheet.Column(3, first, last),
            Texts = _sheet.Column(3, first, end),
            Positions = _sheet.Column(Number, first, end),
            Numbers = _sheet.Column(5, first, end) is var all && all.Values.Any(v => v.Kind == CellKind.Number) ? all : null,
        };
    }

    private SumCells Write(string title, Expression sum)
    {
        Heading(title, SumHeader);
        var bias = Cell(_sheet.Add(SheetCell.Empty, SheetCell.Of("begins with"), SheetCell.Empty, SheetCell.Of(sum.Bias)), Number);
        var terms = sum.Terms.Select(Write).ToArray();
        var adjustments = sum.Adjustments.Select(a => Cell(
            _sheet.Add(
                SheetCell.Of($"condition {Digits(_document.Conditions[a.Condition].Id)}"), SheetCell.Of("where below 0, times"),
                SheetCell.Empty, SheetCell.Of(a.Weight)),
            Number)).ToArray();
        return new SumCells(title, bias, terms, adjustments);
    }

    private TermCells Write(Term term) => term.Match(
        number => new TermCells(
            Cell(Add(number.Input, "times", SheetCell.Empty, SheetCell.Of(number.Weight)), Number), null,
            WriteSpecials(number.Input, number.Specials), null),
        category =>
        {
            var first = _sheet.Next;
            var input = _document.Inputs.CategoryAt(category.Input);
            var (names, weights) = (CellText.Distinct(input.Categories), category.Table(input.Categories.Count));
            for (var k = 0; k < names.Length; k++)
                Add(category.Input, "category", SheetCell.Of(names[k]), SheetCell.Of(weights[k]));
            return new TermCells(null, _sheet.Column(Number, first, _sheet.Next - 1), null, null);
        },
        curve =>
        {
            var first = _sheet.Next;
            foreach (var piece in curve.Curve.Pieces)
                Add(
                    curve.Input,
                    "point of a curve",
                    SheetCell.Of(piece.From.X),
                    SheetCell.Of(piece.From.At),
                    SheetCell.Of(piece.From.Below),
                    SheetCell.Of(piece.Slope));
            var last = _sheet.Next - 1;
            return new TermCells(null, null, WriteSpecials(curve.Input, curve.Specials), new CurveCells(
                _sheet.Column(3, first, last), _sheet.Column(Number, first, last), _sheet.Column(6, first, last), Cell(first, 5)));
        });

    private CellRange? WriteSpecials(int input, EquatableArray<SpecialWeight> specials)
    {
        var declared = _document.Inputs.NumberAt(input);
        if (declared.Specials.Count == 0)
            return null;
        var (first, weights) = (_sheet.Next, specials.Table(declared));
        for (var s = 0; s < weights.Length; s++)
            Add(input, "special value", SheetCell.Of(declared.Specials[s].Name), SheetCell.Of(weights[s]));
        return _sheet.Column(Number, first, _sheet.Next - 1);
    }

    private int Add(int input, string what, SheetCell at, params IReadOnlyList<SheetCell> numbers)
    {
        var unit = _document.Inputs[input].Match(n => n.Unit ?? string.Empty, _ => string.Empty);
        SheetCell[] cells = [SheetCell.Of(_document.Inputs[input].Name), SheetCell.Of(what), at, .. numbers];
        var left = Enumerable.Repeat(SheetCell.Empty, SumHeader.Length - 1 - cells.Length);
        return _sheet.Add([.. cells, .. left, SheetCell.Of(unit, CellStyle.Text)]);
    }

    private CellRange WriteRules()
    {
        Heading("Rules", "Rule", string.Empty, string.Empty, "Number");
        var first = _sheet.Next;
        foreach (var rule in _document.Rules)
            _sheet.Add(SheetCell.Of("Rule " + Digits(rule.Id)), SheetCell.Empty, SheetCell.Empty, SheetCell.Of(rule.Id));
        return _sheet.Column(Number, first, _sheet.Next - 1);
    }

    private (Formula[] Thresholds, CellRange? Labels) WriteDecision() => _document.Decision.Match<(Formula[], CellRange?)>(
        _ => ([], null),
        threshold =>
        {
            Heading("Decision", "Output", "What", "Label", "Number");
            var first = _sheet.Next;
            for (var k = 0; k < threshold.Bits.Count; k++)
            {
                _sheet.Add(SheetCell.Of(_document.Outputs[k].Name), SheetCell.Of("below"), SheetCell.Of(threshold.Bits[k].Below));
                _sheet.Add(
                    SheetCell.Of(_document.Outputs[k].Name), SheetCell.Of("at or above"), SheetCell.Of(threshold.Bits[k].AtOrAbove),
                    SheetCell.Of(threshold.Bits[k].Threshold));
            }

            return (
                threshold.Bits.Select((_, k) => Cell(first + (2 * k) + 1, Number)).ToArray(), _sheet.Column(3, first, _sheet.Next - 1));
        },
        argmax =>
        {
            Heading("Decision", "Output", "What", "Label");
            var first = _sheet.Next;
            for (var k = 0; k < argmax.Labels.Count; k++)
                _sheet.Add(
                    SheetCell.Of(_document.Outputs[k].Name), SheetCell.Of("where it is the largest"), SheetCell.Of(argmax.Labels[k]));
            return ([], _sheet.Column(3, first, _sheet.Next - 1));
        });

    private void Heading(string title, params IReadOnlyList<string> header)
    {
        _sheet.Add();
        _sheet.Add(SheetCell.Of(title, CellStyle.Heading));
        _sheet.Add([.. header.Select(h => SheetCell.Of(
            h, Numeric.Contains(h) ? CellStyle.NumberHeader : Beside.Contains(h) ? CellStyle.TextHeader : CellStyle.Header))]);
    }

    private Formula Cell(int row, int column) => _sheet.Cell(row, column);

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
