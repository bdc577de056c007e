using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>Tables of many rows that are in no file.</summary>
internal static class LargeTables
{
    /// <summary>Two numbers, a category with many values, and a target with three labels of which the last is rare.</summary>
    public static Dataset Labelled(int rows, int categories = 4) => Of(rows, categories, isNumber: false);

    /// <summary>The same with an amount as target.</summary>
    public static Dataset OfAmounts(int rows) => Of(rows, 4, isNumber: true);

    private static Dataset Of(int rows, int categories, bool isNumber)
    {
        var random = new Xoshiro256(11);
        var (x, z) = (new double[rows], new double[rows]);
        var (place, label) = (new int[rows], new int[rows]);
        for (var r = 0; r < rows; r++)
        {
            (x[r], z[r]) = (random.NextDouble(), r % 50 == 7 ? double.NaN : 10 * random.NextDouble());
            place[r] = random.NextInt(categories);
            label[r] = r % 1_000 == 3 ? 2 : random.NextDouble() < 0.3 ? 1 : 0;
        }

        var columns = EquatableArray.Of<Column>(
            new NumberColumn("x", x),
            new NumberColumn("z", z),
            new CategoryColumn(
                "place",
                Enumerable.Range(0, categories).Select(c => FormattableString.Invariant($"p{c:0000}")).ToEquatableArray(),
                place,
                null),
            isNumber
                ? new NumberColumn("y", x.Select((v, r) => (v * v) + place[r]).ToArray())
                : new CategoryColumn("y", EquatableArray.Of("a", "b", "c"), label, null));
        var table = new Table(
            "table.csv",
            string.Empty,
            columns,
            Enumerable.Range(2, rows).ToArray(),
            new TableProfile(rows, EquatableArray<ColumnProfile>.Empty));
        return Dataset.Prepare(table, null, LearningTask.Infer(table, EquatableArray.Of("y"), isNumber ? TaskKind.Regression : null), 1);
    }
}
