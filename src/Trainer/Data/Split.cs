using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Data;

/// <summary>Which rows are trained on, which choose among models, and which are kept for the final figures.</summary>
/// <param name="Train">The rows to train on, in ascending order.</param>
/// <param name="Validation">The rows that choose, in ascending order.</param>
/// <param name="Test">The rows that nothing is chosen by, in ascending order; of the test table where there is one.</param>
/// <param name="IsShared">
/// Whether the table is so small that all its rows serve for training and validation, and for the test where it has no table of its own:
/// figures on them then say how well the rows are known, not how well new ones will be.
/// </param>
public sealed record Split(int[] Train, int[] Validation, int[] Test, bool IsShared)
{
    /// <summary>Tables with fewer rows are not split.</summary>
    public const int MinRows = 50;

    private static readonly double[] Shares = [0.60, 0.20, 0.20];
    private static readonly double[] SharesWithTestTable = [0.75, 0.25];

    /// <summary>Divides rows at random so that each part has each class in the same share, as nearly as whole rows allow.</summary>
    /// <param name="rows">The rows, each once, in ascending order.</param>
    /// <param name="classes">The class of each of them; all the same where there are none.</param>
    /// <param name="testRows">The rows of a test table, or null where the test rows are taken from <paramref name="rows"/>.</param>
    /// <param name="seed">The seed; the same gives the same split.</param>
    /// <returns>60 % training, 20 % validation and 20 % test rows, or 75 % and 25 % beside a test table.</returns>
    public static Split Of(int[] rows, int[] classes, int[]? testRows, ulong seed)
    {
        if (rows.Length < MinRows)
            return new Split(rows, rows, testRows ?? rows, true);

        var parts = Deal(rows, classes, testRows is null ? Shares : SharesWithTestTable, new Xoshiro256(seed));
        return new Split(parts[0], parts[1], testRows ?? parts[2], false);
    }

    /// <summary>
    /// Deals the rows out class by class, each to the part that is furthest behind its share. The first row of every class goes to
    /// training, which can learn nothing else of it.
    /// </summary>
    private static int[][] Deal(int[] rows, int[] classes, double[] shares, Xoshiro256 random)
    {
        var parts = shares.Select(_ => new List<int>()).ToArray();
        var dealt = 0;
        foreach (var group in Enumerable.Range(0, rows.Length).GroupBy(i => classes[i]).OrderBy(g => g.Key))
        {
            var members = group.Select(i => rows[i]).ToArray();
            random.Shuffle(members.AsSpan());
            for (var i = 0; i < members.Length; i++)
            {
                dealt++;
                parts[i == 0 ? 0 : FurthestBehind(dealt)].Add(members[i]);
            }
        }

        return parts.Select(p => p.Order().ToArray()).ToArray();

        int FurthestBehind(int count)
        {
            var best = 0;
            for (var p = 1; p < shares.Length; p++)
            {
                if ((shares[p] * count) - parts[p].Count > (shares[best] * count) - parts[best].Count)
                    best = p;
            }

            return best;
        }
    }
}
