using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>Where the counts of a document are not those of its rules, a sentence each.</summary>
internal static class CountDifferences
{
    /// <summary>Compares them.</summary>
    /// <param name="document">The document, whose labels and inputs they are of.</param>
    /// <param name="before">What it records.</param>
    /// <param name="now">What was counted.</param>
    public static EquatableArray<string> Between(RuleDocument document, RowCounts before, RowCounts now) =>
        Sentences(document, before, now).ToEquatableArray();

    private static IEnumerable<string> Sentences(RuleDocument document, RowCounts before, RowCounts now)
    {
        if (before.Rows != now.Rows)
            yield return $"The counts are of {Rows(now.Rows)}, not of {ShownNumber.Integer(before.Rows)}.";
        for (var k = 0; k < now.Labels.Count; k++)
        {
            var labels = document.Decision.LabelsOf(k);
            for (var l = 0; l < labels.Count; l++)
            {
                if (before.Labels[k][l] != now.Labels[k][l])
                    yield return $"{VisibleText.Of(labels[l])} is the answer for {Rows(now.Labels[k][l])}, not for "
                        + $"{ShownNumber.Integer(before.Labels[k][l])}.";
            }
        }

        for (var k = 0; k < now.Bands.Count; k++)
        {
            if (!before.Bands[k].HasLimitsOf(now.Bands[k]) || !before.Bands[k].Rows.Equals(now.Bands[k].Rows))
                yield return document.Decision.ComparesOutputs
                    ? "The bands of the largest score are others."
                    : $"The bands of the score of {VisibleText.Of(document.Outputs[k].Name)} are others.";
        }

        for (var i = 0; i < now.Inputs.Count; i++)
        {
            if (before.Inputs[i] != now.Inputs[i])
                yield return $"{VisibleText.Of(document.Inputs[i].Name)} is not an ordinary value as often as recorded.";
        }
    }

    private static string Rows(long rows) => ShownNumber.Integer(rows) + (rows == 1 ? " row" : " rows");
}
