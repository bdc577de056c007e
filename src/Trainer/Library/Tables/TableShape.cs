using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>What the first rows of a file tell of its form.</summary>
/// <param name="HasHeader">Whether the first row has the names.</param>
/// <param name="ExtraCell">Where rows have one cell more or less than the header.</param>
/// <param name="YearNames">Names that would be data but for their looking like years.</param>
/// <param name="Advice">What helps where the rows do not fit together; empty where they do.</param>
internal sealed record TableShape(bool HasHeader, ExtraCell ExtraCell, EquatableArray<string> YearNames, string Advice)
{
    /// <summary>Names of columns that are years lie between these.</summary>
    public const int FirstYear = 1900;
    public const int LastYear = 2100;

    private static readonly HashSet<string> Totals = new(StringComparer.OrdinalIgnoreCase)
    {
        "total", "totals", "grand total", "sum", "subtotal", "average", "mean", "summe", "gesamt", "somme", "suma", "totale",
    };

    /// <summary>Whether a cell says that its row sums up the others.</summary>
    public static bool SaysTotal(string cell) => Totals.Contains(cell.TrimEnd(':'));

    /// <summary>Looks at the first rows.</summary>
    /// <param name="rows">Their cells, and the line on which each starts.</param>
    /// <param name="options">How the table is read.</param>
    public static TableShape Detect(IReadOnlyList<(int Line, string[] Cells)> rows, TableOptions options)
    {
        if (rows.Count == 0)
            return new TableShape(options.Header ?? true, ExtraCell.None, EquatableArray<string>.Empty, string.Empty);
        var first = rows[0].Cells;
        var body = rows.Skip(1).Select(r => r.Cells).ToArray();
        var extra = options.Header == false ? ExtraCell.None : ExtraOf(first, body);
        var years = EquatableArray<string>.Empty;
        var hasHeader = options.Header ?? (extra != ExtraCell.None || HeaderIsText(first, body, options, out years));
        return new TableShape(hasHeader, extra, years, AdviceOn(rows));
    }

    /// <summary>Row names and trailing delimiters make every row one cell longer than the header, or one shorter.</summary>
    private static ExtraCell ExtraOf(string[] first, string[][] body)
    {
        if (body.Length == 0 || body.Any(r => r.Length != body[0].Length))
            return ExtraCell.None;
        if (body[0].Length == first.Length - 1 && first[^1].Length == 0)
            return ExtraCell.EndOfHeader;
        if (body[0].Length != first.Length + 1)
            return ExtraCell.None;
        if (body.All(r => r[^1].Length == 0))
            return ExtraCell.EndOfRows;
        // Without these the cause may be a decimal comma between commas, and all cells would slip.
        return AreRowNames(body.Select(r => r[0]).ToArray()) ? ExtraCell.RowNames : ExtraCell.None;
    }

    private static bool AreRowNames(string[] cells)
    {
        if (cells.Distinct(StringComparer.Ordinal).Count() < cells.Length)
            return false;
        var numbers = cells.Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        return numbers.All(n => n < 0)
            ? cells.All(c => c.Any(char.IsLetter))
            : numbers[0] is 0 or 1 && numbers.Select((n, i) => n == numbers[0] + i).All(follows => follows);
    }

    /// <summary>
    /// A header is text above numbers. Numbers above numbers are data, unless they are years above other numbers, and so is a single row of
    /// numbers; where no column has numbers the first row is taken as names.
    /// </summary>
    private static bool HeaderIsText(string[] first, string[][] body, TableOptions options, out EquatableArray<string> years)
    {
        years = EquatableArray<string>.Empty;
        var numberText = NumberText.Of(options);
        var marks = MissingMarks.Of(string.Empty, [], options);
        var rows = body.TakeWhile(r => r.Length == first.Length).ToArray();
        var kinds = first.Select(KindOf).ToArray();
        if (rows.Length == 0 && Array.TrueForAll(kinds, k => k == CellKind.Number))
            return false;
        var numeric = Enumerable.Range(0, first.Length).Where(i => IsNumeric(rows.Select(r => KindOf(r[i])))).ToArray();
        if (numeric.Any(i => kinds[i] == CellKind.Text) || !numeric.Any(i => kinds[i] == CellKind.Number))
            return true;
        var above = numeric.Where(i => kinds[i] == CellKind.Number).ToArray();
        if (above.Length < 2 || !AreYears(above.Select(i => first[i]))
            || above.Any(i => rows.All(r => KindOf(r[i]) == CellKind.Missing || AreYears([r[i]]))))
            return false;
        years = above.Select(i => first[i]).ToEquatableArray();
        return true;

        CellKind KindOf(string cell) => marks.Contains(System.Text.Encoding.UTF8.GetBytes(cell)) ? CellKind.Missing
            : double.IsNaN(numberText.Parse(cell)) ? CellKind.Text : CellKind.Number;
    }

    private static bool IsNumeric(IEnumerable<CellKind> cells)
    {
        var hasNumber = false;
        foreach (var kind in cells)
        {
            if (kind == CellKind.Text)
                return false;
            hasNumber |= kind == CellKind.Number;
        }

        return hasNumber;
    }

    /// <summary>Whether texts are years, each later than the one before or each earlier.</summary>
    private static bool AreYears(IEnumerable<string> texts)
    {
        var years = texts.Select(
            t => t.Length == 4 && int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0).ToArray();
        var steps = years.Zip(years.Skip(1), (a, b) => Math.Sign(b - a)).Distinct().ToArray();
        return years.All(y => y is >= FirstYear and <= LastYear) && steps is [] or [not 0];
    }

    private static string AdviceOn(IReadOnlyList<(int Line, string[] Cells)> rows)
    {
        var usual = rows.GroupBy(r => r.Cells.Length).OrderByDescending(g => g.Count()).First();
        var before = rows.TakeWhile(r => r.Cells.Length != usual.Key).ToArray();
        if (before.Length == 0 || usual.Key < 2 || before.Length == rows.Count)
            return string.Empty;
        if (before[0].Cells[0] is ['#' or '%' or '!' or '*', ..] cell)
            return $" If lines that begin with {cell[0]} are remarks, use --comment \"{cell[0]}\".";
        var lines = usual.First().Line - 1;
        return string.Create(
            CultureInfo.InvariantCulture,
            $" If the first {(lines == 1 ? "line is a title" : $"{lines} lines are a title")}, use --skip {lines}.");
    }

    private enum CellKind
    {
        Missing,
        Number,
        Text,
    }
}

/// <summary>Where rows have one cell more or less than the header.</summary>
internal enum ExtraCell
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before each row: its name, as R's write.table writes it.</summary>
    RowNames,

    /// <summary>Behind each row: a delimiter with nothing after it.</summary>
    EndOfRows,

    /// <summary>Behind the header: a delimiter with nothing after it.</summary>
    EndOfHeader,
}
