using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>What a person should know of a comparison.</summary>
public static class MonitorNotes
{
    /// <summary>The notes.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="now">The later rows.</param>
    /// <param name="comparison">The comparison.</param>
    public static IEnumerable<Note> Of(RuleDocument document, MonitorCounts now, RowComparison comparison)
    {
        if (StaleFigures.Warning(document) is { } stale)
            yield return new Note("stale-figures", stale);
        if (document.Provenance?.Counts is null)
        {
            yield return new Note(
                "only-rules-compared",
                "the document has no counts of its training, so that only the shares of its rules are compared; rulec measure counts "
                    + "labels, scores and unusual values too.");
        }
        else if (document.Rules.Any(r => r.Support is null))
        {
            yield return new Note(
                "rules-not-compared",
                "the document does not say how many rows of its training each rule has, so that these are not compared; rulec measure "
                    + "counts them.");
        }

        if (document.Provenance?.Measured is { IsOnTrainingRows: false } measured)
        {
            yield return new Note(
                "compared-with-measured-rows",
                $"the document counts the rows of {VisibleText.Of(measured.Data.File)}, which it was measured on, not those of training.");
        }

        var refused = now.Counts.Refused;
        if (refused > 0)
        {
            yield return new Note(
                "refused-row",
                $"the rules refused {(refused == 1 ? "1 row, which is" : $"{ShownNumber.Integer(refused)} rows, which are")} in no rule.");
        }

        if (comparison.Shares.Any(s => double.IsPositiveInfinity(s.Limit)))
        {
            yield return new Note("too-few-draws", string.Create(
                CultureInfo.InvariantCulture,
                $"with {comparison.Shares.Count} comparisons at this level, {PsiDistribution.UsualDraws} draws are too few to say that "
                    + $"some have moved; allow a higher --level."));
        }
    }
}
