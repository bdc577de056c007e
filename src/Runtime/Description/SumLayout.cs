using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>One term of a written sum: a sign, a coefficient (none for a table) and what it multiplies.</summary>
/// <param name="IsNegative">Whether it is subtracted; its coefficient is then written without its sign.</param>
/// <param name="Coefficient">The digits, or null for a table, which is added as a whole.</param>
/// <param name="Operand">The name of the input, or the table; more than one line only for a long table.</param>
internal sealed record SumTerm(bool IsNegative, string? Coefficient, EquatableArray<string> Operand)
{
    /// <summary>A number's weight times its input.</summary>
    public static SumTerm Of(Number weight, string operand)
    {
        var literal = weight.Literal;
        var negative = literal[0] == '-';
        return new SumTerm(negative, negative ? literal.Substring(1) : literal, EquatableArray.Of(operand));
    }

    /// <summary>A category's table.</summary>
    public static SumTerm Table(params string[] lines) => new(false, null, lines.ToEquatableArray());

    public char Sign => IsNegative ? '-' : '+';
}

/// <summary>
/// Lays out a sum, in a comment and in code alike: on one line where it fits, else one term per line with its columns aligned.
/// </summary>
internal static class SumLayout
{
    /// <summary>Longer sums go one term per line even where they would fit.</summary>
    public const int MaxTermsPerLine = 4;

    /// <summary>The lines of a sum.</summary>
    /// <param name="bias">The digits of the constant.</param>
    /// <param name="terms">The terms, in the order in which they are added.</param>
    /// <param name="width">The width that a single line may have.</param>
    /// <returns>One line; or the bias, and a line per term.</returns>
    public static IReadOnlyList<string> Lines(string bias, IReadOnlyList<SumTerm> terms, int width)
    {
        if (terms.Count <= MaxTermsPerLine && !terms.Any(t => t.Operand.Count > 1 || t.Operand.Any(HasRightToLeft)))
        {
            var line = bias
                + string.Concat(
                    terms.Select(t => $" {t.Sign} " + (t.Coefficient is null ? string.Empty : t.Coefficient + " * ") + t.Operand[0]));
            if (line.Length <= width)
                return new[] { line };
        }

        var columns = terms.Where(t => t.Coefficient is not null).Select(t => t.Coefficient!.Length).DefaultIfEmpty(0).Max();
        var lines = new List<string> { bias };
        foreach (var term in terms)
        {
            var start = $"{term.Sign} " + (term.Coefficient is null ? string.Empty : term.Coefficient.PadRight(columns) + " * ");
            lines.Add(start + term.Operand[0]);
            lines.AddRange(term.Operand.Skip(1).Select(l => new string(' ', start.Length) + l));
        }

        return lines;
    }

    /// <summary>
    /// Whether a text runs from right to left. Two such names on one line would show the operators and numbers between them in the
    /// opposite order, so each gets its own line.
    /// </summary>
    public static bool HasRightToLeft(string text) =>
        text.Any(c =>
            c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFF')
                or '\uD802' or '\uD803' or '\uD83A' or '\uD83B');
}
