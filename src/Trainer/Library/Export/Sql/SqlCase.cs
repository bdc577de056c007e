using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>A choice, in one line where it is short, and else a line for each of its arms.</summary>
internal static class SqlCase
{
    private const int Width = 100;

    /// <summary>Writes it.</summary>
    /// <param name="arms">Each <c>WHEN … THEN …</c>.</param>
    /// <param name="otherwise">What holds in all other cases; null for NULL.</param>
    public static string Of(IEnumerable<string> arms, string? otherwise)
    {
        string[] parts = [.. arms, .. otherwise is null ? [] : new[] { "ELSE " + otherwise }];
        return "CASE".Length + parts.Sum(p => p.Length + 1) < Width && !parts.Any(p => p.Contains(SqlText.Break))
            ? $"CASE {string.Join(" ", parts)} END"
            : "CASE" + SqlText.Break + string.Concat(parts.Select(p => SqlText.Indented(p) + SqlText.Break)) + "END";
    }
}
