using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Data;

/// <summary>Everything that training needs to know of the data, read, divided and measured.</summary>
/// <param name="Table">The table.</param>
/// <param name="TestTable">The table of test rows, where that is another one.</param>
/// <param name="Task">What is learned.</param>
/// <param name="Split">Which rows serve for what.</param>
/// <param name="DroppedRows">How many rows have no value for a target, in both tables together, and are left out.</param>
/// <param name="Features">How inputs become features.</param>
/// <param name="Targets">How targets become outputs.</param>
public sealed record Dataset(
    Table Table, Table? TestTable, LearningTask Task, Split Split, int DroppedRows, FeatureEncoding Features, TargetEncoding Targets)
{
    /// <summary>The rows to train on.</summary>
    public DataPart Train => new(Table, Split.Train);

    /// <summary>The rows that choose among models.</summary>
    public DataPart Validation => new(Table, Split.Validation);

    /// <summary>The rows that nothing is chosen by.</summary>
    public DataPart Test => new(TestTable ?? Table, Split.Test);

    /// <summary>Reads and prepares a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="testPath">A file of test rows; null takes them from <paramref name="path"/>.</param>
    /// <param name="options">How to read both; names the targets.</param>
    /// <param name="kind">What is learned, where the person said so.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <returns>The data.</returns>
    /// <exception cref="InputFileException">A file cannot be read, or its data cannot be learned from.</exception>
    public static Dataset Read(string path, string? testPath, TableOptions options, TaskKind? kind, ulong seed)
    {
        options = options with { TargetsAreNumbers = kind == TaskKind.Regression };
        var table = TableReader.Read(path, options);
        var task = LearningTask.Of(table, options.Targets, kind);
        var testTable = testPath is null ? null : TableReader.ReadLike(testPath, options, table);
        return Of(table, testTable, task, seed);
    }

    /// <summary>Prepares tables that are read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="testTable">A table of test rows, read like it; null takes them from <paramref name="table"/>.</param>
    /// <param name="task">What is learned.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <returns>The data.</returns>
    /// <exception cref="InputFileException">The data cannot be learned from.</exception>
    public static Dataset Of(Table table, Table? testTable, LearningTask task, ulong seed)
    {
        var rows = task.RowsWithTargets(table);
        var testRows = testTable is null ? null : task.RowsWithTargets(testTable);
        if (testRows is { Length: 0 })
            throw new InputFileException(testTable!.Path, "no row has a value for every target.");
        if (rows.Length == 0)
            throw new InputFileException(table.Path, "no row has a value for every target.");

        var split = Split.Of(rows, ClassesOf(task, table, rows), testRows, seed);
        return new Dataset(
            table,
            testTable,
            task,
            split,
            table.RowCount - rows.Length + (testTable is null ? 0 : testTable.RowCount - testRows!.Length),
            FeatureEncoding.Of(table, split.Train, task.Targets.Select(t => t.Name).ToArray(), testTable is null ? [] : [testTable]),
            TargetEncoding.Of(task, table, split.Train));
    }

    /// <summary>The class of each row that each part of a split shall have its share of: several bits together are one class.</summary>
    private static int[] ClassesOf(LearningTask task, Table table, int[] rows)
    {
        var classes = new int[rows.Length];
        if (!task.IsClassification)
            return classes;

        var numbers = new Dictionary<(int Before, int Label), int>();
        for (var t = 0; t < task.Targets.Count; t++)
        {
            numbers.Clear();
            var labels = task.Labels(table, t, rows);
            for (var r = 0; r < rows.Length; r++)
            {
                var key = (classes[r], labels[r]);
                if (!numbers.TryGetValue(key, out var number))
                    numbers.Add(key, number = numbers.Count);
                classes[r] = number;
            }
        }

        return classes;
    }
}

/// <summary>Some rows of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">The rows, in ascending order.</param>
public sealed record DataPart(Table Table, int[] Rows);
