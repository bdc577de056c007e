using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a person should know of the data before rules are made of them.</summary>
public static class DataNotes
{
    /// <summary>More leaks than this are not reported: the target is then not what was meant.</summary>
    private const int MaxLeaks = 40;

    /// <summary>Longer sums are cut.</summary>
    private const int MaxTerms = 8;

    /// <summary>Looks at the data of a training run.</summary>
    /// <param name="data">The data.</param>
    /// <param name="looksForLeaks">
    /// Whether columns that predict a target almost perfectly are named: not where a network's answers are predicted.
    /// </param>
    /// <returns>The notes.</returns>
    public static IReadOnlyList<Note> Of(Dataset data, bool looksForLeaks = true) =>
        [
            .. ReadingNotes.Of(data), .. Rows(data), .. Sample(data), .. TestTable(data), .. EqualRows(data), .. Targets(data),
            .. SpecialNotes.Of(data), .. Categories(data), .. Described(data), .. looksForLeaks ? Leaks(data) : [],
        ];

    /// <summary>What --describe says of columns that are no inputs.</summary>
    private static IEnumerable<Note> Described(Dataset data)
    {
        if (data.DescribedOthers.Count > 0)
            yield return new Note(
                "described-no-input",
                $"--describe speaks of {ShownNumber.Count(data.DescribedOthers.Count, "name")} that are no inputs here: "
                    + string.Join(", ", data.DescribedOthers.Take(MaxTerms).Select(n => $"'{VisibleText.Of(n, 40)}'"))
                    + (data.DescribedOthers.Count > MaxTerms ? ", …." : "."))
            {
                Count = data.DescribedOthers.Count,
            };
    }

    /// <summary>That models are trained on a part of very many rows.</summary>
    private static IEnumerable<Note> Sample(Dataset data)
    {
        if (TrainingSample.Remark(data) is { } remark)
            yield return new Note(
                "training-sample",
                remark + "; the figures of the rules and of what they are compared with, and the support of the rules, "
                    + $"are of all rows{TrainingSample.OfSampleAlone(data)}.")
            {
                Count = Math.Min(data.Split.Train.Length, TrainingSample.MostTrained),
            };
    }

    private static IEnumerable<Note> Leaks(Dataset data)
    {
        var leaks = LeakCheck.Find(data);
        return leaks.Take(MaxLeaks).Select(OfLeak)
            .Concat(ExactSums.Find(data, leaks.Select(l => l.Column).ToArray()).Take(MaxLeaks).Select(OfSum));
    }

    private static IEnumerable<Note> Rows(Dataset data)
    {
        if (data.Split.IsShared)
        {
            var parts = data.TestTable is null ? "training, validation and test" : "training and validation";
            yield return new Note(
                "rows-shared",
                $"with fewer than {ShownNumber.Integer(Split.MinRows)} rows all of them serve for {parts}; the figures say how well these "
                    + "rows are known, not how well new ones will be.");
        }

        if (data.DroppedRows > 0)
            yield return new Note(
                "rows-without-target",
                $"{ShownNumber.Count(data.DroppedRows, "row")} without a value to predict left out.")
            { Count = data.DroppedRows };
    }

    /// <summary>What the test table has of the training table.</summary>
    private static IEnumerable<Note> TestTable(Dataset data)
    {
        if (data.SeenTestRows is not { Rows: > 0 } seen)
            yield break;
        if (seen.IsSameFile || seen.Rows == seen.TestRows)
        {
            var what = seen.IsSameFile
                ? "the test file is the training file itself"
                : $"all {ShownNumber.Integer(seen.Rows)} test rows are in the training file too, with the same inputs and target";
            yield return new Note(
                "test-rows-in-training",
                $"{what}; the test figures say how well these rows are known, not how well new ones will be. Without --test a fifth of the "
                    + "rows is kept for testing.")
            { Count = seen.Rows };
        }
        else if (seen.AreCopies || Split.ShowsInFigures(seen.Rows, seen.TestRows))
        {
            yield return new Note(
                "test-rows-in-training",
                $"{Of(seen.Rows, seen.TestRows, "test row", "is", "are")} in the training file too, with the same inputs and target; "
                    + $"{(seen.AreCopies ? "their figures say how well they are known" : Ordinary)}.")
            { Count = seen.Rows };
        }
    }

