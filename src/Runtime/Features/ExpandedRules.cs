using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Features;

/// <summary>
/// What each rule gives, and tests, as single sums: on a rule each condition has a side, so that its adjustments are part of a sum or not.
/// </summary>
internal sealed class ExpandedRules
{
    private readonly Expansion _expansion;
    private readonly Dictionary<int, bool>[] _sides;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="paths">Its paths.</param>
    public ExpandedRules(RuleDocument document, RulePaths paths)
    {
        _expansion = new Expansion(document);
        _sides = document.Rules.Select((rule, r) => paths[r].Select(c => (c.Condition, c.IsNegative))
            .Concat(rule.Untested.Select(u => (u.Condition, u.IsNegative)))
            .GroupBy(s => s.Condition).ToDictionary(g => g.Key, g => g.First().IsNegative)).ToArray();
    }

    /// <summary>Whether a condition is negative on a rule; null where the rule does not depend on it.</summary>
    public bool? IsNegative(int rule, int condition) => _sides[rule].TryGetValue(condition, out var isNegative) ? isNegative : null;

    /// <summary>The sum of a condition on a rule that tests it.</summary>
    public ExpandedSum Condition(int rule, int condition) => _expansion.Condition(condition, c => IsNegative(rule, c));

    /// <summary>An output of a rule.</summary>
    public ExpandedSum Output(int rule, int output) => _expansion.Output(rule, output, c => IsNegative(rule, c));
}
