using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Training;

/// <summary>The moves that shorten one row of a hinge form, cheapest first.</summary>
internal sealed class RowPruning
{
    private readonly List<int[]?> _terms;
    private readonly IReadOnlyList<FeatureGroup> _groups;
    private readonly RowCurvature _curvature;
    private (int Term, int Other) _cheapest;

    /// <summary>Prepares the moves of a row.</summary>
    /// <param name="map">The row.</param>
    /// <param name="row">Its position.</param>
    /// <param name="pattern">The terms of all rows.</param>
    /// <param name="groups">The features of the category inputs.</param>
    /// <param name="sample">The data that moves are judged on.</param>
    /// <param name="bends">How the loss of each of them bends with the row's value.</param>
    /// <param name="damping">See <see cref="RowCurvature"/>.</param>
    public RowPruning(
        AffineMap map, int row, TermPattern pattern, IReadOnlyList<FeatureGroup> groups, TrainingSet sample, ReadOnlySpan<double> bends,
        double damping)
    {
        _terms = [.. pattern[row]];
        _groups = groups;
        _curvature = new RowCurvature(Matrix(pattern[row], sample, bends), [.. pattern.Reduce(row, map.Weights), map.Bias], damping);
        Judge();
    }

    /// <summary>The growth of the loss by the cheapest move; infinity where no term is left.</summary>
    public double LeastCost { get; private set; }

    /// <summary>The terms that are left.</summary>
    public int[][] Terms => _terms.OfType<int[]>().ToArray();

    /// <summary>Makes the cheapest move.</summary>
    public void MakeCheapestMove()
    {
        var (term, other) = _cheapest;
        _curvature.Apply(term, other);
        if (other >= 0)
            _terms[other] = [.. _terms[other]!.Concat(_terms[term]!).Order()];
        _terms[term] = null;
        Judge();
    }

    /// <summary>The row after the moves.</summary>
    /// <param name="pattern">The pattern with the terms that are left.</param>
    /// <param name="row">The row's position.</param>
    public AffineMap ToMap(TermPattern pattern, int row)
    {
        var kept = Enumerable.Range(0, _terms.Count).Where(t => _terms[t] is not null).Select(t => _curvature.Weights[t]).ToArray();
        return new AffineMap(pattern.Expand(row, kept), _curvature.Weights[^1]);
    }

    private void Judge()
    {
        LeastCost = double.PositiveInfinity;
        foreach (var (term, other) in Moves())
        {
            var cost = _curvature.CostOf(term, other);
            if (cost < LeastCost)
                (LeastCost, _cheapest) = (cost, (term, other));
        }
    }

    /// <summary>Every term may go; terms of one category input whose weights are neighbours may be joined.</summary>
    private IEnumerable<(int Term, int Other)> Moves()
    {
        for (var t = 0; t < _terms.Count; t++)
        {
            if (_terms[t] is not null)
                yield return (t, -1);
        }

        foreach (var group in _groups)
        {
            var members = Enumerable.Range(0, _terms.Count)
                .Where(t => _terms[t] is { } term && term[0] >= group.First && term[0] < group.First + group.Count)
                .OrderBy(t => _curvature.Weights[t]).ThenBy(t => t).ToArray();
            for (var i = 1; i < members.Length; i++)
                yield return (Math.Max(members[i - 1], members[i]), Math.Min(members[i - 1], members[i]));
        }
    }

    /// <summary>Σ over the data of bend·x·xᵀ, with x the terms' values and 1 for the bias, divided by the rows.</summary>
    private static double[] Matrix(int[][] terms, TrainingSet sample, ReadOnlySpan<double> bends)
    {
        var size = terms.Length + 1;
        var matrix = new double[size * size];
        var x = new double[size];
        x[^1] = 1;
        for (var r = 0; r < sample.Rows; r++)
        {
            var bend = bends[r] / sample.Rows;
            if (bend == 0)
                continue;
            var features = sample.Features(r);
            for (var t = 0; t < terms.Length; t++)
            {
                var sum = 0f;
                foreach (var feature in terms[t])
                    sum += features[feature];
                x[t] = sum;
            }

            for (var i = 0; i < size; i++)
            {
                var scaled = bend * x[i];
                if (scaled == 0)
                    continue;
                var line = matrix.AsSpan(i * size, i + 1);
                for (var j = 0; j < line.Length; j++)
                    line[j] += scaled * x[j];
            }
        }

        return matrix;
    }
}
