using RuleCompiler.Exact;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>Between which values a direction is, on the way to two rules; the newest before older ones, which it narrows.</summary>
/// <param name="Direction">The number of the direction.</param>
/// <param name="Lower">No value is below; null where nothing is known.</param>
/// <param name="IsLowerOpen">Whether the lower value itself is left out.</param>
/// <param name="Upper">No value is above; null where nothing is known.</param>
/// <param name="IsUpperOpen">Whether the upper value itself is left out.</param>
/// <param name="Before">Other directions.</param>
internal sealed record Slab(int Direction, Rational? Lower, bool IsLowerOpen, Rational? Upper, bool IsUpperOpen, Slab? Before)
{
    /// <summary>Whether no value is left.</summary>
    public bool IsEmpty => Lower is { } lower && Upper is { } upper && (lower > upper || (lower == upper && (IsLowerOpen || IsUpperOpen)));

    /// <summary>The slab of a direction.</summary>
    /// <param name="slabs">All slabs.</param>
    /// <param name="direction">The number of the direction.</param>
    /// <returns>The newest; null where nothing is known.</returns>
    public static Slab? Find(Slab? slabs, int direction)
    {
        while (slabs is not null && slabs.Direction != direction)
            slabs = slabs.Before;
        return slabs;
    }

    /// <summary>Which side of a condition all values are on.</summary>
    /// <param name="condition">The condition, of this direction.</param>
    /// <returns>Whether it is the negative side; null where both have values.</returns>
    public bool? IsNegative(CanonicalCondition condition)
    {
        var limit = condition.Limit;
        if (condition.IsBelow)
            return Upper is { } u && (u < limit || (u == limit && IsUpperOpen)) ? true : Lower >= limit ? false : null;
        return Lower is { } l && (l > limit || (l == limit && IsLowerOpen)) ? true : Upper <= limit ? false : null;
    }

    /// <summary>The slabs on one side of a condition.</summary>
    /// <param name="slabs">All slabs.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="isNegative">Whether it is the negative side.</param>
    public static Slab Narrow(Slab? slabs, CanonicalCondition condition, bool isNegative)
    {
        var known = Find(slabs, condition.Direction) ?? new Slab(condition.Direction, null, false, null, false, null);
        known = known with { Before = slabs };
        // Below the limit, or from it on; above it, or up to it.
        if (condition.IsBelow == isNegative)
        {
            return known.Upper is { } upper && (upper < condition.Limit || (upper == condition.Limit && known.IsUpperOpen))
                ? known
                : known with { Upper = condition.Limit, IsUpperOpen = isNegative };
        }

        return known.Lower is { } lower && (lower > condition.Limit || (lower == condition.Limit && known.IsLowerOpen))
            ? known
            : known with { Lower = condition.Limit, IsLowerOpen = isNegative };
    }
}
