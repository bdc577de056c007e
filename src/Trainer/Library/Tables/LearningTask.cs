using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>What kind of answer is learned.</summary>
public enum TaskKind
{
    /// <summary>One or several numbers.</summary>
    Regression,

    /// <summary>One of two labels.</summary>
    Binary,

    /// <summary>One of several labels.</summary>
    MultiClass,

    /// <summary>Several questions with two labels each.</summary>
    Bits,
}

/// <summary>One column to predict.</summary>
/// <param name="Name">The column.</param>
/// <param name="Labels">
/// The labels of a classification in a fixed order: by value where all are numbers (0 before 1), in ordinal order otherwise
/// (no before yes, &lt;=50K before &gt;50K). None for a regression.
/// </param>
public sealed record Target(string Name, EquatableArray<string> Labels);

/// <summary>What is learned from a table.</summary>
/// <param name="Kind">The kind of answer.</param>
/// <param name="Targets">
/// The columns to predict: one, or several for <see cref="TaskKind.Bits"/> and <see cref="TaskKind.Regression"/>.
/// </param>
public sealed record LearningTask(TaskKind Kind, EquatableArray<Target> Targets)
{
    /// <summary>More labels than this are not distinguished.</summary>
    public const int MaxLabels = 1_000;

    /// <summary>
    /// The different values of a target of whole numbers that could be labels as well as amounts, in ascending order, where the kind was
    /// guessed and not given; none where there is no doubt.
    /// </summary>
    public EquatableArray<double> Doubtful { get; init; } = EquatableArray<double>.Empty;

    /// <summary>The outputs of the rule system: one per label of a multi-class task, one per target otherwise.</summary>
    public EquatableArray<Output> Outputs => Kind == TaskKind.MultiClass
        ? Targets[0].Labels.Select(l => new Output(l)).ToEquatableArray()
        : Targets.Select(t => new Output(t.Name)).ToEquatableArray();

    /// <summary>Whether the answer is a class.</summary>
    public bool IsClassification => Kind != TaskKind.Regression;

    /// <summary>Finds out what is learned.</summary>
    /// <remarks>
    /// One target with two different values is binary. One with categories has several classes, and so has one of at most 20 whole numbers
    /// that
    /// occur often enough each and are codes: they run from 0 or 1 without a gap, as 0 to 9 for digits, or in uneven steps, as 3, 7, 9.
    /// Other
    /// numbers are a regression, those on a scale too, as 3 to 8 for a quality. Several targets are bits where each has two values, and
    /// regressions where all are numbers.
    /// </remarks>
    /// <param name="table">The table.</param>
    /// <param name="targets">The columns to predict.</param>
    /// <param name="kind">The kind, where the person said so.</param>
    /// <returns>The task.</returns>
    /// <exception cref="InputFileException">A target is unknown, has one value only, or does not fit the kind.</exception>
    public static LearningTask Infer(Table table, IReadOnlyList<string> targets, TaskKind? kind = null)
    {
        if (targets.Count == 0)
            throw new InputFileException(table.Path, "no target is given; name the column to predict with --target.");
        if (targets.Distinct(StringComparer.Ordinal).Count() < targets.Count)
            throw new InputFileException(table.Path, "a target is named twice; name each once.");
        return TaskInference.Infer(table, targets.Select(t => table[t]).ToArray(), kind);
    }

    /// <summary>The rows in which every target has a value; the others are of no use.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The rows, in order.</returns>
    public int[] RowsWithTargets(Table table)
    {
        var columns = Targets.Select(t => table[t.Name]).ToArray();
        return Enumerable.Range(0, table.RowCount).Where(row => columns.All(c => HasValue(c, row))).ToArray();
    }

    /// <summary>The labels of rows, of one target of a classification.</summary>
    /// <param name="table">The table the task is of, or one read like it.</param>
    /// <param name="target">The position of the target.</param>
    /// <param name="rows">Rows in which the target has a value.</param>
    /// <returns>The position of the label in each row.</returns>
    /// <exception cref="InputFileException">A label does not occur in the table the task is of.</exception>
    public int[] Labels(Table table, int target, ReadOnlySpan<int> rows)
    {
        var (name, labels) = Targets[target];
        var positions = labels.Select((label, i) => (label, i)).ToDictionary(l => l.label, l => l.i, StringComparer.Ordinal);
        var column = table[name];
        // A label is looked up as a text once, however many rows have it.
        var known = new Dictionary<double, int>();
        var result = new int[rows.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            var value = column is NumberColumn numbers ? numbers.Values[rows[r]] : ((CategoryColumn)column).Codes[rows[r]];
            if (!known.TryGetValue(value, out result[r]))
                known.Add(value, result[r] = Position(rows[r]));
        }

        return result;

        int Position(int row)
        {
            var label = LabelOf(column, row);
            return positions.TryGetValue(label, out var position)
                ? position
                : throw table.Error(
                    row,
                    $"the label '{VisibleText.Of(label)}' in column '{VisibleText.Of(name)}' does not occur among those that are learned "
                        + $"({Listed(labels)}).");
        }
    }

    /// <summary>The numbers of rows, of one target of a regression.</summary>
    /// <param name="table">The table the task is of, or one read like it.</param>
    /// <param name="target">The position of the target.</param>
    /// <param name="rows">Rows in which the target has a value.</param>
    /// <returns>The target's value in each row.</returns>
    public double[] Values(Table table, int target, ReadOnlySpan<int> rows)
    {
        var values = ((NumberColumn)table[Targets[target].Name]).Values;
        var result = new double[rows.Length];
        for (var r = 0; r < rows.Length; r++)
            result[r] = values[rows[r]];
        return result;
    }

    internal static string LabelOf(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    internal static string Listed(IReadOnlyCollection<string> labels) =>
        string.Join(", ", labels.Take(10).Select(l => $"'{VisibleText.Of(l)}'")) + (labels.Count > 10 ? ", …" : string.Empty);

    private static string LabelOf(Column column, int row) => column is NumberColumn numbers
        ? LabelOf(numbers.Values[row])
        : ((CategoryColumn)column).Categories[((CategoryColumn)column).Codes[row]];

    private static bool HasValue(Column column, int row) => column is NumberColumn numbers
        ? !double.IsNaN(numbers.Values[row])
        : ((CategoryColumn)column).Codes[row] >= 0;
}
