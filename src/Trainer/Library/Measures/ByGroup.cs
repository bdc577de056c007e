using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Measures;

/// <summary>Figures of rows that are in groups, a figure for each group.</summary>
public static class ByGroup
{
    /// <summary>The share of the rows of each group for which something holds.</summary>
    /// <param name="groups">The number of groups.</param>
    /// <param name="groupOf">The position of each row's group.</param>
    /// <param name="holds">Whether it holds for each row; null where that is not known, which leaves the row out.</param>
    /// <returns>A share per group.</returns>
    public static IReadOnlyList<CountedShare> Shares(int groups, IReadOnlyList<int> groupOf, IReadOnlyList<bool?> holds)
    {
        var (counts, of) = (new int[groups], new int[groups]);
        for (var r = 0; r < groupOf.Count; r++)
        {
            counts[groupOf[r]] += holds[r] == true ? 1 : 0;
            of[groupOf[r]] += holds[r] is null ? 0 : 1;
        }

        return counts.Select((c, g) => new CountedShare(c, of[g])).ToArray();
    }

    /// <summary>The mean of a value over the rows of each group.</summary>
    /// <param name="groups">The number of groups.</param>
    /// <param name="groupOf">The position of each row's group.</param>
    /// <param name="values">The value of each row; NaN where it is not known, which leaves the row out.</param>
    /// <returns>A mean per group; NaN where no row of the group has a value.</returns>
    public static IReadOnlyList<double> Means(int groups, IReadOnlyList<int> groupOf, IReadOnlyList<double> values)
    {
        var (sums, of) = (new double[groups], new int[groups]);
        for (var r = 0; r < groupOf.Count; r++)
        {
            if (double.IsNaN(values[r]))
                continue;
            sums[groupOf[r]] += values[r];
            of[groupOf[r]]++;
        }

        return sums.Select((s, g) => s / of[g]).ToArray();
    }
}
