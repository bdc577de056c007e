using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Finds texts that differ in case or in blanks only: to a reader they are one, to the rules they are two.</summary>
internal static class Spellings
{
    /// <summary>More of them in one column are not told.</summary>
    private const int MaxTold = 3;

    /// <summary>The spellings of a column's texts, the most frequent first.</summary>
    /// <param name="texts">The texts with their numbers of rows.</param>
    public static IEnumerable<ColumnFinding> Find(IReadOnlyDictionary<string, int> texts) => texts
        .GroupBy(t => Blanks.Folded(t.Key), StringComparer.Ordinal)
        .Where(g => g.Skip(1).Any())
        .SelectMany(g => Pairs(g.OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).ToArray()))
        .OrderByDescending(f => f.Count + f.OtherCount).ThenBy(f => f.Example, StringComparer.Ordinal)
        .ThenBy(f => f.Other, StringComparer.Ordinal)
        .Take(MaxTold);

    private static IEnumerable<ColumnFinding> Pairs(KeyValuePair<string, int>[] spellings) =>
        spellings.Skip(1).Select(s => new ColumnFinding(FindingKind.Spelling, s.Value, s.Key, spellings[0].Key, spellings[0].Value));
}
