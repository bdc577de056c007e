using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>The sheet that compares what formulas answer with what the compiled rules answer.</summary>
internal sealed class CheckSheet
{
    /// <summary>How many rows are compared.</summary>
    public const int Most = 50;

    /// <summary>
    /// What scores may differ by, relative to the larger of 1 and the score: spreadsheets calculate in doubles, and some take what is
    /// nearly 0 for 0.
    /// </summary>
    private const double Tolerance = 1e-9;

    /// <summary>How many rows are calculated at most to find those that are compared.</summary>
    private const int MostTried = 400;

    // No label, as "refused" may be one.
    private const string Refused = "no answer";
    private static readonly string[] Remarks =
    [
        "Each row has values, what the compiled rules answer to them, and what the formulas of this workbook answer.",
        "A row agrees where rule and labels are equal and scores differ by no more than the tolerance, relative to the larger of 1 and the "
            + "score.",
        "Spreadsheets round the last digits in their own ways, so that values on a border up to rounding are not among the rows: there the "
            + "compiled rules decide.",
    ];

    private const int Header = 9;
    private const int Before = 2;

    private readonly RuleDocument _document;
    private readonly RuleEvaluator _evaluator;
    private readonly Sheet _sheet;
    private readonly List<(TypedRow Typed, RowAnswer Answer)> _rows = [];