    /// <summary>Rows with equal inputs that are on both sides of the split, or would.</summary>
    private static IEnumerable<Note> EqualRows(Dataset data)
    {
        var equal = data.EqualRows;
        if (equal.AreGrouped)
        {
            yield return new Note(
                "equal-rows",
                $"{ShownNumber.Count(equal.Repeated, "row")} {(equal.Repeated == 1 ? "has" : "have")} the inputs of an earlier row, as "
                    + "copies do; rows with equal inputs are kept on one side of the split, so that no figure is of a row that was "
                    + "learned.")
            {
                Count = equal.Repeated,
            };
            yield break;
        }

        var (rows, part, name, others) = data.TestTable is null
            ? (equal.InTest, data.Test, "test row", "training or validation row")
            : (equal.InValidation, data.Validation, "validation row", "training row");
        var isMuch = Split.ShowsInFigures(rows, part.Rows.Length);
        if (data.Split.IsShared || rows == 0 || !(isMuch || (equal.AreCopies && data.TestTable is null)))
            yield break;
        var meaning = (equal.AreCopies, isMuch) switch
        {
            (true, false) => "too few to show in the figures",
            (true, true) => "too many equal rows to keep them on one side; their figures say how well they are known",
            _ => Ordinary,
        };
        yield return new Note(
            "equal-rows", $"{Of(rows, part.Rows.Length, name, "has", "have")} the inputs of a {others}: {meaning}.")
        { Count = rows };
    }

    private const string Ordinary = "with so few different values that is to be expected of new rows too";

    private static string Of(int rows, int all, string name, string one, string several) =>
        $"{ShownNumber.Integer(rows)} of the {ShownNumber.Count(all, name)} {(rows == 1 ? one : several)}";

    /// <summary>What was guessed of the target, and labels that no figure tells of.</summary>
    private static IEnumerable<Note> Targets(Dataset data)
    {
        if (data.Task.Doubtful is { Count: > 0 } values)
        {
            var isClasses = data.Task.Kind == TaskKind.MultiClass;
            var target = data.Task.Targets[0].Name;
            var range = values.Count <= 5
                ? string.Join(", ", values.Select(ShownNumber.Short))
                : $"{ShownNumber.Short(values[0])} to {ShownNumber.Short(values[^1])}";
            yield return new Note(
                isClasses ? "numbers-as-labels" : "numbers-as-amounts",
                $"'{VisibleText.Of(target)}' has {ShownNumber.Integer(values.Count)} different whole numbers ({range}), taken for "
                    + (isClasses ? "labels; --task regression takes them for amounts." : "amounts; --task classes takes them for labels."))
            {
                Column = target,
                Count = values.Count,
            };
        }

        if (data.Split.IsShared && data.TestTable is null)
            yield break;
        for (var t = 0; data.Task.IsClassification && t < data.Task.Targets.Count; t++)
        {
            var (train, validation, test) = (
                RowsOfLabels(data, t, data.Train), RowsOfLabels(data, t, data.Validation), RowsOfLabels(data, t, data.Test));
            var labels = data.Task.Targets[t].Labels;
            var unlearned = labels.Where((_, i) => train[i] == 0).ToArray();
            if (unlearned.Length > 0)
            {
                var missed = test.Where((_, i) => train[i] == 0).Sum();
                yield return OfLabels(
                    "labels-without-training-row",
                    data,
                    t,
                    unlearned,
                    $"to learn from and {(unlearned.Length == 1 ? "is" : "are")} never answered; the test figures count "
                        + $"{ShownNumber.Count(missed, "row")} of them as wrong");
            }

            var untested = labels.Where((_, i) => train[i] > 0 && test[i] == 0).ToArray();
            if (untested.Length > 0)
                yield return OfLabels(
                    "labels-without-test-row", data, t, untested, "to test; no test figure says how well they are answered");
            var unchosen = labels.Where((_, i) => train[i] > 0 && test[i] > 0 && validation[i] == 0).ToArray();
            if (unchosen.Length > 0)
                yield return OfLabels("labels-without-validation-row", data, t, unchosen, "to choose by (validation)");
        }
    }

