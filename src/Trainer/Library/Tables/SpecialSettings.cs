using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>The values of numbers that are no quantities, as they were asked for: for one column, or for all that have them.</summary>
internal sealed class SpecialSettings
{
    /// <summary>The word for what is missing.</summary>
    public const string MissingWord = "missing";

    /// <summary>The name that a missing value has in documents where it is special.</summary>
    public const string MissingName = "missing";

    /// <summary>No value is special.</summary>
    public static readonly SpecialSettings None = new([], _ => null);

    /// <summary>Training rows that lack a number at least, or their number would be learned from too few.</summary>
    internal const int LeastMissing = 10;

    private readonly (string? Column, double Value)[] _settings;
    private readonly Func<string, MissingMarks?> _marks;

    private SpecialSettings((string? Column, double Value)[] settings, Func<string, MissingMarks?> marks) =>
        (_settings, _marks) = (settings, marks);

    /// <summary>Reads what was asked for.</summary>
    /// <param name="options">How the table is read; <see cref="TableOptions.Special"/> has what was asked for.</param>
    /// <param name="table">The table.</param>
    /// <param name="others">Tables that are read like it.</param>
    /// <exception cref="InputFileException">A value is that of no number input.</exception>
    public static SpecialSettings Of(TableOptions options, Table table, params Table[] others)
    {
        if (options.Special.Count == 0)
            return None;
        var names = table.Profile.Columns.Select(c => c.Name).ToArray();
        var settings = options.Special.Select(s => ColumnSetting.Split(s, names))
            .SelectMany(s => Values(s.Value, table).Select(v => (s.Column, v))).Distinct().ToArray();
        var found = new SpecialSettings(settings, column => MissingMarks.Of(column, names, options));
        foreach (var (column, value) in settings)
            found.Check(column, value, options, table, others);
        return found;
    }

    /// <summary>Whether a text is one or several values separated by commas.</summary>
    public static bool IsList(string text) => text.Split(',').All(part => Value(part) is not null);

    /// <summary>The special values of a column: those that it was given, and of those for all the ones that it has.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="others">The same column of tables that are read like this one.</param>
    /// <returns>In the order in which they were given, what is missing last.</returns>
    public double[] Of(NumberColumn column, ReadOnlySpan<int> rows, IEnumerable<NumberColumn> others)
    {
        if (_settings.Length == 0)
            return [];
        var missing = 0;
        foreach (var row in rows)
            missing += double.IsNaN(column.Values[row]) ? 1 : 0;
        var columns = others.Prepend(column).ToArray();
        return _settings.Where(s => s.Column is null ? Has(s.Value) : s.Column == column.Name).Select(s => s.Value).Distinct()
            .OrderBy(double.IsNaN).ToArray();

        bool Has(double value) => double.IsNaN(value)
            ? missing >= LeastMissing && _marks(column.Name) is not { HasNumbers: true }
            : columns.Any(c => Array.IndexOf(c.Values, value) >= 0);
    }

    private static IEnumerable<double> Values(string text, Table table) => text.Split(',').Select(
        part => Value(part) ?? throw new InputFileException(
            table.Path, $"--special '{VisibleText.Of(part)}' is neither a number nor the word {MissingWord}."));

    private static double? Value(string text) => text.Trim() == MissingWord
        ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private void Check(string? column, double value, TableOptions options, Table table, Table[] others)
    {
        var shown = double.IsNaN(value) ? MissingWord : ShownNumber.Short(value);
        InputFileException Wrong(string problem) => new(table.Path, $"--special {shown}: {problem}");
        if (column is null)
        {
            var numbers = table.Columns.OfType<NumberColumn>().Where(c => !options.Targets.Contains(c.Name, StringComparer.Ordinal));
            if (!double.IsNaN(value)
                && !numbers.Any(c => others.Select(t => (NumberColumn)t[c.Name]).Prepend(c).Any(o => Array.IndexOf(o.Values, value) >= 0)))
                throw Wrong("no number input has this value; leave it out, or say in which column it may be, as in income=-9.");
            return;
        }

        var name = VisibleText.Of(column);
        if (options.Targets.Contains(column, StringComparer.Ordinal))
            throw Wrong($"'{name}' is a target, and what is predicted has no special values.");
        if (table.IndexOf(column) < 0 || table[column] is not NumberColumn)
            throw Wrong($"'{name}' is no number input; a category is a value of its own anyway.");
        var marks = _marks(column)!;
        if (double.IsNaN(value) && marks.HasNumbers)
            throw Wrong($"--missing says which numbers of '{name}' are missing; name these with --special instead.");
        if (!double.IsNaN(value) && marks.Contains(Encoding.UTF8.GetBytes(value.ToString("R", CultureInfo.InvariantCulture))))
            throw Wrong($"--missing says that this is a missing value of '{name}'; leave it out of one of them.");
    }
}
