using System.Collections.Generic;

namespace RuleCompiler.Documents;

/// <summary>Which conditions a sum depends on, directly or through others: those whose adjustments can reach it.</summary>
internal sealed class ConditionNeeds
{
    private readonly SortedSet<int>[] _conditions;

    /// <summary>Looks at the conditions of a document.</summary>
    /// <param name="conditions">The conditions; each is adjusted only by those that stand before it.</param>
    public ConditionNeeds(EquatableArray<Condition> conditions)
    {
        _conditions = new SortedSet<int>[conditions.Count];
        for (var c = 0; c < _conditions.Length; c++)
            _conditions[c] = Of(conditions[c].Expression);
    }

    /// <summary>What a condition depends on.</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <returns>Positions in order; those that one of them needs come before it.</returns>
    public IReadOnlyCollection<int> Of(int condition) => _conditions[condition];

    /// <summary>What a sum depends on.</summary>
    /// <param name="sum">The sum; null depends on nothing.</param>
    /// <returns>Positions in order; those that one of them needs come before it.</returns>
    public SortedSet<int> Of(Expression? sum)
    {
        var needs = new SortedSet<int>();
        foreach (var adjustment in sum?.Adjustments ?? EquatableArray<Adjustment>.Empty)
        {
            needs.Add(adjustment.Condition);
            needs.UnionWith(_conditions[adjustment.Condition]);
        }

        return needs;
    }
}
