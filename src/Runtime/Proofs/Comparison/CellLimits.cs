using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>
/// What inputs can be on some sides of sums: each side narrows an input by what the others can add at most, some times over. The rows lie
/// inside of what comes out, and need not fill it.
/// </summary>
internal sealed class CellLimits
{
    private const int Rounds = 3;

    private readonly RowDomain _domain;
    private readonly ExactRange[] _ranges;
    private readonly bool[] _isQuantity;
    private readonly bool[][] _choices;

    private CellLimits(RowDomain domain)
    {
        _domain = domain;
        _ranges = domain.Inputs.Select((input, i) => input.IsNumber ? domain.RangeOf(i) : new ExactRange(0, 0)).ToArray();
        _isQuantity = domain.Inputs.Select(i => i.IsNumber).ToArray();
        _choices = domain.Inputs.Select(i => Enumerable.Repeat(
            true, i.Match(number => number.Specials.Count, category => category.Categories.Count)).ToArray()).ToArray();
    }

    /// <summary>The inputs that are narrower than the rows, in words.</summary>
    /// <param name="domain">The rows.</param>
    /// <param name="parts">The parts of a cell.</param>
    public static IEnumerable<string> Of(RowDomain domain, IReadOnlyList<CellPart> parts)
    {
        var limits = parts.Select(p => Narrowed(domain, p.Sides)).Aggregate((a, b) => a.Union(b));
        return domain.Inputs.Select((input, i) => limits.Words(i)).OfType<string>();
    }

    private static CellLimits Narrowed(RowDomain domain, SumSide[] sides)
    {
        var limits = new CellLimits(domain);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var side in sides)
                limits.Narrow(side.Negative ? side.Sum.Times(-Rational.One) : side.Sum);
        }

        return limits;
    }

    // e >= 0 on all rows that are left.
    private void Narrow(ExpandedSum sum)
    {
        var most = sum.Parts.Select((part, i) => part is null ? Rational.Zero : Most(part, i)).ToArray();
        var total = most.Aggregate(sum.Bias, (a, b) => a + b);
        for (var i = 0; i < most.Length; i++)
        {
            if (sum.Parts[i] is not { } part || part.IsZero)
                continue;
            var least = -(total - most[i]);
            for (var c = 0; c < _choices[i].Length; c++)
                _choices[i][c] &= part.Table[c] >= least;
            if (_isQuantity[i] && part.Curve.Count == 0)
                Narrow(i, part.Weight, least);
        }
    }

    private void Narrow(int input, Rational weight, Rational least)
    {
        var (lower, upper) = (_ranges[input].Lower, _ranges[input].Upper);
        if (weight.Sign == 0)
        {
            _isQuantity[input] = least.Sign <= 0;
            return;
        }

        var limit = least / weight;
        (lower, upper) = weight.Sign > 0 ? (limit > lower ? limit : lower, upper) : (lower, limit < upper ? limit : upper);
        _isQuantity[input] = lower <= upper;
        if (_isQuantity[input])
            _ranges[input] = new ExactRange(lower, upper);
    }

    private Rational Most(ExpandedPart part, int input)
    {
        var values = _choices[input].Select((isLeft, c) => (isLeft, c)).Where(x => x.isLeft).Select(x => part.Table[x.c]);
        if (_isQuantity[input])
            values = values.Concat(Heights(part, _ranges[input]));
        return values.DefaultIfEmpty(Rational.Zero).Max();
    }

    private static IEnumerable<Rational> Heights(ExpandedPart part, ExactRange range) =>
        part.Curve.Select(p => p.X).Where(x => x > range.Lower && x <= range.Upper)
            .SelectMany(x => new[] { part.Below(x), part.AtQuantity(x) })
            .Append(part.AtQuantity(range.Lower)).Append(part.AtQuantity(range.Upper));

    private CellLimits Union(CellLimits other)
    {
        for (var i = 0; i < _ranges.Length; i++)
        {
            if (other._isQuantity[i])
            {
                _ranges[i] = _isQuantity[i]
                    ? new ExactRange(Lesser(_ranges[i].Lower, other._ranges[i].Lower), -Lesser(-_ranges[i].Upper, -other._ranges[i].Upper))
                    : other._ranges[i];
                _isQuantity[i] = true;
            }

            _choices[i] = _choices[i].Zip(other._choices[i], (a, b) => a || b).ToArray();
        }

        return this;
    }

    private static Rational Lesser(Rational a, Rational b) => a < b ? a : b;

    private string? Words(int input) => _domain.Inputs[input].Match(number => Words(number, input), category => Words(category, input));

    private string? Words(NumberInput number, int i)
    {
        var range = _domain.RangeOf(i);
        var isWhole = _isQuantity[i] && _ranges[i].Lower == range.Lower && _ranges[i].Upper == range.Upper;
        if (isWhole && _choices[i].All(c => c))
            return null;
        var name = ShownName.Of(number.Name, number.Unit);
        var values = Left(number.Specials.Select(s => s.Name), i).ToList();
        if (_isQuantity[i])
        {
            values.Insert(0, _ranges[i].HasWidth
                ? $"from {RangeClaim.Outward(_ranges[i].Lower, -1)} to {RangeClaim.Outward(_ranges[i].Upper, 1)}"
                : "at " + RowWords.Shortened(_ranges[i].Lower, string.Empty));
        }

        return $"{name} {string.Join(" or ", values)}";
    }

    private string? Words(CategoryInput category, int i)
    {
        if (_choices[i].All(c => c))
            return null;
        var left = Left(category.Categories, i).ToArray();
        return $"{ShownName.Of(category.Name)} is {string.Join(" or ", left)}";
    }

    private IEnumerable<string> Left(IEnumerable<string> names, int input) =>
        names.Where((_, c) => _choices[input][c]).Select(ShownName.Of);
}
