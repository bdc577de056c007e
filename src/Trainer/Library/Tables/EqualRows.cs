using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Tables;

/// <summary>How rows with equal inputs are placed in the parts of a split.</summary>
/// <param name="Repeated">How many rows have the inputs of a row before them.</param>
/// <param name="AreCopies">Whether they look like copies, and not like what few different values make of any rows.</param>
/// <param name="AreGrouped">Whether the split keeps equal rows on one side.</param>
/// <param name="InTest">How many test rows of the same table have the inputs of a training or validation row.</param>
/// <param name="InValidation">How many validation rows have the inputs of a training row.</param>
/// <remarks>
/// The target is not a part of what makes rows of one table equal: a measurement that was repeated has a slightly different value each
/// time, and
/// a model that has seen one of them knows the others. Copies come in with the data; a new row has none among the rows that were learned,
/// so
/// they must not be on both sides. Where inputs have few different values equal rows are ordinary: a new row has its equals too, and
/// figures without them would be too low. Which of both it is, is told from the column without which most rows would be equal: where equal
/// rows are ordinary, rows that agree in all others agree in it little more often than any two rows do; copies always do.
/// </remarks>
public sealed record EqualRows(int Repeated, bool AreCopies, bool AreGrouped, int InTest, int InValidation)
{
    /// <summary>
    /// Rows are copies where those that agree in all other columns agree in the last one this many times as often as any two rows. Ordinary
    /// rows of public tables: up to 2.5 times; copies in them: 23 times and more.
    /// </summary>
    private const double LeastLift = 5;

    /// <summary>Rows that are all equal are kept together up to this share of the rows, half of what is tested on.</summary>
    private const double LargestGroup = 0.1;

    /// <summary>Finds the rows that a split of a table must keep together.</summary>
    /// <param name="table">The table.</param>
    /// <param name="inputs">The columns that are not targets.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>
    /// What is found, except for how it is placed in a split; and the first equal row for each row, by position, where they are grouped.
    /// </returns>
    internal static (EqualRows Found, int[]? FirstEqual) Find(Table table, IReadOnlyList<string> inputs, int[] rows)
    {
        var none = new EqualRows(0, false, false, 0, 0);
        if (inputs.Count == 0 || rows.Length < Split.MinRows)
            return (none, null);
        var keys = RowKeys.Compute(inputs, (table, rows));
        if (keys.CountEqualPairs() == 0)
            return (none, null);
        var first = keys.FirstEqual();
        var found = none with { Repeated = first.Where((f, i) => f != i).Count(), AreCopies = Copies(keys, inputs) };
        if (!found.AreCopies)
            return (found, null);
        var sizes = new int[first.Length];
        foreach (var i in first)
            sizes[i]++;
        var haveEquals = first.Count(i => sizes[i] > 1);
        return Split.WillShowInFigures(haveEquals, rows.Length) && sizes.Max() <= LargestGroup * rows.Length
            ? (found with { AreGrouped = true }, first)
            : (found, null);
    }

    /// <summary>With how they are placed in a split of the table.</summary>
    /// <param name="split">The split.</param>
    /// <param name="table">The table.</param>
    /// <param name="inputs">The columns that are not targets.</param>
    /// <param name="isTestElsewhere">Whether the test rows are of another table.</param>
    internal EqualRows In(Split split, Table table, IReadOnlyList<string> inputs, bool isTestElsewhere)
    {
        if (Repeated == 0 || split.IsShared)
            return this;
        var seen = KeysOf(inputs, table, split.Train).ToHashSet();
        var validation = KeysOf(inputs, table, split.Validation);
        var inValidation = validation.Count(seen.Contains);
        seen.UnionWith(validation);
        return this with { InValidation = inValidation, InTest = isTestElsewhere ? 0 : KeysOf(inputs, table, split.Test).Count(seen.Contains) };
    }

    private static ulong[] KeysOf(IEnumerable<string> columns, Table table, int[] rows) => RowKeys.Compute(columns, (table, rows)).Keys;

    /// <summary>Whether equal rows look like copies.</summary>
    internal static bool Copies(RowKeys keys, IReadOnlyList<string> inputs)
    {
        var equal = keys.CountEqualPairs();
        var (telling, nearly) = inputs.Select(input => (input, keys.CountEqualPairsWithout(input) - equal)).MaxBy(c => c.Item2);
        if (nearly == 0)
            return true;
        var chance = keys.OfColumn(telling).CountEqualPairs() / keys.CountPairs();
        return equal >= LeastLift * nearly * chance / (1 - chance);
    }
}

/// <summary>Rows of a test table that are in the training table too.</summary>
/// <param name="Rows">How many have the inputs and the targets of a row there.</param>
/// <param name="TestRows">Of how many.</param>
/// <param name="AreCopies">Whether they look like copies; see <see cref="EqualRows"/>.</param>
/// <param name="IsSameFile">Whether both are the same bytes.</param>
/// <remarks>The target counts here: what was said of the row in one file must be what is said of it in the other.</remarks>
public sealed record SeenTestRows(int Rows, int TestRows, bool AreCopies, bool IsSameFile)
{
    /// <summary>Looks for them.</summary>
    internal static SeenTestRows Find(
        Table table, int[] rows, Table testTable, int[] testRows, IReadOnlyList<string> inputs, IEnumerable<string> targets)
    {
        var columns = inputs.Concat(targets).ToArray();
        var known = RowKeys.Compute(columns, (table, rows)).Keys.ToHashSet();
        // The training table comes first, so that a column has the same part in both.
        var seen = RowKeys.Compute(columns, (table, []), (testTable, testRows)).Keys.Count(known.Contains);
        var isSame = string.Equals(table.Sha256, testTable.Sha256, StringComparison.Ordinal);
        if (seen == 0 || inputs.Count == 0)
            return new SeenTestRows(seen, testRows.Length, false, isSame);
        var both = RowKeys.Compute(inputs, (table, rows), (testTable, testRows));
        return new SeenTestRows(seen, testRows.Length, EqualRows.Copies(both, inputs), isSame);
    }
}
