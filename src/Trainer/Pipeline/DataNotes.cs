using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a person should know of the data before rules are made of them.</summary>
public static class DataNotes
{
    /// <summary>Leaks beyond so many are not told: the target is then something else than what was meant.</summary>
    private const int MaxLeaks = 40;

    /// <summary>Looks at the data of a training run.</summary>
    /// <param name="data">The data.</param>
    /// <param name="looksForLeaks">Whether columns that predict a target almost perfectly are named: not where a network's answers are predicted.</param>
    /// <returns>The notes.</returns>
    public static IReadOnlyList<Note> Of(Dataset data, bool looksForLeaks = true) =>
        [.. ReadingNotes.Of(data), .. Rows(data), .. looksForLeaks ? LeakCheck.Of(data).Take(MaxLeaks).Select(OfLeak) : []];

    private static IEnumerable<Note> Rows(Dataset data)
    {
        if (data.Split.IsShared)
        {
            var parts = data.TestTable is null ? "training, validation and test" : "training and validation";
            yield return new Note(
                "rows-shared",
                $"with fewer than {ShownNumber.Integer(Split.MinRows)} rows all of them serve for {parts}; the figures say how well these rows are known, not how well new ones will be.");
        }

        if (data.DroppedRows > 0)
            yield return new Note("rows-without-target", $"{ShownNumber.Count(data.DroppedRows, "row")} without a value to predict left out.") { Count = data.DroppedRows };
        foreach (var unseen in data.Features.UnseenCategories(data.Test.Table, data.Test.Rows))
        {
            yield return new Note(
                "unseen-category", $"{ShownNumber.Count(unseen.Rows, "test row")} with a category of '{VisibleText.Of(unseen.Category)}' that does not occur in training.")
            {
                Column = unseen.Category,
                Count = unseen.Rows,
            };
        }
    }

    private static Note OfLeak(Leak leak)
    {
        var measure = leak.Measure switch
        {
            LeakMeasure.Auc => "AUC " + ShownNumber.Short(Math.Round(leak.Value, 4)),
            LeakMeasure.ErrorsAvoided => $"{ShownNumber.Percent(leak.Value)} fewer errors than the most frequent label makes",
            _ => "R² of ranks " + ShownNumber.Short(Math.Round(leak.Value, 4)),
        };
        var name = VisibleText.Of(leak.Column);
        var argument = ColumnNames.Argument(leak.Column);
        return new Note(
            "leak",
            $"'{name}' alone predicts '{VisibleText.Of(leak.Target)}' almost perfectly ({measure}); if it is not known when the decision is made, leave it out with --ignore {argument}.")
        {
            Column = leak.Column,
        };
    }
}
