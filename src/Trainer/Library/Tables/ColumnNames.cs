using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Finds what a person may have meant by a name that no column has.</summary>
public static class ColumnNames
{
    private const int MaxShown = 12;

    internal static string[] Of(IEnumerable<Column> columns) => columns.Select(c => c.Name).ToArray();

    /// <summary>A name as it is written on the command line.</summary>
    internal static string Argument(string name)
    {
        var shown = VisibleText.Of(name);
        return shown.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? shown : $"\"{shown}\"";
    }

    /// <summary>The error for a name that no column has, with the nearest names.</summary>
    internal static InputFileException Unknown(string file, string name, IReadOnlyCollection<string> names, string? option = null)
    {
        var because = option is null ? string.Empty : $" (named by {option})";
        return new InputFileException(file, $"there is no column '{VisibleText.Of(name)}'{because}; {Suggestion(name, names)}");
    }

    /// <summary>The position of each column.</summary>
    internal static Dictionary<string, int> Positions(IReadOnlyList<string> names)
    {
        var positions = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            positions.TryAdd(names[i], i);
        return positions;
    }

    /// <summary>What a person may have meant: the same but for case and blanks, or a name with few other letters.</summary>
    /// <param name="name">The name that is not among them.</param>
    /// <param name="names">The names.</param>
    /// <returns>The nearest; null where none is near.</returns>
    internal static string? Nearest(string name, IEnumerable<string> names) =>
        Near(name, names, WithoutBlanks(name).Length / 4).FirstOrDefault();

    /// <summary>The error for a target that is not named at all.</summary>
    /// <param name="file">The table.</param>
    /// <param name="names">The names of its columns.</param>
    /// <returns>The error.</returns>
    public static InputFileException NoTarget(string file, IReadOnlyCollection<string> names) =>
        new(file, $"no target is given; name the column to predict with --target{(names.Count == 0 ? "." : ": " + Listed(names))}");

    /// <summary>Requires that the column of a setting such as <c>age=0</c> is there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="option">The option that has the setting.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="isNamed">
    /// Whether what comes before an equals sign is a column for certain. Otherwise one must nearly be called so: marks may hold one.
    /// </param>
    /// <param name="names">The names of all columns.</param>
    internal static void RequireKnown(string file, string option, string setting, bool isNamed, IReadOnlyCollection<string> names)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || ColumnSetting.Split(setting, names as IReadOnlyList<string> ?? names.ToArray()).Column is not null)
            return;
        var name = setting[..equals];
        if (isNamed || Near(name, names).Length > 0)
            throw Unknown(file, name, names, option);
    }

    /// <summary>Up to three names that a name may be meant to be, nearest first; case and blanks are no difference.</summary>
    /// <param name="name">The name.</param>
    /// <param name="names">The names that there are.</param>
    /// <param name="most">The most letters that may be wrong; null is a third of them.</param>
    /// <returns>The names.</returns>
    public static string[] Near(string name, IEnumerable<string> names, int? most = null) => names
        .Select(n => (Name: n, Distance: Distance(WithoutBlanks(name), WithoutBlanks(n))))
        .Where(n => n.Distance <= (most ?? name.Length / 3))
        .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
        .Take(3).Select(n => n.Name).ToArray();

    private static string Listed(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MaxShown).Select(Quoted)) + (names.Count > MaxShown ? ", …" : ".");

    private static string WithoutBlanks(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c)));

    private static string Suggestion(string name, IReadOnlyCollection<string> names)
    {
        var near = Near(name, names);
        return near.Length > 0 ? $"did you mean {string.Join(" or ", near.Select(Quoted))}?" : $"the columns are {Listed(names)}";
    }

    private static string Quoted(string name) => $"'{VisibleText.Of(name)}'";

    /// <summary>The edit distance of Levenshtein, letters compared without regard to case.</summary>
    private static int Distance(string a, string b)
    {
        // Names longer than this are compared by their beginnings: the work grows with the product of the lengths.
        a = a[..Math.Min(a.Length, VisibleText.MaxLength)].ToUpperInvariant();
        b = b[..Math.Min(b.Length, VisibleText.MaxLength)].ToUpperInvariant();
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
