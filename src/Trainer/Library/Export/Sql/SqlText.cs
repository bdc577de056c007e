using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>Texts between quotes, in the two ways in which engines take them.</summary>
internal static class SqlText
{
    /// <summary>
    /// A text as it stands in a comment: what some engines would replace there is none any more, and no backslash ends it, after which
    /// Spark would take the next line for part of the comment.
    /// </summary>
    public static string Remark(string text)
    {
        var remark = VisibleText.Of(text).Replace("${", "$ {", StringComparison.Ordinal);
        return remark.EndsWith('\\') ? $"({remark})" : remark;
    }

    /// <summary>
    /// Where a line of a statement ends, until it is written: no text and no name of any engine has it, whereas both may have line feeds.
    /// </summary>
    public const char Break = '\0';

    /// <summary>Lines that stand further in.</summary>
    public static string Indented(string lines) => "  " + lines.Replace("\0", "\0  ", StringComparison.Ordinal);

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
