using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Finds what a person may have meant by a name that is not there. Case and blanks are no difference.</summary>
internal static class NearNames
{
    /// <summary>The names that are near to a name, nearest first.</summary>
    /// <param name="name">The name that is not among them.</param>
    /// <param name="names">The names that there are.</param>
    /// <param name="most">The most letters that may be wrong.</param>
    public static IEnumerable<string> Of(string name, IEnumerable<string> names, int most) => names
        .Select(n => (Name: n, Distance: Distance(WithoutBlanks(name), WithoutBlanks(n))))
        .Where(n => n.Distance <= most)
        .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
        .Select(n => n.Name);

    /// <summary>The nearest name with at most a quarter of its letters wrong; null where none is so near.</summary>
    /// <param name="name">The name that is not among them.</param>
    /// <param name="names">The names that there are.</param>
    public static string? Nearest(string name, IEnumerable<string> names) =>
        Of(name, names, WithoutBlanks(name).Length / 4).FirstOrDefault();

    private static string WithoutBlanks(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>The edit distance of Levenshtein, letters compared without regard to case.</summary>
    private static int Distance(string a, string b)
    {
        // Names longer than this are compared by their beginnings: the work grows with the product of the lengths.
        a = a.Substring(0, Math.Min(a.Length, VisibleText.MaxLength)).ToUpperInvariant();
        b = b.Substring(0, Math.Min(b.Length, VisibleText.MaxLength)).ToUpperInvariant();
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
