using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared;

/// <summary>Names of columns on the command line: one, or several separated by commas.</summary>
/// <remarks>
/// A text that is the name of a column as a whole is that name, whatever commas it has; in a list such a name is quoted, or its commas
/// doubled.
/// </remarks>
/// <param name="path">The table; null where there is none.</param>
/// <param name="options">How it is read.</param>
internal sealed class ColumnList(string? path, TableOptions options)
{
    private readonly Lazy<IReadOnlyList<string>> _header = new(() => Header(path, options));

    /// <summary>The names of all columns of the table; none where it cannot be read, which whoever reads it reports.</summary>
    public IReadOnlyList<string> Names => _header.Value;

    /// <summary>The names that an option holds.</summary>
    public EquatableArray<string> Of(ParseResult result, Option<string[]> option) => (result.GetValue(option) ?? [])
        .SelectMany(value =>
            value.Contains(',', StringComparison.Ordinal) && Names.Contains(value.Trim(), StringComparer.Ordinal)
                ? [value.Trim()]
                : Split(value))
        .ToEquatableArray();

    /// <summary>Takes a list apart at its commas, but for those that are doubled or are in quotes.</summary>
    public static IEnumerable<string> Split(string value)
    {
        var name = new StringBuilder();
        var wasQuoted = false;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && value[i] == '"' && string.IsNullOrWhiteSpace(name.ToString())
                && ClosingQuote(value, i) is > 0 and var end)
            {
                name.Clear().Append(value[(i + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal));
                (i, wasQuoted) = (end, true);
            }
            else if (i == value.Length || (value[i] == ',' && (i + 1 == value.Length || value[i + 1] != ',')))
            {
                if (name.ToString().Trim() is { Length: > 0 } found)
                    yield return found;
                name.Clear();
                wasQuoted = false;
            }
            else
            {
                if (!wasQuoted || value[i] != ' ')
                    name.Append(value[i]);
                i += value[i] == ',' ? 1 : 0;
            }
        }
    }

    /// <summary>The quote that ends a name: after it comes a comma or nothing.</summary>
    private static int ClosingQuote(string value, int start)
    {
        for (var i = start + 1; i < value.Length; i++)
        {
            if (value[i] != '"')
                continue;
            if (i + 1 < value.Length && value[i + 1] == '"')
                i++;
            else
                return value[(i + 1)..].TrimStart() is "" or [',', ..] ? i : -1;
        }

        return -1;
    }

    private static IReadOnlyList<string> Header(string? path, TableOptions options)
    {
        if (path is null)
            return [];
        try
        {
            return TableReader.Names(path, options);
        }
        catch (InputFileException)
        {
            return [];
        }
    }
}
