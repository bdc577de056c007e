using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>
/// What a number is in one case: a quantity between two bounds, over which every sum is straight, or one of its special values.
/// </summary>
/// <param name="range">The bounds.</param>
/// <param name="isAbove">Whether the lower bound itself is left out.</param>
/// <param name="isBelow">Whether the upper bound itself is left out: a curve jumps there.</param>
/// <param name="special">The position of the special value; −1 for quantities.</param>
internal sealed class NumberCase(ExactRange range, bool isAbove, bool isBelow, int special)
{
    // A case is part of many cells, and looking up a curve takes a while.
    private readonly ConditionalWeakTable<ExpandedPart, StraightPart> _maps = new();

    /// <summary>The bounds.</summary>
    public ExactRange Range => range;

    /// <summary>Whether the lower bound itself is left out.</summary>
    public bool IsAbove => isAbove;

    /// <summary>Whether the upper bound itself is left out.</summary>
    public bool IsBelow => isBelow;

    /// <summary>The position of the special value; −1 for quantities.</summary>
    public int Special => special;

    /// <summary>The same case with its bounds.</summary>
    public NumberCase Closed => new(range, false, false, special);

    /// <summary>Whether it is a quantity.</summary>
    public bool IsQuantity => Special < 0;

    /// <summary>The cases that a number has for some sums.</summary>
    /// <param name="domain">The rows.</param>
    /// <param name="input">The position of the number.</param>
    /// <param name="sums">The sums.</param>
    /// <returns>One case where all sums are straight over the whole range and know no special value.</returns>
    public static NumberCase[] Of(RowDomain domain, int input, IEnumerable<ExpandedSum> sums)
    {
        var range = domain.RangeOf(input);
        var parts = sums.Select(s => s.Parts[input]).OfType<ExpandedPart>().Where(p => !p.IsZero).ToArray();
        if (parts.Length == 0)
            return [new NumberCase(range, false, false, -1)];
        var cases = new List<NumberCase>();
        var from = range.Lower;
        foreach (var x in parts.SelectMany(p => p.Curve).Select(p => p.X).Where(x => x > range.Lower && x <= range.Upper).Distinct()
            .OrderBy(x => x))
        {
            var jumps = parts.Any(p => p.Below(x) != p.AtQuantity(x));
            if (x == range.Upper && !jumps)
                break;
            cases.Add(new NumberCase(new ExactRange(from, x), false, jumps, -1));
            from = x;
        }

        cases.Add(new NumberCase(new ExactRange(from, range.Upper), false, false, -1));
        cases.AddRange(Enumerable.Range(0, domain.SpecialsOf(input)).Select(s => new NumberCase(new ExactRange(0, 0), false, false, s)));
        return [.. cases];
    }

    /// <summary>Whether a value is one of this case.</summary>
    /// <param name="value">The value.</param>
    public bool Contains(ExactValue value) => value.IsQuantity
        ? IsQuantity && (IsAbove ? value.Quantity > Range.Lower : value.Quantity >= Range.Lower)
        && (IsBelow ? value.Quantity < Range.Upper : value.Quantity <= Range.Upper)
        : value.Choice == Special;

    /// <summary>What a part adds.</summary>
    /// <param name="part">The part.</param>
    public StraightPart Map(ExpandedPart part) => _maps.GetValue(part, Straighten);

    /// <summary>The ends of the case: what lies between them is between what a part adds there.</summary>
    public IEnumerable<Rational> Ends => !IsQuantity || !Range.HasWidth ? [Range.Lower] : [Range.Lower, Range.Upper];

    /// <summary>What is left of the case where a value is no quantity.</summary>
    /// <param name="value">The value, one of this case.</param>
    public NumberCase[] Without(Rational value)
    {
        var cases = new List<NumberCase>();
        if (value > Range.Lower)
            cases.Add(new NumberCase(new ExactRange(Range.Lower, value), IsAbove, true, Special));
        if (value < Range.Upper)
            cases.Add(new NumberCase(new ExactRange(value, Range.Upper), true, IsBelow, Special));
        return [.. cases];
    }

    private StraightPart Straighten(ExpandedPart part)
    {
        if (!IsQuantity)
            return new StraightPart(Rational.Zero, part.Table[Special]);
        if (part.Curve.Count == 0)
            return new StraightPart(part.Weight, Rational.Zero);
        var start = part.AtQuantity(Range.Lower);
        if (!Range.HasWidth)
            return new StraightPart(Rational.Zero, start);
        var slope = (part.Below(Range.Upper) - start) / (Range.Upper - Range.Lower);
        return new StraightPart(slope, start - (slope * Range.Lower));
    }
}

/// <summary>slope · x + constant.</summary>
/// <param name="Slope">The slope.</param>
/// <param name="Constant">The constant.</param>
internal sealed record StraightPart(Rational Slope, Rational Constant)
{
    /// <summary>The value at a quantity.</summary>
    /// <param name="x">The quantity.</param>
    public Rational At(Rational x) => (Slope * x) + Constant;
}
