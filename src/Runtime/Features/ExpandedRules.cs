using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Features;

/// <summary>What each rule gives, and tests, as single sums: on a rule each condition has a side, so that its adjustments are part of a sum or not.</summary>
internal sealed class ExpandedRules
{
    private readonly RuleDocument _document;
    private readonly Dictionary<int, bool>[] _sides;
    private readonly ExpandedSum[] _conditions;
    private readonly ExpandedSum?[] _common;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="paths">Its paths.</param>
    public ExpandedRules(RuleDocument document, RulePaths paths)
    {
        _document = document;
        _sides = document.Rules.Select((rule, r) => paths[r].Select(c => (c.Condition, c.IsNegative))
            .Concat(rule.Untested.Select(u => (u.Condition, u.IsNegative)))
            .GroupBy(s => s.Condition).ToDictionary(g => g.Key, g => g.First().IsNegative)).ToArray();
        _conditions = document.Conditions.Select(c => ExpandedSum.OfTerms(c.Expression, document.Inputs)).ToArray();
        _common = document.Outputs.Select((_, k) => document.CommonOf(k) is { } common ? ExpandedSum.OfTerms(common, document.Inputs) : null).ToArray();
    }

    /// <summary>Whether a condition is negative on a rule; null where the rule does not depend on it.</summary>
    public bool? IsNegative(int rule, int condition) => _sides[rule].TryGetValue(condition, out var isNegative) ? isNegative : null;

    /// <summary>The sum of a condition on a rule that tests it.</summary>
    public ExpandedSum Condition(int rule, int condition) => WithAdjustments(rule, _conditions[condition], _document.Conditions[condition].Expression.Adjustments);

    /// <summary>An output of a rule.</summary>
    public ExpandedSum Output(int rule, int output)
    {
        var sum = ExpandedSum.Zero(_document.Inputs);
        if (_document.CommonOf(output) is { } common)
            sum = sum.Plus(Rational.One, WithAdjustments(rule, _common[output]!, common.Adjustments));
        if (_document.Rules[rule].Own[output] is { } own)
            sum = sum.Plus(Rational.One, WithAdjustments(rule, ExpandedSum.OfTerms(own, _document.Inputs), own.Adjustments));
        return sum;
    }

    private ExpandedSum WithAdjustments(int rule, ExpandedSum sum, EquatableArray<Adjustment> adjustments)
    {
        if (adjustments.Count == 0)
            return sum;
        // A condition adjusts only later ones, so that going backwards each is added once, with all that is asked of it.
        var factors = new Rational[_document.Conditions.Count];
        Ask(adjustments, Rational.One);
        for (var c = factors.Length - 1; c >= 0; c--)
        {
            if (factors[c].Sign == 0)
                continue;
            sum = sum.Plus(factors[c], _conditions[c]);
            Ask(_document.Conditions[c].Expression.Adjustments, factors[c]);
        }

        return sum;

        void Ask(EquatableArray<Adjustment> asked, Rational factor)
        {
            foreach (var adjustment in asked.Where(a => IsNegative(rule, a.Condition) == true))
                factors[adjustment.Condition] += factor * Rational.Parse(adjustment.Weight.Text);
        }
    }
}
