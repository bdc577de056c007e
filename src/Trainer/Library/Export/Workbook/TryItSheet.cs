using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>The sheet with a cell to type in for each input, and what the rules answer to it.</summary>
internal sealed class TryItSheet
{
    private const string Intro =
        "Type values into the coloured cells of column B; the rest follows by formulas. An empty cell is a missing value. Numbers that the "
        + "rules calculate with are in the sheet Curves and values, the steps between in the sheet Steps.";

    private const int Typed = 2;
    private const int Reference = 7;

    private static readonly Formula None = Formula.Words(string.Empty);

    private readonly RuleDocument _document;
    private readonly NumbersSheet _numbers;
    private readonly IReadOnlyList<CellValue> _start;
    private readonly IReadOnlyList<CellValue>? _from;
    private readonly int _firstInput;
    private readonly Sheet _sheet = new("Try it") { Widths = [50, 34, 16, 12, 12, 42, 34, 12], FrozenRows = 1 };

    public TryItSheet(
        RuleDocument document, NumbersSheet numbers, IReadOnlyList<CellValue> start, IReadOnlyList<CellValue>? reference)
    {
        (_document, _numbers, _start, _from) = (document, numbers, start, reference);
        var answers = document.Decision.Match(_ => 0, t => t.Bits.Count, _ => 1) + document.Outputs.Count
            + (document.Decision.Scores == ScoreKind.Plain ? 0 : document.Decision.Match(_ => 0, t => t.Bits.Count, _ => 1));
        var reasons = Sheet.RemarkLines(AboutReasons).Count + (ShareForm.WhyNot(document) is null ? ReasonCount + 1 : 0);
        // Title, remark; blank, heading, answers with rule, refusal and outside; blank, heading, reasons; blank, heading, header.
        _firstInput = 1 + Sheet.RemarkLines(Intro).Count + 2 + answers + 3 + 2 + reasons + 3 + 1;
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet => _sheet;

    /// <summary>The cells that are typed in.</summary>
    public Formula[] Given => Cells(Typed, _start);

    /// <summary>The cells of the reference; null where there is none.</summary>
    public Formula[]? FromReference => _from is null ? null : Cells(Reference, _from);

    private string AboutReasons => ShareForm.WhyNot(_document) ?? (
        $"Measured from '{_document.References.First(r => r.IsDefault).Name}': its values are in column G, and the share of each input in "
            + "the difference of the score in column H.");

    private int ReasonCount => System.Math.Min(ReasonSteps.Most, new RuleLayout(_document).ReasonGroups.Distinct().Count());

    /// <summary>Writes the sheet.</summary>
    public void Write(RowAnswer answer)
    {
        _sheet.Add(SheetCell.Of("Try it: " + _document.Name, CellStyle.Title));
        _sheet.AddRemark(Intro);
        WriteAnswer(answer);
        WriteReasons(answer);
        WriteInputs(answer);
        WriteConditions(answer);
    }

    private void WriteAnswer(RowAnswer answer)
    {
        _sheet.Add();
        _sheet.Add(SheetCell.Of("Answer", CellStyle.Heading));
        for (var k = 0; k < answer.Labels.Count; k++)
            Line(
                answer.Labels.Count == 1 ? "Label" : "Label of " + _document.Outputs[k].Name,
                Unless(answer.Refused, answer.Labels[k]),
                CellStyle.Answer);
        Line("Rule", Unless(answer.Refused, answer.Rule), CellStyle.Answer);
        for (var k = 0; k < answer.Outputs.Count; k++)
            Line(_document.Outputs[k].Name, Unless(answer.Refused, answer.Outputs[k]), CellStyle.Score);
        for (var k = 0; k < answer.Probabilities.Count; k++)
            Line("Probability of " + OfLabel(k), Unless(answer.Refused, answer.Probabilities[k]), CellStyle.Percent);
        Line("Not answered, because", answer.Refused, CellStyle.Plain);
        Line("Inputs outside of what is known", Formula.Sum(CellRange.Of(answer.Outside)), CellStyle.Answer);
    }

    private void WriteReasons(RowAnswer answer)
    {
        _sheet.Add();
        if (answer.Reasons is not { } reasons)
        {
            _sheet.Add(SheetCell.Of("Reasons", CellStyle.Heading));
            _sheet.AddRemark(AboutReasons);
            return;
        }

        _sheet.Add(SheetCell.Of("Reasons: what speaks for this answer, the largest first", CellStyle.Heading));
        _sheet.AddRemark(AboutReasons);
        _sheet.Add([.. new[] { "Reason", "Code", "Share", "Text" }.Select(h => SheetCell.Of(h, CellStyle.Header))]);
        for (var n = 0; n < reasons.Named.Count; n++)
        {
            var isNone = Formula.Or(Formula.Same(reasons.Named[n], Formula.Whole(0)), Formula.Not(Formula.IsBlank(answer.Refused)));
            _sheet.Add(
                SheetCell.Of(n + 1, CellStyle.Answer),
                SheetCell.Of(
                    Formula.If(isNone, n == 0 ? Unless(answer.Refused, Formula.Words("none")) : None, Formula.At(Codes, reasons.Named[n])),
                    CellStyle.Answer),
                SheetCell.Of(Formula.If(isNone, None, reasons.Sizes[n]), CellStyle.Signed),
                SheetCell.Of(Formula.If(isNone, None, Formula.At(Texts, reasons.Named[n]))));
        }
    }

    private void WriteInputs(RowAnswer answer)
    {
        _sheet.Add();
        _sheet.Add(SheetCell.Of("Inputs", CellStyle.Heading));
        List<SheetCell> header =
        [
            SheetCell.Of("Input", CellStyle.Header), SheetCell.Of("Value", CellStyle.Header), SheetCell.Of("Unit", CellStyle.TextHeader),
            SheetCell.Of("Smallest", CellStyle.NumberHeader), SheetCell.Of("Largest", CellStyle.NumberHeader),
            SheetCell.Of("What becomes of it", CellStyle.TextHeader),
        ];
        if (_from is not null)
            header.AddRange([SheetCell.Of("Reference", CellStyle.Header), SheetCell.Of("Share", CellStyle.NumberHeader)]);
        _sheet.Add(header);
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            if (_sheet.Next != _firstInput + i)
                throw new System.InvalidOperationException("The sheet is not laid out as its formulas take it.");
            WriteInput(answer, i);
        }
    }