    public CheckSheet(RuleDocument document)
    {
        (_document, _evaluator) = (document, new RuleEvaluator(document));
        _sheet = new Sheet("Check")
        {
            Widths = [8, 38, .. Enumerable.Repeat(16.0, Math.Min(100, document.Inputs.Count + 20))],
            FrozenRows = Header,
            FrozenColumns = 2,
        };
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet => _sheet;

    /// <summary>Fills the rows.</summary>
    /// <param name="steps">Where they are calculated.</param>
    public void Fill(StepsSheet steps)
    {
        Collect(steps);
        if (_rows.All(r => Expected(r.Typed.Row) is null))
            throw new RuleCompilerException(
                "The numbers of these rules are too large for a spreadsheet, which calculates with no infinities; use --to sql.");
        Write();
    }

    private void Collect(StepsSheet steps)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var wanted in new CheckRows(_document, _evaluator).Wanted())
        {
            foreach (var typed in wanted)
            {
                if (_rows.Count == Most || seen.Count == MostTried)
                    return;
                if (seen.Add(string.Join(" ", typed.Row.Select(v => BitConverter.DoubleToInt64Bits(v)))) && TryAdd(steps, typed))
                    break;
            }
        }
    }

    private bool TryAdd(StepsSheet steps, TypedRow typed)
    {
        var cells = typed.Cells(_document);
        if (cells.Any(c => c.Kind == CellKind.Error))
            return false;
        var given = cells.Select((c, i) => Formula.Cell(_sheet.Address(Header + 1 + _rows.Count, Before + 1 + i), c)).ToArray();
        var title = "Check row " + (_rows.Count + 1).ToString(CultureInfo.InvariantCulture);
        if (steps.Add(title, given, a => IsSure(a, typed)) is not { } answer)
            return false;
        _rows.Add((typed, answer));
        return true;
    }

    // Not where a spreadsheet that rounds otherwise may answer otherwise, nor where numbers are too large for one.
    private bool IsSure(RowAnswer answer, TypedRow typed) =>
        !answer.IsDelicate && (answer.Refused.Value.Text.Length == 0 || Expected(typed.Row) is null);

    private Outcome? Expected(double[] row)
    {
        try
        {
            return _evaluator.Evaluate(row);
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    private void Write()
    {
        var (inputs, labels, outputs) = (_document.Inputs.Count, _rows[0].Answer.Labels.Count, _document.Outputs.Count);
        var answers = 1 + labels + outputs;
        var (expected, here) = (Before + inputs + 1, Before + inputs + answers + 1);
        var (difference, agrees) = (here + answers, here + answers + 1);
        var rows = _rows.Select((r, n) => Row(n, r.Typed, r.Answer, expected)).ToArray();
        var (differences, verdicts) = (Range(rows, difference), Range(rows, agrees));
        _sheet.Add(SheetCell.Of("Check", CellStyle.Title));
        _sheet.Add(SheetCell.Of(Verdict(verdicts), CellStyle.Title));
        foreach (var line in Remarks)
            _sheet.Add(SheetCell.Of(line, CellStyle.Remark));
        _sheet.Add(SheetCell.Empty, SheetCell.Of("Tolerance"), SheetCell.Of(Tolerance, CellStyle.Tiny));
        _sheet.Add(SheetCell.Empty, SheetCell.Of("Largest difference of a score"), SheetCell.Of(Formula.Max(differences), CellStyle.Tiny));
        var heads = new SheetCell[agrees];
        Array.Fill(heads, SheetCell.Empty);
        (heads[Before], heads[expected - 1], heads[here - 1]) = (
            SheetCell.Of("Values", CellStyle.Heading), SheetCell.Of("The compiled rules", CellStyle.Heading),
            SheetCell.Of("The formulas", CellStyle.Heading));
        _sheet.Add(heads);
        string[] answer =
        [
            "Rule", .. _rows[0].Answer.Labels.Select((_, k) => labels == 1 ? "Label" : "Label of " + _document.Outputs[k].Name),
            .. _document.Outputs.Select(o => o.Name),
        ];
        _sheet.Add([.. new[] { "Row", "What it tries" }.Concat(_document.Inputs.Select(i => i.Name)).Concat(answer).Concat(answer)
            .Concat(["Difference", "Agrees"]).Select(h => SheetCell.Of(h, CellStyle.Header))]);
        foreach (var row in rows)
            _sheet.Add(row);
    }

    private SheetCell[] Row(int n, TypedRow typed, RowAnswer answer, int first)
    {
        var number = Header + 1 + n;
        var outcome = Expected(typed.Row);
        SheetCell[] expected = outcome is null
            ? [SheetCell.Of(Refused, CellStyle.Text), .. Enumerable.Repeat(SheetCell.Empty, answer.Labels.Count + answer.Outputs.Count)]
            :
            [
                SheetCell.Of(_document.Rules[outcome.RuleIndex].Id),
                .. _evaluator.LabelsFor(outcome.Outputs).Select(l => SheetCell.Of(l, CellStyle.Text)),
                .. outcome.Outputs.Select(o => SheetCell.Of(o, CellStyle.Decimal)),
            ];
        Formula[] here =
        [
            Formula.If(Formula.IsBlank(answer.Refused), answer.Rule, Formula.Words(Refused)),
            .. answer.Labels.Concat(answer.Outputs).Select(f => TryItSheet.Unless(answer.Refused, f)),
        ];
        var left = Own(number, first, expected.Select(e => e.Value));
        var right = Own(number, first + expected.Length, here.Select(h => h.Value));
        var outputs = 1 + answer.Labels.Count;
        var difference = Formula.Max(left.Zip(right).Skip(outputs).Select(p => Difference(p.First, p.Second)).ToArray());
        var cell = Formula.Cell(Sheet.Place(number, first + (2 * expected.Length)), difference.Value);
        var agrees = Formula.And(
        [
            Formula.Same(left[0], right[0]), .. left.Zip(right).Take(outputs).Skip(1).Select(p => Formula.Exact(p.First, p.Second)),
            cell <= Formula.Cell("$C$6", CellValue.Of(Tolerance)),
        ]);
        var verdict = Formula.If(
            Formula.IsError(cell), Formula.Words("no"), Formula.If(agrees, Formula.Words("yes"), Formula.Words("no")));
        return
        [
            SheetCell.Of(n + 1), SheetCell.Of(typed.What, CellStyle.Text),
            .. typed.Cells(_document).Select(c => new SheetCell(c, null, c.Kind == CellKind.Text ? CellStyle.Text : CellStyle.Plain)),
            .. expected, SheetCell.Of(here[0]), .. here[1..outputs].Select(h => SheetCell.Of(h, CellStyle.Text)),
            .. here[outputs..].Select(h => SheetCell.Of(h, CellStyle.Decimal)),
            SheetCell.Of(difference, CellStyle.Tiny), SheetCell.Of(verdict, CellStyle.Text),
        ];
    }

    private static Formula Difference(Formula expected, Formula here) => Formula.If(
        Formula.IsNumber(expected),
        Formula.Abs(expected - here) / Formula.Max([Formula.Whole(1), Formula.Abs(expected)]),
        Formula.Whole(0));

    private static Formula Verdict(CellRange verdicts)
    {
        var count = verdicts.Cells.Count.ToString(CultureInfo.InvariantCulture);
        var agree = Formula.CountSame(verdicts, Formula.Words("yes"));
        var differ = Formula.Whole(verdicts.Cells.Count) - agree;
        return Formula.If(
            Formula.Same(differ, Formula.Whole(0)),
            Formula.Words(verdicts.Cells.Count == 1 ? "The only row agrees" : $"All {count} rows agree"),
            Formula.If(
                Formula.Same(differ, Formula.Whole(1)),
                Formula.Words("1 row differs"),
                Formula.Joined(differ, Formula.Words(" rows differ"))));
    }

    private static Formula[] Own(int row, int first, IEnumerable<CellValue> values) =>
        values.Select((v, i) => Formula.Cell(Sheet.Place(row, first + i), v)).ToArray();

    private static CellRange Range(SheetCell[][] rows, int column) =>
        CellRange.Of(rows.Select((r, n) => Formula.Cell(Sheet.Place(Header + 1 + n, column), r[column - 1].Value)).ToArray());
}
