using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Data;

/// <summary>Tells from the target columns what kind of answer is learned.</summary>
internal static class TaskInference
{
    /// <summary>Whole numbers from 0 or 1 up to this many are taken for codes of classes.</summary>
    private const int MaxCodes = 20;

    /// <summary>The share of the rows that each code of a class must have; counts of things thin out, classes rarely do.</summary>
    private const double MinCodeShare = 0.01;

    public static LearningTask Infer(Table table, Column[] columns, TaskKind? kind)
    {
        var values = columns.Select(c => Values(table, c)).ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            if (values[i].Length == 0)
                throw Error(table, columns[i], "no cell has a value");
            if (values[i].Length == 1)
                throw Error(table, columns[i], $"every row has '{VisibleText.Of(values[i][0].Label)}'; at least two different values are needed");
        }

        var chosen = kind ?? (columns.Length == 1 ? OfOne(table, columns[0], values[0]) : OfSeveral(table, columns, values));
        for (var i = 0; i < columns.Length; i++)
            Require(chosen, table, columns[i], values[i], columns.Length);
        return new LearningTask(
            chosen,
            columns.Select((c, i) => new Target(c.Name, chosen == TaskKind.Regression ? EquatableArray<string>.Empty : Labels(values[i]))).ToEquatableArray());
    }

    private static TaskKind OfOne(Table table, Column column, (string Label, int Rows)[] values)
    {
        if (values.Length == 2)
            return TaskKind.Binary;
        return column is CategoryColumn || AreCodes((NumberColumn)column, values, table.RowCount) ? TaskKind.MultiClass : TaskKind.Regression;
    }

    private static TaskKind OfSeveral(Table table, Column[] columns, (string Label, int Rows)[][] values)
    {
        if (values.All(v => v.Length == 2))
            return TaskKind.Bits;
        return columns.FirstOrDefault(c => c is CategoryColumn) is { } column
            ? throw Error(table, column, "several targets are either numbers, or have two different values each, and this one is neither; predict it by itself")
            : TaskKind.Regression;
    }

    private static bool AreCodes(NumberColumn column, (string Label, int Rows)[] values, int rows)
    {
        if (values.Length > MaxCodes)
            return false;
        var codes = column.Values.Where(v => !double.IsNaN(v)).Distinct().Order().ToArray();
        return codes[0] is 0 or 1
            && codes.Select((code, i) => code.Equals(codes[0] + i)).All(follows => follows)
            && values.All(v => v.Rows >= MinCodeShare * rows);
    }

    private static void Require(TaskKind kind, Table table, Column column, (string Label, int Rows)[] values, int targets)
    {
        switch (kind)
        {
            case TaskKind.Regression when column is CategoryColumn:
                throw Error(table, column, "a regression needs numbers, and this column has categories; leave --task regression away");
            case TaskKind.Binary or TaskKind.MultiClass when targets > 1:
                throw new InputFileException(table.Path, "this kind of task has one target; name one, or use --task bits or --task regression.");
            case TaskKind.Binary or TaskKind.Bits when values.Length != 2:
                throw Error(table, column, string.Create(CultureInfo.InvariantCulture, $"there are {values.Length} different values, and this kind of task needs two; leave --task away or use another"));
            case TaskKind.MultiClass when values.Length > LearningTask.MaxLabels:
                throw Error(table, column, string.Create(CultureInfo.InvariantCulture, $"there are more than {LearningTask.MaxLabels} different labels; predict numbers with --task regression, or group the labels"));
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
        var numbers = values.Select(v => (v.Label, IsNumber: double.TryParse(v.Label, NumberStyles.Float, CultureInfo.InvariantCulture, out var n), Number: n)).ToArray();
        return numbers.All(n => n.IsNumber)
            ? numbers.OrderBy(n => n.Number).ThenBy(n => n.Label, StringComparer.Ordinal).Select(n => n.Label).ToEquatableArray()
            : values.Select(v => v.Label).Order(StringComparer.Ordinal).ToEquatableArray();
    }
}