    private void WriteInput(RowAnswer answer, int i)
    {
        var (input, cells) = (_document.Inputs[i], _numbers.Inputs[i]);
        var isText = !input.IsNumber;
        var name = input.Title is { } title && title != input.Name ? $"{title} ({input.Name})" : input.Name;
        List<SheetCell> row =
        [
            SheetCell.Of(name, CellStyle.Wrapped),
            new SheetCell(_start[i], null, isText ? CellStyle.TextInput : CellStyle.Input),
            SheetCell.Of(input.Match(n => n.Unit ?? string.Empty, _ => string.Empty), CellStyle.Text),
            isText ? SheetCell.Empty : SheetCell.Of(cells.Minimum!),
            isText ? SheetCell.Empty : SheetCell.Of(cells.Maximum!),
            SheetCell.Of(Note(i, answer.Inputs[i], answer.Outside[i]), CellStyle.Text),
        ];
        if (_from is not null)
            row.Add(new SheetCell(_from[i], null, CellStyle.Plain));
        if (answer.Reasons is { } reasons)
            row.Add(SheetCell.Of(Unless(answer.Refused, reasons.Shares[i]), CellStyle.Signed));
        var number = _sheet.Add(row);
        if ((cells.Categories ?? cells.SpecialNames) is { } choices)
            _sheet.Choices.Add((Sheet.Place(number, Typed), choices));
    }

    private void WriteConditions(RowAnswer answer)
    {
        if (_document.Conditions.Count == 0)
            return;
        _sheet.Add();
        _sheet.Add(SheetCell.Of("Conditions", CellStyle.Heading));
        _sheet.Add(
            SheetCell.Of("Condition", CellStyle.Header), SheetCell.Of("Value", CellStyle.NumberHeader),
            SheetCell.Of("Side", CellStyle.TextHeader));
        for (var c = 0; c < _document.Conditions.Count; c++)
        {
            var value = answer.Conditions[c];
            var side = Formula.If(value < Formula.Whole(0), Formula.Words("below 0"), Formula.Words("0 or above"));
            _sheet.Add(
                SheetCell.Of(_numbers.Conditions[c].Title, CellStyle.Wrapped),
                SheetCell.Of(Unless(answer.Refused, value), CellStyle.Decimal),
                SheetCell.Of(Unless(answer.Refused, side), CellStyle.Text));
        }
    }

    private Formula Note(int i, AcceptedInput input, Formula outside)
    {
        var (cells, given) = (_numbers.Inputs[i], Given[i]);
        return _document.Inputs[i].Match(
            number =>
            {
                var note = Formula.If(
                    Formula.Same(outside, Formula.Whole(1)), Formula.Words("outside of the range: the rules extrapolate"), None);
                note = Formula.If(InputSteps.Is(input, InputState.NoNumber), Formula.Words("a text and no number: refused"), note);
                note = Formula.If(InputSteps.Is(input, InputState.Missing), Formula.Words("missing: refused"), note);
                if (cells.Missing is { } missing)
                    note = Formula.If(
                        InputSteps.Is(input, InputState.Replaced), Formula.Joined(Formula.Words("missing: counts as "), missing), note);
                return input.Special is not { } special ? note : Formula.If(
                    special > Formula.Whole(0),
                    Formula.Joined(Formula.Words("special value: "), Formula.At(cells.SpecialNames!, special)),
                    note);
            },
            category =>
            {
                var counts = Formula.At(cells.Categories!, input.Value);
                var note = Formula.If(Formula.Exact(counts, given), None, Formula.Joined(Formula.Words("counts as "), counts));
                note = Formula.If(InputSteps.Is(input, InputState.Unknown), Formula.Words("none of the categories: refused"), note);
                return Formula.If(
                    InputSteps.Is(input, InputState.Other),
                    Formula.Joined(Formula.Words("none of the categories: counts as "), counts),
                    note);
            });
    }

    private CellRange Codes => CellRange.Of(_numbers.Inputs.Select(i => i.Code).ToArray());

    private CellRange Texts => CellRange.Of(_numbers.Inputs.Select(i => i.Reason).ToArray());

    private string OfLabel(int k) => _document.Decision.Match(
        _ => string.Empty,
        threshold => threshold.Bits.Count == 1
            ? threshold.Bits[k].AtOrAbove
            : $"{threshold.Bits[k].AtOrAbove} ({_document.Outputs[k].Name})",
        _ => "the label");

    private void Line(string what, Formula formula, CellStyle style) => _sheet.Add(SheetCell.Of(what), SheetCell.Of(formula, style));

    /// <summary>What is answered; nothing where the row is refused.</summary>
    public static Formula Unless(Formula refused, Formula answer) => Formula.If(Formula.IsBlank(refused), answer, None);

    private Formula[] Cells(int column, IReadOnlyList<CellValue> values) =>
        values.Select((v, i) => Formula.Cell(_sheet.Address(_firstInput + i, column), v)).ToArray();
}
