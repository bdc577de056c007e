using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Settings that are for one column, as in <c>age=0</c>, or for all, as in <c>0</c>.</summary>
internal static class ColumnSetting
{
    /// <summary>Takes a setting apart.</summary>
    /// <param name="text">The setting.</param>
    /// <param name="names">
    /// The names of all columns, by which <c>age=0</c> is distinguished from a value that has an equals sign in it.
    /// </param>
    /// <returns>The column, null for all of them, and the value.</returns>
    public static (string? Column, string Value) Split(string text, IReadOnlyList<string> names)
    {
        for (var i = text.IndexOf('=', StringComparison.Ordinal); i >= 0; i = text.IndexOf('=', i + 1))
        {
            if (names.Contains(text[..i], StringComparer.Ordinal))
                return (text[..i], text[(i + 1)..]);
        }

        return (null, text);
    }

    /// <summary>The first setting of a column; where it has none of its own, the first of those for all.</summary>
    public static string? For(string? column, IReadOnlyList<string> names, IReadOnlyCollection<string> settings)
    {
        if (settings.Count == 0)
            return null;
        string? general = null;
        foreach (var (owner, value) in settings.Select(s => Split(s, names)))
        {
            if (owner is null)
                general ??= value;
            else if (string.Equals(owner, column, StringComparison.Ordinal))
                return value;
        }

        return general;
    }
}