    private static Note OfLabels(string kind, Dataset data, int target, string[] labels, string what)
    {
        var name = data.Task.Targets[target].Name;
        return new Note(
            kind,
            $"{ShownNumber.Count(labels.Length, "label")} of '{VisibleText.Of(name)}' {(labels.Length == 1 ? "has" : "have")} no row "
                + $"{what}: {LearningTask.Listed(labels)}.")
        {
            Column = name,
            Count = labels.Length,
        };
    }

    private static int[] RowsOfLabels(Dataset data, int target, DataPart part)
    {
        var rows = new int[data.Task.Targets[target].Labels.Count];
        foreach (var label in data.Task.Labels(part.Table, target, part.Rows))
            rows[label]++;
        return rows;
    }

    /// <summary>Categories that are not distinguished, or not known.</summary>
    private static IEnumerable<Note> Categories(Dataset data)
    {
        foreach (var rare in data.Features.Rare)
        {
            var name = VisibleText.Of(rare.Column);
            yield return new Note(
                "rare-categories",
                $"the {ShownNumber.Integer(rare.Categories)} rarest categories of '{name}', in "
                    + $"{ShownNumber.Count(rare.Rows, "training row")}, count as one, {EncodedCategory.RareName}; --max-categories "
                    + "distinguishes more, --ignore leaves the column out.")
            {
                Column = rare.Column,
                Count = rare.Categories,
            };
        }

        var refuses = data.Features.RefusesUnknown;
        foreach (var (unseen, part) in data.Unseen.Test.Select(u => (u, "test row")).Concat(
            refuses ? data.Unseen.Validation.Select(u => (u, "validation row")) : []))
        {
            yield return new Note(
                "unseen-category",
                $"{ShownNumber.Count(unseen.Rows, part)} with a category of '{VisibleText.Of(unseen.Category)}' that does not occur in "
                    + $"training{(refuses ? "; the rules refuse them, so no figure counts them" : string.Empty)}.")
            {
                Column = unseen.Category,
                Count = unseen.Rows,
            };
        }
    }

    private static Note OfSum(ExactSum sum)
    {
        // To six digits, so that what differs from 1 only as the fit does is 1.
        var shown = string.Join(
            " + ",
            sum.Terms.Take(MaxTerms).Select(
                t => $"({ShownNumber.Short(SignificantDigits.Round(t.Weight, 6))}) · '{VisibleText.Of(t.Column)}'"));
        var more = sum.Terms.Count > MaxTerms ? $" + {ShownNumber.Integer(sum.Terms.Count - MaxTerms)} more" : string.Empty;
        return new Note(
            "exact-sum",
            $"'{VisibleText.Of(sum.Target)}' is a weighted sum of other columns but for a constant: {shown}{more} (R² "
                + $"{ShownNumber.Short(Math.Round(sum.R2, 6))} on rows that the weights were not fitted to); if they are not known when "
                + "the decision is made, leave them out with --ignore "
                + $"{ColumnNames.Argument(string.Join(',', sum.Terms.Take(MaxTerms).Select(t => Doubled(t.Column))))}.")
        {
            Column = sum.Target,
            Count = sum.Terms.Count,
        };
    }

    // In a list of columns a comma of a name is doubled.
    private static string Doubled(string name) => name.Replace(",", ",,", StringComparison.Ordinal);

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
            $"'{name}' alone predicts '{VisibleText.Of(leak.Target)}' almost perfectly ({measure}); if it is not known when the decision "
                + $"is made, leave it out with --ignore {argument}.")
        {
            Column = leak.Column,
        };
    }
}
