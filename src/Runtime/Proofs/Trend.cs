using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>How a function moves with one input; one that does neither may do both, and one that does not move at all does both.</summary>
[Flags]
internal enum Trend
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>It never falls where the input rises.</summary>
    NeverFalls = 1,

    /// <summary>It never rises where the input rises.</summary>
    NeverRises = 2,

    /// <summary>It does not depend on the input.</summary>
    Same = NeverFalls | NeverRises,
}

/// <summary>How conditions and outputs move with one input, as far as the signs of what they are made of show it.</summary>
internal sealed class Trends
{
    private readonly RuleDocument _document;
    private readonly RowDomain _domain;
    private readonly int _input;
    private readonly Trend[] _conditions;

    /// <summary>Looks at all conditions.</summary>
    /// <param name="document">The document.</param>
    /// <param name="domain">Its rows.</param>
    /// <param name="input">The position of the input: a number, or categories with an order.</param>
    public Trends(RuleDocument document, RowDomain domain, int input)
    {
        (_document, _domain, _input) = (document, domain, input);
        _conditions = new Trend[document.Conditions.Count];
        for (var c = 0; c < _conditions.Length; c++)
            _conditions[c] = Of(document.Conditions[c].Expression);
    }

    /// <summary>How a condition moves.</summary>
    /// <param name="condition">The position of the condition.</param>
    public Trend OfCondition(int condition) => _conditions[condition];

    /// <summary>How an output moves that all rules give by the same expressions.</summary>
    /// <param name="output">The position of the output.</param>
    /// <returns>Nothing, where rules differ.</returns>
    public Trend OfOutput(int output)
    {
        var own = _document.Rules[0].Own[output];
        if (_document.Rules.Any(r => !Equals(r.Own[output], own)))
            return Trend.None;
        return (_document.CommonOf(output) is { } common ? Of(common) : Trend.Same) & (own is null ? Trend.Same : Of(own));
    }

    /// <summary>How a part moves over the range of its input.</summary>
    /// <param name="part">The part; null where there is none.</param>
    public Trend Of(ExpandedPart? part)
    {
        if (part is null)
            return Trend.Same;
        var heights = part.Input.Match(_ => Heights(part), category => category.Order.Select(c => part.Table[c])).ToArray();
        var trend = Trend.Same;
        for (var k = 1; k < heights.Length; k++)
        {
            if (heights[k] < heights[k - 1])
                trend &= ~Trend.NeverFalls;
            if (heights[k] > heights[k - 1])
                trend &= ~Trend.NeverRises;
        }

        return trend;
    }

    // Where it bends or jumps, from the lower end of the range to the upper.
    private IEnumerable<Rational> Heights(ExpandedPart part)
    {
        var range = _domain.RangeOf(_input);
        yield return part.AtQuantity(range.Lower);
        foreach (var x in part.Curve.Select(p => p.X).Where(x => x > range.Lower && x <= range.Upper))
        {
            yield return part.Below(x);
            yield return part.AtQuantity(x);
        }

        yield return part.AtQuantity(range.Upper);
    }

    private Trend Of(Expression expression)
    {
        var trend = Of(ExpandedSum.OfTerms(expression, _document.Inputs).Parts[_input]);
        // v · min(0, e) moves as e does, the other way round where v < 0.
        foreach (var adjustment in expression.Adjustments)
            trend &= Times(_conditions[adjustment.Condition], Rational.Parse(adjustment.Weight.Text).Sign);
        return trend;
    }

    private static Trend Times(Trend trend, int sign) => sign switch
    {
        0 => Trend.Same,
        > 0 => trend,
        _ => (trend.HasFlag(Trend.NeverFalls) ? Trend.NeverRises : Trend.None) | (trend.HasFlag(Trend.NeverRises)
            ? Trend.NeverFalls
            : Trend.None),
    };
}
