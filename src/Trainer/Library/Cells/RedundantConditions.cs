using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Cells;

/// <summary>The conditions of a cell that follow from its others.</summary>
internal static class RedundantConditions
{
    /// <summary>Finds them, first to last: of two that say the same, the later one stays.</summary>
    /// <param name="count">How many conditions there are.</param>
    /// <param name="isEmpty">Whether the cell of some of the conditions, one of them with its other side, has no interior.</param>
    /// <returns>For each condition whether it follows from those that do not, and from the bounds.</returns>
    public static bool[] Find(int count, Func<IReadOnlyList<(int Condition, bool IsOpposite)>, bool> isEmpty)
    {
        // A condition follows from others iff its other side has no interior together with them.
        var follows = new bool[count];
        for (var k = 0; k < count; k++)
            follows[k] = isEmpty(Enumerable.Range(0, count).Where(i => !follows[i]).Select(i => (i, i == k)).ToArray());
        return follows;
    }
}
