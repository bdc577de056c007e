using System;
using System.Linq;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>Texts between quotes, in the two ways in which engines take them.</summary>
internal static class SqlText
{
    /// <summary>A text in which each quote stands twice and nothing else is escaped.</summary>
    public static string Doubled(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A text in which a backslash escapes what would end it or not be read as it is.</summary>
    public static string Backslashed(string text, char quote) => quote + Escaped(text, quote) + quote;

    /// <summary>The same without the marks around it.</summary>
    public static string Escaped(string text, char quote) => string.Concat(text.Select(c => c switch
    {
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => c == quote ? "\\" + c : c.ToString(),
    }));
}
