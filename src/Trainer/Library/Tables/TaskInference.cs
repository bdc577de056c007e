using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Tells from the target columns what kind of answer is learned.</summary>
internal static class TaskInference
{
    /// <summary>Whole numbers from 0 or 1 up to this many are taken for codes of classes.</summary>
    private const int MaxCodes = 20;

    /// <summary>The share of the rows that each code of a class must have; counts of things thin out, classes rarely do.</summary>
    private const double MinCodeShare = 0.01;

    /// <summary>
    /// Whole numbers that leave a gap are codes where each occurs in at least this many rows; with fewer a regression is as likely.
    /// </summary>
    private const int LeastRowsOfCode = 5;

    /// <summary>Up to here texts among the numbers of a target are marks or mistakes, and not labels like the numbers.</summary>
    private const int MostTextsAmongNumbers = 5;

    /// <summary>With fewer rows it may well be chance that no label occurs twice.</summary>
    private const int LeastRowsForLabels = 20;

    public static LearningTask Infer(Table table, Column[] columns, TaskKind? kind)
    {
        var values = columns.Select(c => Values(table, c)).ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            if (values[i].Length == 0)
                throw Error(table, columns[i], "no cell has a value");
            if (values[i].Length == 1)
                throw Error(
                    table, columns[i], $"every row has '{VisibleText.Of(values[i][0].Label)}'; at least two different values are needed");
        }

