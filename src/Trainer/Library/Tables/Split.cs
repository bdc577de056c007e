using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Tables;

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
    /// <param name="firstEqual">
    /// For each row the position of the first that must be on the same side; null where each may be anywhere.
    /// </param>
    /// <returns>60 % training, 20 % validation and 20 % test rows, or 75 % and 25 % beside a test table.</returns>
    public static Split Draw(int[] rows, int[] classes, int[]? testRows, ulong seed, int[]? firstEqual = null)
    {
        if (rows.Length < MinRows)
            return new Split(rows, rows, testRows ?? rows, true);

        var parts = Deal(rows, classes, firstEqual, testRows is null ? Shares : SharesWithTestTable, new Xoshiro256(seed));
        return new Split(parts[0], parts[1], testRows ?? parts[2], false);
    }

    /// <summary>
    /// Whether some rows are more than chance makes the figures waver: the largest standard error of a share of the rows.
    /// </summary>
    /// <param name="some">How many rows.</param>
    /// <param name="rows">Of how many that are measured on.</param>
    internal static bool ShowsInFigures(double some, double rows) => some > 0.5 * Math.Sqrt(rows);

    /// <summary>The same of rows that will be divided, of which a fifth is measured on.</summary>
    internal static bool WillShowInFigures(int some, int rows) => ShowsInFigures(Shares[2] * some, Shares[2] * rows);

    /// <summary>
    /// Deals the rows out class by class, each to the part that is furthest behind its share. The first row of every class goes to
    /// training, which can learn nothing else of it.
    /// </summary>
    private static int[][] Deal(int[] rows, int[] classes, int[]? firstEqual, double[] shares, Xoshiro256 random)
    {
        var parts = shares.Select(_ => new List<int>()).ToArray();
        var dealt = 0;
        var next = NextEqual(firstEqual);
        var firsts = Enumerable.Range(0, rows.Length).Where(i => firstEqual is null || firstEqual[i] == i).ToArray();
        var strata = Strata(firsts, classes, firstEqual);
        foreach (var group in firsts.GroupBy(i => strata[classes[i]]).OrderBy(g => g.Key))
        {
            var members = group.ToArray();
            random.Shuffle(members.AsSpan());
            for (var m = 0; m < members.Length; m++)
            {
                var size = 1;
                for (var i = members[m]; next is not null && next[i] >= 0; i = next[i])
                    size++;
                dealt += size;
                var part = parts[m == 0 ? 0 : FurthestBehind(dealt)];
                for (var i = members[m]; i >= 0; i = next is null ? -1 : next[i])
                    part.Add(rows[i]);
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

    /// <summary>
    /// The stratum of each class: itself. Classes that can be on one side only are one stratum where they are many: were all of them
    /// trained on, the figures would be those of the other classes, and new rows are as often of a class that was never seen.
    /// </summary>
    private static Dictionary<int, int> Strata(int[] firsts, int[] classes, int[]? firstEqual)
    {
        var strata = firsts.Select(i => classes[i]).Distinct().ToDictionary(c => c, c => c);
        var single = firsts.CountBy(i => classes[i]).Where(c => c.Value == 1).Select(c => c.Key).ToHashSet();
        var rows = classes.Where((_, i) => single.Contains(classes[firstEqual?[i] ?? i])).Count();
        if (WillShowInFigures(rows, classes.Length))
        {
            foreach (var c in single)
                strata[c] = int.MaxValue;
        }

        return strata;
    }

    /// <summary>For each row the next one that is equal to it, or −1.</summary>
    private static int[]? NextEqual(int[]? firstEqual)
    {
        if (firstEqual is null)
            return null;
        var next = new int[firstEqual.Length];
        Array.Fill(next, -1);
        for (var i = next.Length - 1; i >= 0; i--)
        {
            if (firstEqual[i] == i)
                continue;
            next[i] = next[firstEqual[i]];
            next[firstEqual[i]] = i;
        }

        return next;
    }
}
