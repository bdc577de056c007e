using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Training;

/// <summary>
/// The moves that shorten one row of a hinge form, cheapest first: those with the least growth of the loss for a number saved.
/// </summary>
internal sealed class RowPruning
{
    /// <summary>What a move counts that saves no number yet: a piece that becomes flat, say, beside another that may follow.</summary>
    private const double HalfNumber = 0.5;

    /// <summary>The numbers of a jump: its place and two heights.</summary>
    private const int JumpNumbers = 3;

    private readonly int[]?[] _terms;
    private readonly CurveEncoding _encoding;
    private readonly RowCurvature _curvature;
    private readonly double _price;
    private (int Term, int Other) _cheapest;

    /// <summary>Prepares the moves of a row.</summary>
    /// <param name="map">The row.</param>
    /// <param name="row">Its position.</param>
    /// <param name="pattern">The terms of all rows.</param>
    /// <param name="encoding">The features.</param>
    /// <param name="bends">How the loss bends with the row's weights and, after them, its bias; more may follow.</param>
    /// <param name="prior">The bend of the penalty on the weights.</param>
    /// <param name="price">What a number has to gain.</param>
    public RowPruning(
        AffineMap map, int row, TermPattern pattern, CurveEncoding encoding, double[] bends, double[] prior, double price)
    {
        _price = price;
        _terms = [.. pattern[row]];
        _encoding = encoding;
        var matrix = WithPrior(bends, prior, pattern[row].Length);
        _curvature = new RowCurvature(matrix, [.. pattern.Reduce(row, map.Weights), map.Bias]);
        Judge();
    }

    /// <summary>The growth of the loss by the cheapest move, for each number that it saves; infinity where no term is left.</summary>
    public double LeastCost { get; private set; }

    /// <summary>The terms that are left.</summary>
    public int[][] Terms => _terms.OfType<int[]>().ToArray();

    /// <summary>Makes the cheapest move.</summary>
    public void MakeCheapestMove()
    {
        var (term, other) = _cheapest;
        _curvature.Apply(term, other);
        Change(_terms, term, other);
        Judge();
    }

    /// <summary>The row after the moves.</summary>
    /// <param name="pattern">The pattern with the terms that are left.</param>
    /// <param name="row">The row's position.</param>
    public AffineMap ToMap(TermPattern pattern, int row)
    {
        var kept = Enumerable.Range(0, _terms.Length).Where(t => _terms[t] is not null).Select(t => _curvature.Weights[t]).ToArray();
        return new AffineMap(pattern.Expand(row, kept), _curvature.Weights[^1]);
    }

    private static void Change(int[]?[] terms, int term, int other)
    {
        if (other >= 0)
            terms[other] = [.. terms[other]!.Concat(terms[term]!).Order()];
        terms[term] = null;
    }

    private void Judge()
    {
        if (JudgeJumps())
            return;
        LeastCost = double.PositiveInfinity;
        foreach (var (term, other) in Moves())
        {
            var cost = _curvature.CostOf(term, other) / Saved(term, other);
            if (cost < LeastCost)
                (LeastCost, _cheapest) = (cost, (term, other));
        }
    }

    /// <summary>
    /// As long as a jump is not worth its numbers, the least one goes first: while there are all pieces, what is smooth needs none, and
    /// without most pieces it would be made of steps.
    /// </summary>
    private bool JudgeJumps()
    {
        LeastCost = double.PositiveInfinity;
        for (var t = 0; t < _terms.Length; t++)
        {
            if (_terms[t] is not { } term || !IsJump(term[0]))
                continue;
            var cost = _curvature.CostOf(t, -1);
            if (cost < LeastCost)
                (LeastCost, _cheapest) = (cost, (t, -1));
        }

        return LeastCost <= JumpNumbers * _price;
    }

    private bool IsJump(int feature) =>
        _encoding.Curves.LastOrDefault(c => c.First <= feature) is { } curve
        && feature >= curve.FirstJump && feature < curve.FirstJump + curve.Jumps;

    private double Saved(int term, int other)
    {
        var feature = _terms[term]![0];
        if (feature < _encoding.Linear.Features)
            return other < 0 ? PatternNumbers.OfLinear(feature, _encoding) : 1;
        var curve = _encoding.Curves.Last(c => c.First <= feature);
        var after = (int[]?[])_terms.Clone();
        Change(after, term, other);
        return Math.Max(HalfNumber, CurveShape.Of(curve, _terms).Numbers - CurveShape.Of(curve, after).Numbers);
    }

    /// <summary>
    /// Every term may go; terms of one category input whose weights are neighbours, and pieces of a curve side by side, may be joined.
    /// </summary>
    private IEnumerable<(int Term, int Other)> Moves()
    {
        for (var t = 0; t < _terms.Length; t++)
        {
            if (_terms[t] is not null)
                yield return (t, -1);
        }

        foreach (var group in _encoding.Linear.Box.Groups)
        {
            var members = Enumerable.Range(0, _terms.Length)
                .Where(t => _terms[t] is { } term && term[0] >= group.First && term[0] < group.First + group.Count)
                .OrderBy(t => _curvature.Weights[t]).ThenBy(t => t).ToArray();
            for (var i = 1; i < members.Length; i++)
                yield return (Math.Max(members[i - 1], members[i]), Math.Min(members[i - 1], members[i]));
        }

        foreach (var curve in _encoding.Curves)
        {
            var slopes = CurveShape.Of(curve, _terms).Slopes.ToArray();
            for (var p = 1; p < slopes.Length; p++)
            {
                if (slopes[p] >= 0 && slopes[p - 1] >= 0 && slopes[p] != slopes[p - 1])
                    yield return (Math.Max(slopes[p - 1], slopes[p]), Math.Min(slopes[p - 1], slopes[p]));
            }
        }
    }

    private static double[] WithPrior(double[] bends, double[] prior, int terms)
    {
        var (size, stride) = (terms + 1, (int)Math.Sqrt(bends.Length));
        var matrix = new double[size * size];
        for (var s = 0; s < size; s++)
        {
            for (var t = 0; t < size; t++)
                matrix[(s * size) + t] = bends[(s * stride) + t] + (s < terms && t < terms ? prior[(s * terms) + t] : 0);
        }

        // What the data hardly decide is not to be trusted.
        var mean = Enumerable.Range(0, size).Average(i => matrix[(i * size) + i]);
        for (var i = 0; i < size; i++)
            matrix[(i * size) + i] += 1e-7 * (mean + 1e-6);
        return matrix;
    }
}
