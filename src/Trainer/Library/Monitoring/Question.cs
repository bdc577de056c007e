using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>One thing that is compared, before it is.</summary>
/// <param name="Of">What the cells are of.</param>
/// <param name="Name">The output or the input; null where there is one of it.</param>
/// <param name="Cells">The names of the cells.</param>
/// <param name="Training">The rows of training in each.</param>
/// <param name="Now">The later rows in each.</param>
internal sealed record Question(SharesOf Of, string? Name, string[] Cells, long[] Training, long[] Now)
{
    /// <summary>All that can be compared of later rows.</summary>
    /// <param name="document">The rules, with the support and the counts that they have.</param>
    /// <param name="now">The later rows.</param>
    public static IEnumerable<Question> All(RuleDocument document, MonitorCounts now)
    {
        if (document.Rules.All(r => r.Support is not null))
        {
            yield return new Question(
                SharesOf.Rules,
                null,
                document.Rules.Select(r => $"rule {ShownNumber.Integer(r.Id)}").ToArray(),
                document.Rules.Select(r => (long)r.Support!.Rows).ToArray(),
                now.Rules.ToArray());
        }

        if (document.Provenance?.Counts is not { } training)
            yield break;
        var outputs = document.Decision.ComparesOutputs ? [null] : document.Outputs.Select(o => (string?)o.Name).ToArray();
        for (var k = 0; k < training.Labels.Count; k++)
        {
            yield return new Question(
                SharesOf.Labels,
                outputs[k],
                document.Decision.LabelsOf(k).ToArray(),
                training.Labels[k].ToArray(),
                now.Counts.Labels[k].ToArray());
        }

        for (var k = 0; k < training.Bands.Count; k++)
        {
            yield return new Question(
                SharesOf.Scores,
                outputs[k],
                BandsOf(training.Bands[k].Limits),
                training.Bands[k].Rows.ToArray(),
                now.Counts.Bands[k].Rows.ToArray());
        }

        for (var i = 0; i < document.Inputs.Count; i++)
        {
            foreach (var (name, before, later, ofAll) in OfInput(document.Inputs[i], training.Inputs[i], now.Counts.Inputs[i]))
            {
                // Rows that are refused are beside those that are decided.
                var (all, allLater) = (
                    training.Rows + (ofAll ? training.Refused : 0), now.Counts.Rows + (ofAll ? now.Counts.Refused : 0));
                yield return new Question(
                    SharesOf.Input, document.Inputs[i].Name, [name, "others"], [before, all - before], [later, allLater - later]);
            }
        }
    }

    private static string[] BandsOf(EquatableArray<Number> limits) => Enumerable.Range(0, limits.Count + 1).Select(band => band switch
    {
        _ when limits.Count == 0 => "any",
        0 => $"below {limits[0].Text}",
        _ when band == limits.Count => $"{limits[band - 1].Text} or more",
        _ => $"{limits[band - 1].Text} to below {limits[band].Text}",
    }).ToArray();

    private static IEnumerable<(string Name, long Training, long Now, bool OfAll)> OfInput(
        Input input, InputCounts training, InputCounts now)
    {
        (string Name, long Training, long Now, bool OfAll)[] usual = input.IsNumber
            ? [
                ("below its range", training.Below, now.Below, false),
                ("above its range", training.Above, now.Above, false),
                ("missing", training.Missing, now.Missing, false),
            ]
            : [("an undeclared category", training.Other, now.Other, false)];
        var specials = input.Match(n => n.Specials.Select(s => s.Name).ToArray(), _ => []);
        return usual.Append(("the reason to refuse a row", training.Refused, now.Refused, true))
            .Concat(specials.Select((name, s) => ($"'{VisibleText.Of(name)}'", training.Specials[s], now.Specials[s], false)));
    }
}