        if (kind is null && columns.Length == 1)
            RequireLabelsThatRepeat(table, columns[0], values[0]);
        var chosen = kind ?? (columns.Length == 1 ? OfOne(table, columns[0], values[0]) : OfSeveral(table, columns, values));
        for (var i = 0; i < columns.Length; i++)
            Require(chosen, table, columns[i], values[i], columns.Length);
        return new LearningTask(
            chosen,
            columns.Select((c, i) => new Target(c.Name, chosen == TaskKind.Regression ? EquatableArray<string>.Empty : Labels(values[i])))
                .ToEquatableArray())
        {
            Doubtful = kind is null && columns is [NumberColumn number] && MayBeCodes(number, values[0])
                ? values[0].Select(v => Code(v.Label)).Order().ToEquatableArray()
                : EquatableArray<double>.Empty,
        };
    }

    private static TaskKind OfOne(Table table, Column column, (string Label, int Rows)[] values)
    {
        if (values.Length == 2)
            return TaskKind.Binary;
        return column is CategoryColumn || AreCodes((NumberColumn)column, values, table.RowCount)
            ? TaskKind.MultiClass
            : TaskKind.Regression;
    }

    private static TaskKind OfSeveral(Table table, Column[] columns, (string Label, int Rows)[][] values)
    {
        if (values.All(v => v.Length == 2))
            return TaskKind.Bits;
        return columns.FirstOrDefault(c => c is CategoryColumn) is { } column
            ? throw Error(
                table,
                column,
                "several targets are either numbers, or have two different values each, and this one is neither; predict it by itself")
            : TaskKind.Regression;
    }

    /// <summary>
    /// Whether whole numbers are codes of classes: those that run from 0 or 1 without a gap, and those with uneven steps, such as 3, 7
    /// and 9. Even steps from elsewhere, such as 3 to 8 or 10, 20, 30, are a scale, on which values between mean something.
    /// </summary>
    private static bool AreCodes(NumberColumn column, (string Label, int Rows)[] values, int rows)
    {
        if (values.Length > MaxCodes || values.Any(v => v.Rows < MinCodeShare * rows))
            return false;
        var codes = column.Values.Where(v => !double.IsNaN(v)).Distinct().Order().ToArray();
        if (codes[0] is 0 or 1 && codes.Select((code, i) => code.Equals(codes[0] + i)).All(follows => follows))
            return true;
        var steps = codes.Skip(1).Zip(codes, (after, before) => after - before).Distinct().Count();
        return steps > 1 && codes.All(c => Math.Floor(c).Equals(c)) && values.All(v => v.Rows >= LeastRowsOfCode);
    }

    /// <summary>Whether the numbers could be labels as well as amounts: a few whole ones that repeat.</summary>
    private static bool MayBeCodes(NumberColumn column, (string Label, int Rows)[] values) =>
        values.Length is > 2 and <= MaxCodes
        && values.Sum(v => v.Rows) >= LeastRowsOfCode * values.Length
        && column.Values.All(v => double.IsNaN(v) || Math.Floor(v).Equals(v));

    private static double Code(string label) => double.Parse(label, CultureInfo.InvariantCulture);

    /// <summary>Nothing is learned of labels that never come again, nor of amounts that became labels by a word among them.</summary>
    private static void RequireLabelsThatRepeat(Table table, Column column, (string Label, int Rows)[] values)
    {
        if (column is not CategoryColumn || values.Length == 2)
            return;
        if (values.Length >= LeastRowsForLabels && values.All(v => v.Rows == 1))
            throw Error(
                table,
                column,
                $"there are as many labels as rows ({ShownNumber.Integer(values.Length)}), each in one row, and nothing about a label is "
                    + "learned from one row; name another target, or group the labels (--task classes learns them anyway)");
        var texts = values.Where(v => !double.TryParse(v.Label, NumberStyles.Float, CultureInfo.InvariantCulture, out _)).OrderByDescending(
            v => v.Rows).ToArray();
        var numbers = values.Length - texts.Length;
        if (texts.Length is 0 or > MostTextsAmongNumbers || numbers <= MaxCodes || texts.Length * 10 > numbers)
            return;
        var name = VisibleText.Of(column.Name);
        var rows = texts.Sum(t => t.Rows);
        var without = string.Join(' ', texts.Select(t => $"--missing \"{name}={VisibleText.Of(t.Label)}\""));
        throw Error(
            table,
            column,
            $"{ShownNumber.Integer(numbers)} of its {ShownNumber.Integer(values.Length)} different values are numbers, but "
                + $"{ShownNumber.Count(rows, "row")} {(rows == 1 ? "has" : "have")} a text such as '{VisibleText.Of(texts[0].Label)}', "
                + $"which would make each number a label; {without} leaves {(rows == 1 ? "it" : "these rows")} out and predicts the "
                + "number, --task classes takes each number for a label");
    }

    private static void Require(TaskKind kind, Table table, Column column, (string Label, int Rows)[] values, int targets)
    {
        switch (kind)
        {
            case TaskKind.Regression when column is CategoryColumn:
                throw Error(table, column, "a regression needs numbers, and this column has categories; omit --task regression");
            case TaskKind.Binary or TaskKind.MultiClass when targets > 1:
                throw new InputFileException(
                    table.Path, "this kind of task has one target; name one, or use --task bits or --task regression.");
            case TaskKind.Binary or TaskKind.Bits when values.Length != 2:
                throw Error(
                    table,
                    column,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"there are {values.Length} different values, and this kind of task needs two; omit --task or use another"));
            case TaskKind.MultiClass when values.Length > LearningTask.MaxLabels:
                throw Error(
                    table,
                    column,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"there are more than {LearningTask.MaxLabels} different labels; predict numbers with --task regression, or group "
                            + $"the labels"));
        }
    }

    private static InputFileException Error(Table table, Column column, string problem) =>
        new(table.Path, $"the target '{VisibleText.Of(column.Name)}' cannot be learned: {problem}.");

    /// <summary>The different values with their numbers of rows, counted only as far as they can still be labels.</summary>
    private static (string Label, int Rows)[] Values(Table table, Column column)
    {
        if (column is CategoryColumn category)
        {
            var rows = new int[category.Categories.Count];
            foreach (var code in category.Codes)
            {
                if (code >= 0)
                    rows[code]++;
            }

            return category.Categories.Select((c, i) => (c, rows[i])).Where(c => c.Item2 > 0).ToArray();
        }

        var counts = new Dictionary<double, int>();
        foreach (var value in ((NumberColumn)column).Values)
        {
            if (!double.IsNaN(value) && (counts.Count <= LearningTask.MaxLabels || counts.ContainsKey(value)))
                counts[value] = counts.GetValueOrDefault(value) + 1;
        }

        return counts.Select(c => (LearningTask.LabelOf(c.Key), c.Value)).ToArray();
    }

    private static EquatableArray<string> Labels((string Label, int Rows)[] values)
    {
        var numbers = values.Select(
            v => (v.Label, IsNumber: double.TryParse(v.Label, NumberStyles.Float, CultureInfo.InvariantCulture, out var n), Number: n))
                .ToArray();
        return numbers.All(n => n.IsNumber)
            ? numbers.OrderBy(n => n.Number).ThenBy(n => n.Label, StringComparer.Ordinal).Select(n => n.Label).ToEquatableArray()
            : values.Select(v => v.Label).Order(StringComparer.Ordinal).ToEquatableArray();
    }
}
