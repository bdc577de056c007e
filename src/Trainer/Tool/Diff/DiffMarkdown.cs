using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;

namespace RuleCompiler.Tool.Diff;

/// <summary>A comparison as Markdown for a pull request: at most 60 lines.</summary>
/// <remarks>All texts of documents stand in code spans, where nothing is a link, a mention or markup.</remarks>
internal static class DiffMarkdown
{
    private const int MaxCells = 20;
    private const int MaxSentences = 6;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(DiffResult result)
    {
        yield return $"### Rules {Code(result.New.Name)}: {result.Word}";
        yield return string.Empty;
        yield return DiffWords.Summary(result) + (DiffWords.Data(result) is { } data ? " " + data : string.Empty);
        if (result.Difference is not { } difference)
            yield break;
        var isScore = result.AreValues || difference.Cells.Count == 0;
        foreach (var line in Sentences("Inputs", difference.Inputs.Select(i => i.Text)).Concat(Sentences("Outputs", difference.Outputs))
            .Concat(Cells(result, difference, difference.Cells.Count > 0 ? difference.Cells : difference.ScoreCells, isScore))
            .Concat(Sentences("Texts", difference.Texts)))
            yield return line;
    }

    private static IEnumerable<string> Sentences(string title, IEnumerable<string> sentences)
    {
        var all = sentences.ToArray();
        if (all.Length == 0)
            yield break;
        yield return string.Empty;
        yield return $"**{title}**";
        yield return string.Empty;
        foreach (var sentence in all.Take(MaxSentences))
            yield return "- " + Code(sentence);
        if (all.Length > MaxSentences)
            yield return string.Create(CultureInfo.InvariantCulture, $"- {all.Length - MaxSentences} more are left out.");
    }

    private static IEnumerable<string> Cells(
        DiffResult result, DocumentDifference difference, EquatableArray<ChangedCell> cells, bool isScore)
    {
        if (cells.Count == 0)
            yield break;
        var hasRows = result.Rows is not null;
        yield return string.Empty;
        yield return $"| rules | answer |{(hasRows ? " rows |" : string.Empty)} share (measured) | changes by at most | for example |";
        yield return $"| --- | --- |{(hasRows ? " ---: |" : string.Empty)} ---: | ---: | --- |";
        foreach (var cell in DiffWords.Ordered(result, cells, isScore).Take(MaxCells))
        {
            var change = cell.LargestChange is { } bound ? DiffWords.Short(bound.AtMost) : string.Empty;
            yield return $"| {DiffWords.Rules(cell)} | {Code(DiffWords.Answers(cell))} |"
                + (hasRows ? $" {DiffWords.Rows(result, cell, isScore)} |" : string.Empty)
                + $" {(cell.Share is { } share ? DiffWords.Percent(share, difference.Points) : string.Empty)} | {change} "
                + $"| {Code(DiffWords.Witness(cell))} |";
        }

        yield return string.Empty;
        if (cells.Count > MaxCells)
            yield return string.Create(CultureInfo.InvariantCulture, $"{cells.Count - MaxCells} more cells are left out.");
        if (difference.Undecided is { } reason)
            yield return $"Not all that differs may stand here: {reason}.";
    }

    // A code span: its marks are more than any in the text, and a bar would end a cell of a table.
    private static string Code(string text)
    {
        var shown = VisibleText.Of(text, 400).Replace("|", "\\|", StringComparison.Ordinal);
        var (longest, run) = (0, 0);
        foreach (var c in shown)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var marks = new string('`', longest + 1);
        var pad = longest > 0 ? " " : string.Empty;
        return $"{marks}{pad}{shown}{pad}{marks}";
    }
}
