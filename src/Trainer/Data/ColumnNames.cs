using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;

namespace RuleCompiler.Trainer.Data;

/// <summary>Finds what a person may have meant by a name that no column has.</summary>
internal static class ColumnNames
{
    private const int MaxShown = 12;

    public static string[] Of(IEnumerable<Column> columns) => columns.Select(c => c.Name).ToArray();

    /// <summary>The error for a name that no column has, with the nearest names.</summary>
    public static InputFileException Unknown(string file, string name, IReadOnlyCollection<string> names, string? option = null)
    {
        var because = option is null ? string.Empty : $" (named by {option})";
        return new InputFileException(file, $"there is no column '{VisibleText.Of(name)}'{because}; {Suggestion(name, names)}");
    }

    /// <summary>Up to three names that a name may be meant to be, nearest first.</summary>
    /// <param name="name">The name.</param>
    /// <param name="names">The names that there are.</param>
    /// <param name="most">The most letters that may be wrong; null is a third of them.</param>
    public static string[] Near(string name, IReadOnlyCollection<string> names, int? most = null) => names
        .Select(n => (Name: n, Distance: Distance(name, n)))
        .Where(n => n.Distance <= (most ?? name.Length / 3))
        .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
        .Take(3).Select(n => n.Name).ToArray();

    private static string Suggestion(string name, IReadOnlyCollection<string> names)
    {
        var near = Near(name, names);
        if (near.Length > 0)
            return $"did you mean {string.Join(" or ", near.Select(Quoted))}?";
        var more = names.Count > MaxShown ? ", …" : string.Empty;
        return $"the columns are {string.Join(", ", names.Take(MaxShown).Select(Quoted))}{more}.";
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
