using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>
/// A cell as a linear programme. A number with width is lower + (upper − lower)·t; a choice has one coordinate in [0, 1] for each
/// category that is left to it but the first, which is 1 minus their sum.
/// </summary>
internal sealed class CellProgram
{
    private readonly CellClaim _claim;
    private readonly int[] _numbers;
    private readonly Rational[][] _rows;
    private readonly Rational[] _constants;
    private readonly Rational[] _scales;
    private readonly bool[] _isStrict;
    private readonly int[][] _allowed;
    private readonly int _coordinates;
    private readonly IWorkLimit _limit;
    private readonly int? _objective;

    /// <summary>Makes the programme.</summary>
    /// <param name="claim">The cell.</param>
    /// <param name="allowed">For each choice the categories that are left to it, at least one.</param>
    /// <param name="limit">Ends the work with an exception.</param>
    /// <param name="objective">The position of the one strict side, where the point sought is the one that is farthest inside it.</param>
    public CellProgram(CellClaim claim, int[][] allowed, IWorkLimit limit, int? objective = null)
    {
        (_claim, _allowed, _limit, _objective) = (claim, allowed, limit, objective);
        _numbers = Enumerable.Range(0, claim.Box.Numbers.Count).Where(i => claim.Box.Numbers[i].HasWidth).ToArray();
        _coordinates = _numbers.Length + allowed.Sum(a => a.Length - 1);
        var sides = claim.Sides.Count;
        var choices = allowed.Count(a => a.Length > 1);
        _rows = new Rational[sides + choices][];
        _constants = new Rational[_rows.Length];
        _scales = new Rational[_rows.Length];
        _isStrict = new bool[_rows.Length];
        for (var k = 0; k < sides; k++)
        {
            limit.Check();
            AddSide(k);
        }

        AddChoices(sides);
    }

    /// <summary>Searches in double precision.</summary>
    /// <returns>Shares of categories and values of numbers, or multipliers, as doubles; neither is proven.</returns>
    public ProgramAnswer SolveApproximately()
    {
        // Rows are of size 1; what is this small is mostly rounding. Nothing rests on it, since all that is found is checked.
        const double Tolerance = 1e-11;
        var rows = _rows.Select(r => r.Select(a => a.ToDouble()).ToArray()).ToArray();
        var constants = _constants.Select(b => b.ToDouble()).ToArray();
        var simplex = new MarginSimplex<double, DoubleArithmetic>(rows, constants, _isStrict, _coordinates, Tolerance, _limit);
        var outcome = simplex.Solve();
        // Overflow inside would show as NaN or infinity.
        if (!simplex.Point.Concat(simplex.Multipliers).All(double.IsFinite))
            outcome = SimplexOutcome.Undecided;
        if (outcome == SimplexOutcome.Undecided)
            return new ProgramAnswer(outcome, null, null);
        var point = simplex.Point.Select(t => Rational.From(Math.Max(0, Math.Min(t, 1)))).ToArray();
        return Answer(outcome, point, simplex.Multipliers.Select(Rational.From).ToArray());
    }

    /// <summary>Searches in exact arithmetic.</summary>
    /// <returns>Shares and values, or multipliers; never undecided.</returns>
    public ProgramAnswer SolveExactly()
    {
        var simplex = new MarginSimplex<Rational, RationalArithmetic>(_rows, _constants, _isStrict, _coordinates, Rational.Zero, _limit);
        return Answer(simplex.Solve(), simplex.Point, simplex.Multipliers);
    }

    private ProgramAnswer Answer(SimplexOutcome outcome, Rational[] t, Rational[] multipliers)
    {
        if (outcome == SimplexOutcome.NotPositive)
            return new ProgramAnswer(outcome, null, new Multipliers(_claim.Sides.Select((_, k) => multipliers[k] / _scales[k]).ToArray()));
        var numbers = _claim.Box.Numbers.Select(r => r.Lower).ToArray();
        for (var i = 0; i < _numbers.Length; i++)
        {
            var range = _claim.Box.Numbers[_numbers[i]];
            numbers[_numbers[i]] += (range.Upper - range.Lower) * t[i];
        }

        var next = _numbers.Length;
        var shares = new List<Rational[]>();
        foreach (var categories in _allowed)
        {
            var others = t.Skip(next).Take(categories.Length - 1).ToArray();
            shares.Add([others.Aggregate(Rational.One, (rest, share) => rest - share), .. others]);
            next += others.Length;
        }

        return new ProgramAnswer(outcome, new RelaxedPoint(numbers, shares), null);
    }

    private void AddSide(int k)
    {
        var side = _claim.Sides[k];
        var e = side.Negative ? side.Expression.Negated() : side.Expression;
        var row = new Rational[_coordinates];
        var (weights, constant) = e.OnUnitCube(_claim.Box);
        for (var i = 0; i < _numbers.Length; i++)
            row[i] = weights[_numbers[i]];
        _isStrict[k] = side.Negative || (_claim.Question == CellQuestion.Interior && row.Any(a => a.Sign != 0));
        var next = _numbers.Length;
        for (var g = 0; g < _allowed.Length; g++)
        {
            constant += e.Tables[g][_allowed[g][0]];
            foreach (var category in _allowed[g].Skip(1))
                row[next++] = e.Tables[g][category] - e.Tables[g][_allowed[g][0]];
        }

        // Powers of two of the row's size, so that scaling is exact either way.
        var bits = row.Append(constant).Where(a => a.Sign != 0)
            .Select(a => a.Numerator.GetBitLength() - a.Denominator.GetBitLength()).DefaultIfEmpty(0).Max();
        // A margin is at most 1, which must not end the search for the farthest point: no row is more than the sum of its coefficients.
        for (var most = 1; k == _objective && most <= row.Length + 1; most *= 2)
            bits++;
        var scale = bits >= 0 ? BigInteger.One << (int)bits : Rational.Of(1, BigInteger.One << (int)-bits);
        (_rows[k], _constants[k], _scales[k]) = (row.Select(a => a / scale).ToArray(), constant / scale, scale);
    }

    // The shares of the categories with a coordinate sum up to at most 1.
    private void AddChoices(int next)
    {
        var first = _numbers.Length;
        foreach (var categories in _allowed.Where(a => a.Length > 1))
        {
            var row = new Rational[_coordinates];
            for (var others = categories.Length - 1; others > 0; others--)
                row[first++] = -Rational.One;
            (_rows[next], _constants[next], _scales[next]) = (row, Rational.One, Rational.One);
            next++;
        }
    }
}

/// <summary>What a programme says.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Point">The point, where the margin is positive.</param>
/// <param name="Multipliers">One per side, where it is not.</param>
internal sealed record ProgramAnswer(SimplexOutcome Outcome, RelaxedPoint? Point, Multipliers? Multipliers);

/// <summary>A point whose choices may still be shared out among categories.</summary>
/// <param name="Numbers">One value per number.</param>
/// <param name="Shares">For each choice the share of each category that is left to it; they sum up to 1.</param>
internal sealed record RelaxedPoint(Rational[] Numbers, IReadOnlyList<Rational[]> Shares);
