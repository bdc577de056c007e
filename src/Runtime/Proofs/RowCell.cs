using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>
/// A question about rows where each number is left to some of its cases. Where one is left to each, it is a question about a cell, exactly.
/// A number with more is put as a choice among the ends of its cases: what lies between two ends is a mixture of them, so that the cell
/// holds all rows in question, and more.
/// </summary>
internal sealed class RowCell
{
    private readonly RowDomain _domain;
    private readonly NumberCase[][] _left;

    // For each input with more cases than one its choice, and of each of the choice's ends the case.
    private readonly Dictionary<int, (int Group, int[] Case)> _choices = [];

    /// <summary>Puts the question.</summary>
    /// <param name="claim">The question.</param>
    /// <param name="left">For each input the cases that are left to it; those of a category are not looked at.</param>
    public RowCell(RowClaim claim, NumberCase[][] left)
    {
        (_domain, _left) = (claim.Domain, left);
        var groups = _domain.Box.Groups.ToList();
        for (var i = 0; i < left.Length; i++)
        {
            if (!_domain.Inputs[i].IsNumber || left[i].Length == 1)
                continue;
            var ends = left[i].SelectMany((c, k) => c.Ends.Select(_ => k)).ToArray();
            _choices.Add(i, (groups.Count, ends));
            groups.Add(ends.Length);
        }

        var numbers = Numbers().Select(i => _choices.ContainsKey(i) || !left[i][0].IsQuantity ? new ExactRange(0, 0) : left[i][0].Range)
            .ToArray();
        var box = new ExactBox(numbers, groups);
        // What has no case to tell is affine as it stands.
        var isPlain = _choices.Count == 0 && Numbers().All(i => left[i][0].IsQuantity)
            && claim.Sides.All(s => Numbers().All(i => s.Sum.Parts[i] is null or { Curve.Count: 0 }));
        var sides = claim.Sides.Select(s => new Side(isPlain ? _domain.ToAffine(s.Sum) : Express(s.Sum, box), s.Negative)).Concat(
            Bounds(box)).ToArray();
        Claim = new CellClaim(box, sides, claim.Question);
    }

    /// <summary>The question as one about a cell.</summary>
    public CellClaim Claim { get; }

    /// <summary>Whether one case is left to each number, so that the two questions are the same.</summary>
    public bool IsExact => _choices.Count == 0;

    /// <summary>A point of the cell as a row.</summary>
    /// <param name="point">The point, of a cell that is exact.</param>
    public ExactRow ToRow(ExactPoint point) => new(_left.Select((cases, i) => !_domain.Inputs[i].IsNumber
        ? ExactValue.Chosen(point.Categories[_domain.PositionOf(i)])
        : cases[0].IsQuantity ? ExactValue.Of(point.Numbers[_domain.PositionOf(i)]) : ExactValue.Chosen(cases[0].Special)).ToArray());

    /// <summary>The number whose cases are mixed most, and the case that has the largest share.</summary>
    /// <param name="point">A point of the cell.</param>
    public (int Input, int Case) Choose(RelaxedPoint point)
    {
        (int, int)? chosen = null;
        Rational least = 2;
        foreach (var choice in _choices)
        {
            var shares = new Rational[_left[choice.Key].Length];
            for (var end = 0; end < choice.Value.Case.Length; end++)
                shares[choice.Value.Case[end]] += point.Shares[choice.Value.Group][end];
            var largest = shares.Max();
            if (largest < least)
                (least, chosen) = (largest, (choice.Key, Array.IndexOf(shares, largest)));
        }

        return chosen!.Value;
    }

    private IEnumerable<int> Numbers() => Enumerable.Range(0, _left.Length).Where(i => _domain.Inputs[i].IsNumber);

    private ExactAffine Express(ExpandedSum sum, ExactBox box)
    {
        var bias = sum.Bias;
        var weights = new Rational[box.Numbers.Count];
        var tables = box.Groups.Select(count => new Rational[count]).ToArray();
        for (var i = 0; i < _left.Length; i++)
        {
            if (sum.Parts[i] is not { } part)
                continue;
            if (!_domain.Inputs[i].IsNumber)
            {
                part.Table.ToArray().CopyTo(tables[_domain.PositionOf(i)], 0);
            }
            else if (_choices.TryGetValue(i, out var choice))
            {
                var ends = _left[i].SelectMany(c => c.Ends.Select(c.Map(part).At));
                ends.ToArray().CopyTo(tables[choice.Group], 0);
            }
            else
            {
                var straight = _left[i][0].Map(part);
                weights[_domain.PositionOf(i)] = straight.Slope;
                bias += straight.Constant;
            }
        }

        return ExactAffine.Of(bias, weights, tables);
    }

    // Bounds that are left out: lower − x < 0, x − upper < 0.
    private IEnumerable<Side> Bounds(ExactBox box)
    {
        foreach (var i in Numbers().Where(i => _left[i].Length == 1))
        {
            if (_left[i][0].IsAbove)
                yield return Bound(i, _left[i][0].Range.Lower, -1);
            if (_left[i][0].IsBelow)
                yield return Bound(i, -_left[i][0].Range.Upper, 1);
        }

        Side Bound(int input, Rational constant, int sign)
        {
            var weights = new Rational[box.Numbers.Count];
            weights[_domain.PositionOf(input)] = sign;
            return new Side(ExactAffine.Of(constant, weights, box.Groups.Select(count => new Rational[count]).ToArray()), Negative: true);
        }
    }
}
