using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>A formula of a spreadsheet, with what it gives: so that who opens the file without calculating sees it too.</summary>
/// <remarks>No text of a document is ever a part of a formula, and no number of it: formulas refer to cells that hold them.</remarks>
/// <param name="Text">The formula, without = before it.</param>
/// <param name="Value">What it gives.</param>
internal sealed record Formula(string Text, CellValue Value)
{
    /// <summary>
    /// Relative to what is added or compared: spreadsheets take sums that are nearer to 0 for 0, and numbers that are nearer to each other
    /// for equal, somewhere between 15 and 16 digits.
    /// </summary>
    private const double Nearness = 1e-11;

    /// <summary>Whether it is a name of a cell, a number or a function, which needs no parentheses around it.</summary>
    public bool IsWhole { get; init; }

    /// <summary>
    /// Whether a spreadsheet that rounds otherwise could give something quite different: at a border, or where numbers cancel.
    /// </summary>
    public bool IsDelicate { get; init; }

    private string Inner => IsWhole ? Text : $"({Text})";

    /// <summary>A cell.</summary>
    public static Formula Cell(string address, CellValue value) => new(address, value) { IsWhole = true };

    /// <summary>A whole number of ours, such as a position.</summary>
    public static Formula Whole(int number) => new(number.ToString(CultureInfo.InvariantCulture), CellValue.Of(number)) { IsWhole = true };

    /// <summary>A text of ours; what stands in a document is in cells.</summary>
    public static Formula Words(string words) => words.Contains('"', StringComparison.Ordinal)
        ? throw new ArgumentException("A text of a formula has no quotes in it.", nameof(words))
        : new($"\"{words}\"", CellValue.Of(words)) { IsWhole = true };

    public static Formula operator +(Formula a, Formula b) => Calculated(a, b, $"{a.Text}+{b.Inner}", (x, y) => x + y, cancels: true);

    public static Formula operator -(Formula a, Formula b) => Calculated(a, b, $"{a.Text}-{b.Inner}", (x, y) => x - y, cancels: true);

    public static Formula operator *(Formula a, Formula b) => Calculated(a, b, $"{a.Inner}*{b.Inner}", (x, y) => x * y);

    public static Formula operator /(Formula a, Formula b) => Calculated(a, b, $"{a.Inner}/{b.Inner}", (x, y) => x / y);

    public static Formula operator -(Formula a) => a.To($"-{a.Inner}", x => -x) with { IsWhole = false };

    public static Formula operator <(Formula a, Formula b) => Compared(a, b, "<", (x, y) => x < y);

    public static Formula operator >(Formula a, Formula b) => Compared(a, b, ">", (x, y) => x > y);

    public static Formula operator >=(Formula a, Formula b) => Compared(a, b, ">=", (x, y) => x >= y);

    public static Formula operator <=(Formula a, Formula b) => Compared(a, b, "<=", (x, y) => x <= y);

    /// <summary>Whether two are equal.</summary>
    public static Formula Same(Formula a, Formula b) => a.Value.Kind == CellKind.Number && b.Value.Kind == CellKind.Number
        ? Compared(a, b, "=", (x, y) => x == y)
        : Of(
            $"{a.Inner}={b.Inner}",
            a.Value.Kind == CellKind.Error || b.Value.Kind == CellKind.Error ? CellValue.Error : CellValue.Of(a.Value.IsSame(b.Value)),
            isWhole: false,
            a,
            b);

    /// <summary>One of two.</summary>
    public static Formula If(Formula condition, Formula yes, Formula no)
    {
        var chosen = condition.Value.IsTrue ? yes : no;
        var value = condition.Value.Kind is CellKind.Error or CellKind.Text ? CellValue.Error : chosen.Value;
        return Of($"IF({condition.Text},{yes.Text},{no.Text})", value, isWhole: true, condition, chosen);
    }

    /// <summary>Whether all are true.</summary>
    public static Formula And(params IReadOnlyList<Formula> all) => Together("AND", all, all.All(f => f.Value.IsTrue));

    /// <summary>Whether one is true.</summary>
    public static Formula Or(params IReadOnlyList<Formula> all) => Together("OR", all, all.Any(f => f.Value.IsTrue));

    /// <summary>Whether it is not true.</summary>
    public static Formula Not(Formula a) =>
        Of($"NOT({a.Text})", a.Value.IsQuantity ? CellValue.Of(!a.Value.IsTrue) : CellValue.Error, isWhole: true, a);

    /// <summary>Whether it is a number, and neither a text nor nothing.</summary>
    public static Formula IsNumber(Formula a) =>
        Of($"ISNUMBER({a.Text})", CellValue.Of(a.Value.Kind == CellKind.Number), isWhole: true, a);

