using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

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
    /// <summary>How rows with equal inputs are placed in the split.</summary>
    public required EqualRows EqualRows { get; init; }

    /// <summary>Rows of the test table that are in the training table too; null where there is no test table.</summary>
    public SeenTestRows? SeenTestRows { get; init; }

    /// <summary>
    /// What happens to categories of test rows that do not occur in training rows, and in how many rows of which columns.
    /// </summary>
    public required UnseenCategories Unseen { get; init; }

    /// <summary>Columns that a file of inputs describes although they are none.</summary>
    public EquatableArray<string> DescribedOthers { get; init; } = EquatableArray<string>.Empty;

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
    /// <param name="categories">How category inputs are encoded; null for the defaults.</param>
    /// <returns>The data.</returns>
    /// <exception cref="InputFileException">A file cannot be read, or its data cannot be learned from.</exception>
    public static Dataset Read(
        string path, string? testPath, TableOptions options, TaskKind? kind, ulong seed, CategoryOptions? categories = null)
    {
        options = options with { TargetsAreNumbers = kind == TaskKind.Regression };
        var table = TableReader.Read(path, options);
        var task = LearningTask.Infer(table, options.Targets, kind);
        var testTable = testPath is null ? null : TableReader.ReadLike(testPath, options, table);
        Table[] others = testTable is null ? [] : [testTable];
        return Prepare(table, testTable, task, seed, categories, SpecialSettings.Of(options, table, others));
    }

    /// <summary>The same data, with what a file says of the inputs.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <returns>The data.</returns>
    /// <exception cref="InputFileException">The file cannot be read, is not valid, or names what the data do not have.</exception>
    public Dataset Described(string? path)
    {
        if (path is null)
            return this;
        var described = InputsFile.Read(path, Features.Inputs, Table.Profile.Columns.Select(c => c.Name).ToHashSet());
        return this with { Features = Features.Of(described.Inputs), DescribedOthers = described.Others };
    }

    /// <summary>Prepares tables that are read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="testTable">A table of test rows, read like it; null takes them from <paramref name="table"/>.</param>
    /// <param name="task">What is learned.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <param name="categories">How category inputs are encoded; null for the defaults.</param>
    /// <returns>The data.</returns>
    /// <exception cref="InputFileException">The data cannot be learned from.</exception>
    public static Dataset Prepare(Table table, Table? testTable, LearningTask task, ulong seed, CategoryOptions? categories = null) =>
        Prepare(table, testTable, task, seed, categories, SpecialSettings.None);

    private static Dataset Prepare(
        Table table, Table? testTable, LearningTask task, ulong seed, CategoryOptions? categories, SpecialSettings special)
    {
        var rows = task.RowsWithTargets(table);
        var testRows = testTable is null ? null : task.RowsWithTargets(testTable);
        if (testRows is { Length: 0 })
            throw new InputFileException(testTable!.Path, "no row has a value for every target.");
        if (rows.Length == 0)
            throw new InputFileException(table.Path, "no row has a value for every target.");

        var targets = task.Targets.Select(t => t.Name).ToArray();
        var inputs = table.Columns.Select(c => c.Name).Except(targets, StringComparer.Ordinal).ToArray();
        var (equal, firstEqual) = EqualRows.Find(table, inputs, rows);
        var split = Split.Draw(rows, ClassesOf(task, table, rows), testRows, seed, firstEqual);
        categories ??= CategoryOptions.Default;
        var features = FeatureEncoding.Fit(table, split.Train, targets, categories, special, testTable is null ? [] : [testTable]);
        var unseen = UnseenCategories.Find(features, table, split.Validation, testTable ?? table, split.Test);
        if (categories.RefusesUnknown)
            split = WithoutRefused(split, features, table, testTable ?? table);
        return new Dataset(
            table,
            testTable,
            task,
            split,
            table.RowCount - rows.Length + (testTable is null ? 0 : testTable.RowCount - testRows!.Length),
            features,
            TargetEncoding.Fit(task, table, split.Train))
        {
            EqualRows = equal.In(split, table, inputs, testTable is not null),
            SeenTestRows = testTable is null ? null : SeenTestRows.Find(table, rows, testTable, testRows!, inputs, targets),
            Unseen = unseen,
        };
    }

    /// <summary>Rows that the rules will refuse have no answer that could be right or wrong.</summary>
    private static Split WithoutRefused(Split split, FeatureEncoding features, Table table, Table testTable)
    {
        var (validation, test) = (
            features.RowsWithKnownCategories(table, split.Validation), features.RowsWithKnownCategories(testTable, split.Test));
        if (validation.Length == 0)
            throw new InputFileException(
                table.Path,
                "every row that would choose among models has a category that does not occur in training, and --unknown refuse refuses "
                    + "them; omit it, or leave out the column with --ignore.");
        if (test.Length == 0)
            throw new InputFileException(
                testTable.Path,
                "every test row has a category that does not occur in training, and --unknown refuse refuses them; omit it, or leave out "
                    + "the column with --ignore.");
        return split with { Validation = validation, Test = test };
    }

    /// <summary>The class of each row of which each part of a split gets its share: several bits together are one class.</summary>
    internal static int[] ClassesOf(LearningTask task, Table table, int[] rows)
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
