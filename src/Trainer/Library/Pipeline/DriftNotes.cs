using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a person should know of rows that rules were applied to: what was replaced, unknown or outside the ranges.</summary>
public static class DriftNotes
{
    /// <summary>More columns of one kind are only counted.</summary>
    private const int MaxColumns = 5;

    /// <summary>More values of one column are only counted.</summary>
    private const int MaxValues = 3;

    /// <summary>Words what was counted.</summary>
    /// <param name="drift">The counts.</param>
    /// <returns>The notes; none for rows as in training.</returns>
    public static IReadOnlyList<Note> Of(RowDrift drift) =>
    [
        .. Unknown(drift.Inputs.Where(i => i.Unknown > 0).ToArray()),
        .. Listed(
            "outside-range",
            "outside the ranges of training, where the rules extrapolate",
            drift.Inputs.Where(i => i.Outside > 0).ToArray(),
            Outside,
            i => i.Outside),
        .. Listed(
            "missing-replaced",
            "missing, and another value stands for it",
            drift.Inputs.Where(i => i.Missing > 0).ToArray(),
            Missing,
            i => i.Missing),
        .. Rows(
            "all-missing",
            drift.WithoutValues,
            "has no value in any input, and is answered all the same",
            "have no value in any input, and are answered all the same"),
        .. Rows("refused-row", drift.Refused, "is refused; the column 'refused' says why", "are refused; the column 'refused' says why"),
    ];

    private static IEnumerable<Note> Unknown(InputDrift[] inputs)
    {
        foreach (var input in inputs.Take(MaxColumns))
        {
            var name = input.Input.Name;
            var values = input.UnknownCategories.ToArray();
            var shown = string.Join(", ", values.Take(MaxValues).Select(Category))
                + (values.Length > MaxValues
                    ? string.Create(CultureInfo.InvariantCulture, $" and {values.Length - MaxValues} more")
                    : string.Empty);
            yield return new Note(
                "unknown-category",
                $"{Count(input.Unknown)} with a category of '{VisibleText.Of(name)}' that the rules do not know, counted as "
                    + $"{StandIn(input.Input)}: {shown}.")
            {
                Column = name,
                Count = input.Unknown,
            };
        }

        if (inputs.Length > MaxColumns)
        {
            var rest = inputs.Skip(MaxColumns).ToArray();
            yield return new Note(
                "unknown-category",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"unknown categories in {ShownNumber.Count(rest.Length, "more column")}, in up to {rest.Max(i => i.Unknown)} rows."))
            {
                Count = rest.Sum(i => i.Unknown),
            };
        }
    }

    private static string Category(UnknownCategory unknown) =>
        $"'{VisibleText.Of(unknown.Value)}' ({ShownNumber.Integer(unknown.Rows)}"
            + (unknown.DidYouMean is { } near ? $", did you mean '{VisibleText.Of(near)}'?)" : ")");

    private static IEnumerable<Note> Listed(
        string kind, string what, InputDrift[] inputs, Func<InputDrift, string> word, Func<InputDrift, long> count)
    {
        if (inputs.Length == 0)
            yield break;
        var more = inputs.Length > MaxColumns ? $", and {ShownNumber.Count(inputs.Length - MaxColumns, "more column")}" : string.Empty;
        yield return new Note(kind, $"{what}: {string.Join(", ", inputs.Take(MaxColumns).Select(word))}{more}.")
        {
            Column = inputs.Length == 1 ? inputs[0].Input.Name : null,
            Count = inputs.Sum(count),
        };
    }

    private static string Outside(InputDrift input)
    {
        var range = input.Input.Match(number => $"; {number.Minimum.Text} to {number.Maximum.Text} in training", _ => string.Empty);
        var reach = string.Join(
            " and ",
            new[] { ("down to ", input.Least), ("up to ", input.Largest) }.Where(e => !double.IsNaN(e.Item2)).Select(
                e => e.Item1 + ShownNumber.Short(e.Item2)));
        return $"'{VisibleText.Of(input.Input.Name)}' in {Count(input.Outside)} ({reach}{range})";
    }

    private static string Missing(InputDrift input) =>
        $"'{VisibleText.Of(input.Input.Name)}' in {Count(input.Missing)} (by {StandIn(input.Input)})";

    private static IEnumerable<Note> Rows(string kind, long rows, string one, string many)
    {
        if (rows > 0)
            yield return new Note(kind, $"{Count(rows)} {(rows == 1 ? one : many)}.") { Count = rows };
    }

    private static string StandIn(Input input) => input.Match(
        number => number.Missing?.Text, category => category.Other is { } other ? $"'{VisibleText.Of(category.Categories[other])}'" : null)
            ?? "another";

    private static string Count(long rows) => rows == 1 ? "1 row" : ShownNumber.Integer(rows) + " rows";
}