    /// <summary>Whether it could not be calculated.</summary>
    public static Formula IsError(Formula a) => Of($"ISERROR({a.Text})", CellValue.Of(a.Value.Kind == CellKind.Error), isWhole: true, a);

    /// <summary>Whether there is nothing but blanks.</summary>
    public static Formula IsBlank(Formula a) =>
        Of($"TRIM({a.Text})=\"\"", Read(a, a.Value.AsText.Trim(' ').Length == 0), isWhole: false, a);

    /// <summary>e to a power.</summary>
    public static Formula Exp(Formula a) => a.To($"EXP({a.Text})", Exponential.Of);

    /// <summary>A number without its sign.</summary>
    public static Formula Abs(Formula a) => a.To($"ABS({a.Text})", Math.Abs);

    /// <summary>1, 0 or −1.</summary>
    public static Formula Sign(Formula a) => a.To($"SIGN({a.Text})", x => Math.Sign(x));

    /// <summary>Texts one after the other.</summary>
    public static Formula Joined(params IReadOnlyList<Formula> parts) => Of(
        string.Join("&", parts.Select(p => p.Inner)),
        parts.Any(p => p.Value.Kind == CellKind.Error) ? CellValue.Error : CellValue.Of(string.Concat(parts.Select(p => p.Value.AsText))),
        isWhole: false,
        parts);

    /// <summary>The largest of some numbers.</summary>
    public static Formula Max(CellRange range) => Over("MAX", range, values => values.Max());

    /// <summary>The largest of some numbers, wherever they are.</summary>
    public static Formula Max(IReadOnlyList<Formula> all) =>
        Over("MAX", new CellRange(string.Join(",", all.Select(f => f.Text)), all), values => values.Max());

    /// <summary>All numbers added up.</summary>
    public static Formula Sum(CellRange range) => Over("SUM", range, values => values.Sum());

    /// <summary>The cell at a position, counted from 1.</summary>
    public static Formula At(CellRange range, Formula position)
    {
        var place = position.Value.Kind == CellKind.Number ? (int)position.Value.Number : 0;
        var chosen = place >= 1 && place <= range.Cells.Count ? range.Cells[place - 1] : null;
        Formula[] from = chosen is null ? [position] : [position, chosen];
        return Of($"INDEX({range.Text},{position.Text})", chosen?.Value ?? CellValue.Error, isWhole: true, from);
    }

    /// <summary>The position of the first cell that has a value.</summary>
    public static Formula Find(Formula wanted, CellRange range)
    {
        var place = range.Values.TakeWhile(v => !v.IsSame(wanted.Value)).Count();
        var isError = wanted.Value.Kind == CellKind.Error || place == range.Cells.Count;
        return Of($"MATCH({wanted.Text},{range.Text},0)", isError ? CellValue.Error : CellValue.Of(place + 1), isWhole: true, wanted)
            with
        { IsDelicate = wanted.IsDelicate || range.IsDelicate };
    }

    /// <summary>The position of the last of rising numbers that is not above a value.</summary>
    public static Formula FindPiece(Formula value, CellRange rising)
    {
        var count = rising.Values.Count(v => v.Number <= value.Value.Number);
        var near = rising.Cells.Any(c => IsNear(value.Value.Number, c.Value.Number));
        return Of($"MATCH({value.Text},{rising.Text},1)", count == 0 ? CellValue.Error : CellValue.Of(count), isWhole: true, value)
            with
        { IsDelicate = value.IsDelicate || near };
    }

    /// <summary>The number beside the only text that is the same, character for character; 0 where there is none.</summary>
    public static Formula Beside(CellRange texts, CellRange numbers, Formula text, bool trimmed)
    {
        var wanted = trimmed ? text.Value.AsText.Trim(' ') : text.Value.AsText;
        var sum = texts.Values.Zip(numbers.Values).Sum(p => p.First.AsText == wanted ? p.Second.Number : 0);
        return Of(
            $"SUMPRODUCT(EXACT({texts.Text},{(trimmed ? $"TRIM({text.Text})" : text.Text)})*{numbers.Text})",
            Read(text, sum),
            isWhole: true,
            text);
    }

    /// <summary>The number beside the only number that is the same; 0 where there is none.</summary>
    public static Formula BesideNumber(CellRange range, CellRange numbers, Formula number)
    {
        var all = range.Values.Zip(numbers.Values).Where(p => p.First.Kind == CellKind.Number).ToArray();
        var sum = all.Sum(p => p.First.IsSame(number.Value) ? p.Second.Number : 0);
        var near = all.Any(p => IsNear(p.First.Number, number.Value.Number));
        return Of($"SUMPRODUCT(({range.Text}={number.Text})*{numbers.Text})", Read(number, sum), isWhole: true, number)
            with
        { IsDelicate = number.IsDelicate || near };
    }

