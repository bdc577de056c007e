using System.Globalization;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Texts as spreadsheets may open them: what such a program would run as a formula begins with an apostrophe instead.</summary>
/// <remarks>Labels and names come from data that anybody may have written: <c>=HYPERLINK(…)</c> as a category is enough.</remarks>
public static class SpreadsheetText
{
    /// <summary>
    /// Whether a spreadsheet would take a text for a formula: it begins like one, and is neither a number nor a sign alone.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it would.</returns>
    public static bool IsFormula(string text)
    {
        // Blanks before it are skipped by some programs.
        var start = text.TrimStart(' ');
        return start.Length > 1
            && start[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            && !double.TryParse(start, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>The text as a spreadsheet shows it and does not run it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, with an apostrophe before what would be a formula.</returns>
    public static string Safe(string text) => IsFormula(text) ? "'" + text : text;
}
