using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Features;

/// <summary>Multiplies out what conditions add, once it is said on which side each of them is.</summary>
internal sealed class Expansion
{
    private readonly RuleDocument _document;
    private readonly ExpandedSum _zero;
    private readonly ExpandedSum[] _conditions;
    private readonly ExpandedSum?[] _common;
    private readonly ExpandedSum?[][] _own;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">The document.</param>
    public Expansion(RuleDocument document)
        : this(document, sum => sum)
    {
    }

    /// <summary>Prepares a document whose sums are put over other inputs than its own.</summary>
    /// <param name="document">The document.</param>
    /// <param name="over">Puts a sum over the other inputs; of a sum of two it makes the sum of both.</param>
    public Expansion(RuleDocument document, Func<ExpandedSum, ExpandedSum> over)
    {
        _document = document;
        _zero = over(ExpandedSum.Zero(document.Inputs));
        ExpandedSum? Terms(Expression? e) => e is null ? null : over(ExpandedSum.OfTerms(e, document.Inputs));
        _conditions = document.Conditions.Select(c => Terms(c.Expression)!).ToArray();
        _common = document.Outputs.Select((_, k) => Terms(document.CommonOf(k))).ToArray();
        _own = document.Rules.Select(r => r.Own.Select(Terms).ToArray()).ToArray();
    }

    /// <summary>The sum of a condition.</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <param name="isNegative">Whether a condition is negative; null counts as no.</param>
    public ExpandedSum Condition(int condition, Func<int, bool?> isNegative) =>
        WithAdjustments(_conditions[condition], _document.Conditions[condition].Expression, isNegative);

    /// <summary>An output of a rule.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="output">The position of the output.</param>
    /// <param name="isNegative">Whether a condition is negative; null counts as no.</param>
    public ExpandedSum Output(int rule, int output, Func<int, bool?> isNegative)
    {
        var sum = _zero;
        if (_document.CommonOf(output) is { } common)
            sum = sum.Plus(Rational.One, WithAdjustments(_common[output]!, common, isNegative));
        if (_document.Rules[rule].Own[output] is { } own)
            sum = sum.Plus(Rational.One, WithAdjustments(_own[rule][output]!, own, isNegative));
        return sum;
    }

    private ExpandedSum WithAdjustments(ExpandedSum sum, Expression expression, Func<int, bool?> isNegative)
    {
        if (expression.Adjustments.Count == 0)
            return sum;
        // A condition adjusts only later ones, so that going backwards each is added once, with all that is asked of it.
        var factors = new Rational[_document.Conditions.Count];
        Ask(expression, Rational.One);
        for (var c = factors.Length - 1; c >= 0; c--)
        {
            if (factors[c].Sign == 0)
                continue;
            sum = sum.Plus(factors[c], _conditions[c]);
            Ask(_document.Conditions[c].Expression, factors[c]);
        }

        return sum;

        void Ask(Expression asking, Rational factor)
        {
            foreach (var adjustment in asking.Adjustments.Where(a => isNegative(a.Condition) == true))
                factors[adjustment.Condition] += factor * Rational.Parse(adjustment.Weight.Text);
        }
    }
}