    /// <summary>How many numbers are above a value.</summary>
    public static Formula CountAbove(CellRange range, Formula value) => Of(
        $"SUMPRODUCT(({range.Text}>{value.Inner})*1)",
        Numbers(range.Cells.Append(value)) is null ? CellValue.Error : CellValue.Of(range.Values.Count(v => v.Number > value.Value.Number)),
        isWhole: true,
        [.. range.Cells, value]);

    /// <summary>How many cells have a value.</summary>
    public static Formula CountSame(CellRange range, Formula value) => Of(
        $"SUMPRODUCT(({range.Text}={value.Inner})*1)",
        range.Values.Any(v => v.Kind == CellKind.Error) ? CellValue.Error : CellValue.Of(range.Values.Count(v => v.IsSame(value.Value))),
        isWhole: true,
        [.. range.Cells, value]);

    /// <summary>What e to the numbers is, added up, each less a value.</summary>
    public static Formula SumOfExp(CellRange range, Formula less) => Of(
        $"SUMPRODUCT(EXP({range.Text}-{less.Inner}))",
        Numbers(range.Cells.Append(less)) is null
            ? CellValue.Error
            : CellValue.Of(range.Values.Sum(v => Exponential.Of(v.Number - less.Value.Number))),
        isWhole: true,
        [.. range.Cells, less]);

    /// <summary>Whether two texts are the same, character for character.</summary>
    public static Formula Exact(Formula a, Formula b) => Of(
        $"EXACT({a.Text},{b.Text})",
        a.Value.Kind == CellKind.Error || b.Value.Kind == CellKind.Error ? CellValue.Error : CellValue.Of(a.Value.AsText == b.Value.AsText),
        isWhole: true,
        a,
        b);

    private static bool IsNear(double a, double b) => a != b && Math.Abs(a - b) <= Nearness * Math.Max(Math.Abs(a), Math.Abs(b));

    private static CellValue Read(Formula a, double number) => a.Value.Kind == CellKind.Error ? CellValue.Error : CellValue.Of(number);

    private static CellValue Read(Formula a, bool truth) => a.Value.Kind == CellKind.Error ? CellValue.Error : CellValue.Of(truth);

    private static Formula Of(string text, CellValue value, bool isWhole, params IReadOnlyList<Formula> from) =>
        new(text, value) { IsWhole = isWhole, IsDelicate = from.Any(f => f.IsDelicate) };

    private static double[]? Numbers(IEnumerable<Formula> all)
    {
        var values = all.Select(f => f.Value).ToArray();
        return values.All(v => v.IsQuantity) ? values.Select(v => v.Number).ToArray() : null;
    }

    private static Formula Over(string name, CellRange range, Func<double[], double> calculate) => Of(
        $"{name}({range.Text})",
        Numbers(range.Cells) is { } numbers ? CellValue.Of(calculate(numbers)) : CellValue.Error,
        isWhole: true,
        range.Cells);

    private static Formula Together(string name, IReadOnlyList<Formula> all, bool truth) => Of(
        $"{name}({string.Join(",", all.Select(f => f.Text))})",
        all.All(f => f.Value.IsQuantity) ? CellValue.Of(truth) : CellValue.Error,
        isWhole: true,
        all);

    private static Formula Calculated(Formula a, Formula b, string text, Func<double, double, double> calculate, bool cancels = false)
    {
        if (!a.Value.IsQuantity || !b.Value.IsQuantity)
            return Of(text, CellValue.Error, isWhole: false, a, b);
        var (x, y) = (a.Value.Number, b.Value.Number);
        var result = calculate(x, y);
        var isNear = cancels && result != 0 && Math.Abs(result) < Nearness * Math.Max(Math.Abs(x), Math.Abs(y));
        return new Formula(text, CellValue.Of(result)) { IsDelicate = isNear || a.IsDelicate || b.IsDelicate };
    }

    private static Formula Compared(Formula a, Formula b, string sign, Func<double, double, bool> holds)
    {
        var text = $"{a.Inner}{sign}{b.Inner}";
        if (!a.Value.IsQuantity || !b.Value.IsQuantity)
            return Of(text, CellValue.Error, isWhole: false, a, b);
        return new Formula(text, CellValue.Of(holds(a.Value.Number, b.Value.Number)))
        { IsDelicate = a.IsDelicate || b.IsDelicate || IsNear(a.Value.Number, b.Value.Number) };
    }

    private Formula To(string text, Func<double, double> calculate) =>
        Of(text, Value.IsQuantity ? CellValue.Of(calculate(Value.Number)) : CellValue.Error, isWhole: true, this);
}
