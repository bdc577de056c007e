using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;

namespace RuleCompiler.Tool.Diff;

/// <summary>A comparison for people at a terminal.</summary>
internal static class DiffText
{
    private const int MaxCells = 20;
    private const int MaxSentences = 10;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(DiffResult result)
    {
        yield return $"{VisibleText.Of(result.Old.Name)} → {VisibleText.Of(result.New.Name)}: {result.Word}. {DiffWords.Summary(result)}";
        if (DiffWords.Data(result) is { } data)
            yield return data;
        if (result.Difference is not { } difference)
            yield break;
        foreach (var line in Sentences("Inputs", difference.Inputs.Select(i => i.Text)).Concat(Sentences("Outputs", difference.Outputs))
            .Concat(Cells(result, "Where answers differ", difference.Cells, result.AreValues))
            .Concat(difference.Cells.Count > 0 ? Left(difference) :
                Cells(result, "Where scores differ", difference.ScoreCells, isScore: true))
            .Concat(Sentences("Texts", difference.Texts)))
            yield return line;
    }

    private static IEnumerable<string> Left(DocumentDifference difference)
    {
        if (difference.ScoreCells.Count > 0)
        {
            yield return string.Empty;
            yield return string.Create(
                CultureInfo.InvariantCulture, $"Scores differ in {difference.ScoreCells.Count} pairs of rules; --json lists them.");
        }

        if (difference.Undecided is { } reason)
            yield return $"Not all that differs may stand here: {reason}.";
    }

    private static IEnumerable<string> Sentences(string title, IEnumerable<string> sentences)
    {
        var all = sentences.ToArray();
        if (all.Length == 0)
            yield break;
        yield return string.Empty;
        yield return title;
        foreach (var sentence in all.Take(MaxSentences))
            yield return "  " + sentence;
        if (all.Length > MaxSentences)
            yield return string.Create(CultureInfo.InvariantCulture, $"  and {all.Length - MaxSentences} more; --json lists them.");
    }

    private static IEnumerable<string> Cells(DiffResult result, string title, EquatableArray<ChangedCell> cells, bool isScore)
    {
        if (cells.Count == 0)
            yield break;
        yield return string.Empty;
        yield return title;
        foreach (var cell in DiffWords.Ordered(result, cells, isScore).Take(MaxCells))
        {
            yield return $"  {DiffWords.Rules(cell)}: {DiffWords.Answers(cell)}";
            var measures = new[]
            {
                DiffWords.Rows(result, cell, isScore),
                cell.Share is { } share ? DiffWords.Percent(share, result.Difference!.Points) + " of the ranges (measured)" : null,
                DiffWords.Change(cell.LargestChange, result.AreValues ? "the value" : "the score"),
                DiffWords.Change(cell.ProbabilityChange, "the probability"),
            };
            yield return "    " + string.Join("; ", measures.OfType<string>());
            if (cell.Conditions.Count > 0)
                yield return "    IF    " + string.Join(" and ", cell.Conditions);
            if (cell.Limits.Count > 0)
                yield return "    within " + string.Join("; ", cell.Limits);
            yield return "    such as " + DiffWords.Witness(cell);
        }

        if (cells.Count > MaxCells)
            yield return string.Create(CultureInfo.InvariantCulture, $"  and {cells.Count - MaxCells} more cells; --json lists them.");
    }
}
