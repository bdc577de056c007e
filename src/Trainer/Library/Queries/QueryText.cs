using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Queries;

/// <summary>What the text of a query tells without a database: that it is one, and whether its rows have an order.</summary>
internal static class QueryText
{
    private static readonly string[] Beginnings = ["SELECT", "WITH", "VALUES", "TABLE", "FROM", "PIVOT", "UNPIVOT"];

    /// <summary>
    /// Refuses what is no query: a slip of the hand must change nothing, in an engine that knows no read-only work either.
    /// </summary>
    /// <exception cref="InputFileException">It is empty, several statements, or one that returns no rows.</exception>
    public static void RequireQuery(string query)
    {
        var tokens = TokensOf(query).ToArray();
        var first = Array.Find(tokens, t => t.Text != "(").Text
            ?? throw new InputFileException(QueryTable.Name, "--query is empty; give one statement that returns rows, such as SELECT.");
        if (tokens.SkipWhile(t => t.Text != ";").Any(t => t.Text != ";"))
            throw new InputFileException(QueryTable.Name, "--query holds several statements; give one that returns rows.");
        if (!Beginnings.Contains(first, StringComparer.OrdinalIgnoreCase))
            throw new InputFileException(
                QueryTable.Name,
                $"--query is one statement that returns rows, such as SELECT; this one begins with {VisibleText.Of(first, 30)}.");
    }

    /// <summary>Whether the rows have an order: ORDER BY outside of all brackets.</summary>
    public static bool IsOrdered(string query)
    {
        var words = TokensOf(query).Where(t => t.Depth == 0).Select(t => t.Text).ToArray();
        return words.Zip(words.Skip(1)).Any(p => Is(p.First, "ORDER") && Is(p.Second, "BY"));

        static bool Is(string word, string keyword) => word.Equals(keyword, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Words, quoted texts and single characters, each with the number of brackets around it; no comments.</summary>
    private static IEnumerable<(string Text, int Depth)> TokensOf(string sql)
    {
        var depth = 0;
        for (var i = 0; i < sql.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(sql[i]))
            {
                i++;
                continue;
            }

            if (StartsComment(sql, i, out var end))
            {
                i = end;
                continue;
            }

            if (char.IsLetterOrDigit(sql[i]) || sql[i] == '_')
            {
                while (i < sql.Length && (char.IsLetterOrDigit(sql[i]) || sql[i] is '_' or '$'))
                    i++;
                // E'…' has escapes with a backslash.
                if (i < sql.Length && sql[i] == '\'' && i - start == 1 && sql[start] is 'e' or 'E')
                    i = EndOfQuote(sql, i, hasEscapes: true);
            }
            else
            {
                i = sql[i] switch
                {
                    '\'' or '"' or '`' => EndOfQuote(sql, i, hasEscapes: false),
                    '$' => EndOfDollars(sql, i),
                    _ => i + 1,
                };
            }

            depth -= sql[start] == ')' ? 1 : 0;
            yield return (sql[start..i], depth);
            depth += sql[start] == '(' ? 1 : 0;
        }
    }

    private static bool StartsComment(string sql, int start, out int end)
    {
        end = start;
        var (mark, close) = sql.AsSpan(start) switch
        {
            ['-', '-', ..] => ("--", "\n"),
            ['/', '*', ..] => ("/*", "*/"),
            _ => (string.Empty, string.Empty),
        };
        if (mark.Length == 0)
            return false;
        var found = sql.IndexOf(close, start + mark.Length, StringComparison.Ordinal);
        end = found < 0 ? sql.Length : found + close.Length;
        return true;
    }

    /// <summary>Where a quoted text ends; a doubled quote begins the next one, which tells the same.</summary>
    private static int EndOfQuote(string sql, int start, bool hasEscapes)
    {
        var i = start + 1;
        while (i < sql.Length && sql[i] != sql[start])
            i += hasEscapes && sql[i] == '\\' ? 2 : 1;
        return Math.Min(i + 1, sql.Length);
    }

    /// <summary>Where $$…$$ or $word$…$word$ ends.</summary>
    private static int EndOfDollars(string sql, int start)
    {
        var second = start + 1;
        while (second < sql.Length && (char.IsLetterOrDigit(sql[second]) || sql[second] == '_'))
            second++;
        if (second >= sql.Length || sql[second] != '$')
            return start + 1;
        var mark = sql[start..(second + 1)];
        var end = sql.IndexOf(mark, second + 1, StringComparison.Ordinal);
        return end < 0 ? sql.Length : end + mark.Length;
    }
}
