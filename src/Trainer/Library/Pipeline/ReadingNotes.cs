using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a person should know of how a table was read.</summary>
internal static class ReadingNotes
{
    /// <summary>Notes of one kind for more columns than this are summed up.</summary>
    private const int MaxPerKind = 5;

    /// <summary>Looks at what was found in the columns.</summary>
    /// <param name="data">The data of a training run.</param>
    /// <returns>The notes.</returns>
    public static IEnumerable<Note> Of(Dataset data)
    {
        var profile = data.Table.Profile;
        if (profile.YearNames.Count > 0)
        {
            var years = string.Join(", ", profile.YearNames.Take(3).Select(y => VisibleText.Of(y)));
            yield return new Note(
                "header-of-years",
                $"the first row has the names, because {years}{(profile.YearNames.Count > 3 ? ", …" : string.Empty)} look like years; if "
                    + "it is data, use --no-header.");
        }

        foreach (var note in profile.Notes)
            yield return note;

        var targets = data.Task.Targets.Select(t => t.Name).ToHashSet();
        foreach (var group in profile.Columns.SelectMany(c => c.Findings.Select(f => (Column: c, Finding: f))).GroupBy(f => f.Finding.Kind))
        {
            foreach (var (column, finding) in group.Take(MaxPerKind))
                yield return Of(column, finding, targets.Contains(column.Name));
            var more = group.Skip(MaxPerKind).Select(f => f.Column.Name).Distinct().ToArray();
            if (more.Length > 0)
                yield return new Note(
                    KindOf(group.Key),
                    $"so it is in {ShownNumber.Count(more.Length, "more column")}: "
                        + string.Join(", ", more.Take(20).Select(n => $"'{VisibleText.Of(n, 40)}'"))
                        + (more.Length > 20 ? ", …." : "."))
                { Count = more.Length };
        }
    }

    private static string UseOf(ColumnProfile column, bool isTarget)
    {
        if (isTarget)
            return "labels";
        return column.LeftOut == LeftOutReason.None ? "categories" : "categories, and too many to be of use: the column is left out";
    }

    private static Note Of(ColumnProfile column, ColumnFinding finding, bool isTarget)
    {
        var name = VisibleText.Of(column.Name);
        var argument = ColumnNames.Argument(column.Name);
        var example = VisibleText.Of(finding.Example, 60);
        var text = finding.Kind switch
        {
            FindingKind.DressedNumber => Dressed(column, finding, name, example, argument),
            FindingKind.Code =>
                $"'{name}' has codes with zeros in front, such as '{example}'; they are {UseOf(column, isTarget)}. "
                    + $"If they are numbers, use --number {argument}.",
            FindingKind.PaddedNumber =>
                $"'{name}' has {ShownNumber.Count((int)finding.Count, "number")} with zeros in front, such as '{example}', which are lost; "
                    + $"if they are codes, use --category {argument}.",
            FindingKind.ExponentNumber =>
                $"'{name}' is read as numbers, '{example}' as a power of ten; if these are codes, use --category {argument}.",
            FindingKind.LongInteger =>
                $"'{name}' has {ShownNumber.Count((int)finding.Count, "whole number")} beyond 2^53, such as {example}, whose last digits "
                    + $"are lost; if they are codes, use --category {argument} or --ignore {argument}.",
            FindingKind.LikelyCode =>
                $"'{name}' has {ShownNumber.Count((int)finding.Count, "whole number")} and is called like a code; it is read as a "
                    + $"quantity. If it is a code, use --category {argument}, and otherwise --number {argument}.",
            FindingKind.Date => Date(column, name, example, argument, isTarget),
            FindingKind.Spelling =>
                $"'{example}' ({ShownNumber.Count((int)finding.Count, "row")}) and '{VisibleText.Of(finding.Other!, 60)}' "
                    + $"({ShownNumber.Count((int)finding.OtherCount, "row")}) in column '{name}' differ in case or blanks only, and are "
                    + $"two {(isTarget ? "labels" : "categories")}; write them alike if they are one.",
            FindingKind.NumberAmongCategories =>
                $"'{name}' has numbers and '{example}' ({ShownNumber.Count((int)finding.Count, "row")}), and is read as categories; if "
                    + $"that stands for a missing value, use --missing \"{name}={example}\", and otherwise --category {argument}.",
            FindingKind.MissingTarget =>
                $"'{example}' in '{name}' ({ShownNumber.Count((int)finding.Count, "row")}) stands for a missing "
                    + $"value{(column.Kind == ColumnKind.Number ? "." : $"; if it is a label, use --not-missing \"{name}={example}\".")}",
            _ => $"a column without a name is left out, as the row names that pandas and R write are; it begins with '{example}'. If it is "
                + $"an input, use --keep {argument}.",
        };
        return new Note(KindOf(finding.Kind), text) { Column = column.Name, Count = finding.Count };
    }

    private static string Dressed(ColumnProfile column, ColumnFinding finding, string name, string example, string argument)
    {
        var others = finding.Count == 1 ? string.Empty : $", and so are {ShownNumber.Count((int)finding.Count - 1, "other cell")}";
        var unit = column.Unit == DressedNumber.Percent ? " (12 % is 12, not 0.12)" : string.Empty;
        return $"'{example}' in column '{name}' is read as {finding.Other}{others}{unit}; if it is not a number, use --category "
            + $"{argument}.";
    }

    private static string Date(ColumnProfile column, string name, string example, string argument, bool isTarget)
    {
        if (column.LeftOut == LeftOutReason.None)
            return $"'{name}' has dates, such as '{example}', and each of them is {(isTarget ? "a label" : "a category")} of its own, "
                + "which will not come again.";
        return $"'{name}' has dates, such as '{example}', and is left out: none of them comes again. Add what matters of them as columns "
            + $"(year, month, weekday, days since), or keep each date as a category with --keep {argument}.";
    }

    private static string KindOf(FindingKind kind) => kind switch
    {
        FindingKind.DressedNumber => "number-read",
        FindingKind.Code => "codes",
        FindingKind.PaddedNumber => "zeros-in-front",
        FindingKind.ExponentNumber => "power-of-ten",
        FindingKind.LongInteger => "digits-lost",
        FindingKind.LikelyCode => "likely-codes",
        FindingKind.Date => "dates",
        FindingKind.Spelling => "spellings",
        FindingKind.NumberAmongCategories => "numbers-among-categories",
        FindingKind.MissingTarget => "missing-mark-in-target",
        _ => "nameless-column",
    };
}
