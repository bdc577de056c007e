using System;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Names from a document as they stand inside a rule's text.</summary>
/// <remarks>
/// A name that could be taken for a part of the rule (blanks, operators, brackets, a number, IF or THEN) stands in double quotes, so
/// a name cannot pass itself off as a condition.
/// </remarks>
public static class ShownName
{
    private const string Marks = "\"\\{}[](),:;*+<>=≈|`'";

    private static readonly string[] Words = { "IF", "AND", "THEN", "ALWAYS", "FOR", "OTHERWISE" };

    /// <summary>The name, quoted where it needs to be, visible on one line.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The text.</returns>
    public static string Of(string name)
    {
        var plain = name.Length > 0 && char.IsLetter(name, 0)
            && !name.Any(c => char.IsWhiteSpace(c) || Marks.IndexOf(c) >= 0)
            && !Words.Contains(name, StringComparer.OrdinalIgnoreCase);
        var shown = VisibleText.Of(name);
        return plain && string.Equals(shown, name, StringComparison.Ordinal) ? name : "\"" + VisibleText.Of(Escaped(name)) + "\"";
    }

    /// <summary>A name with its unit in brackets.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit; null or blank where there is none.</param>
    /// <returns>The text.</returns>
    public static string Of(string name, string? unit) =>
        string.IsNullOrWhiteSpace(unit) ? Of(name) : Of(name) + " [" + UnitOf(unit!) + "]";

    private static string UnitOf(string unit) =>
        unit.IndexOfAny(new[] { '[', ']', '"', '\\' }) < 0 ? VisibleText.Of(unit) : "\"" + VisibleText.Of(Escaped(unit)) + "\"";

    private static string Escaped(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is '"' or '\\')
                text.Append('\\');
            text.Append(c);
        }

        return text.ToString();
    }
}
