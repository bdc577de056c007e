using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Training.Trees;

/// <summary>Rows that a tree is grown on, column by column.</summary>
internal sealed class TreeSample
{
    /// <summary>Takes rows.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="points">One value per input for each row: a number, or the position of a category, none missing.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="weights">The weight of each row; null where all have the same.</param>
    public TreeSample(IReadOnlyList<Input> inputs, double[][] points, double[] targets, float[]? weights)
    {
        Inputs = inputs;
        Columns = Enumerable.Range(0, inputs.Count).Select(i => Array.ConvertAll(points, p => p[i])).ToArray();
        Targets = targets;
        Outputs = targets.Length / points.Length;
        Weights = weights;
        Rows = points.Length;
    }

    public IReadOnlyList<Input> Inputs { get; }

    /// <summary>The values of each input.</summary>
    public double[][] Columns { get; }

    /// <summary>rows × outputs.</summary>
    public double[] Targets { get; }

    public int Outputs { get; }

    public int Rows { get; }

    private float[]? Weights { get; }

    public double WeightOf(int row) => Weights is null ? 1 : Weights[row];

    public ReadOnlySpan<double> TargetsOf(int row) => Targets.AsSpan(row * Outputs, Outputs);
}

/// <summary>Sums over rows from which their mean and the squared error around it follow.</summary>
/// <remarks>
/// Σw·(y − ȳ)² = Σw·y² − (Σw·y)²/Σw, summed over the outputs: for shares of classes it is the Gini impurity, otherwise the variance, times
/// Σw.
/// </remarks>
internal sealed class TargetSums(int outputs)
{
    private readonly double[] _sums = new double[outputs];
    private double _squares;

    /// <summary>How many rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Σw.</summary>
    public double Weight { get; private set; }

    /// <summary>The mean of each output.</summary>
    public double[] Means => Array.ConvertAll(_sums, s => s / Weight);

    /// <summary>The squared error around the means.</summary>
    public double Error
    {
        get
        {
            var explained = 0.0;
            foreach (var sum in _sums)
                explained += sum * sum;
            return Math.Max(0, _squares - (explained / Weight));
        }
    }

    public void Add(TreeSample sample, int row)
    {
        var weight = sample.WeightOf(row);
        var targets = sample.TargetsOf(row);
        Rows++;
        Weight += weight;
        for (var k = 0; k < targets.Length; k++)
        {
            _sums[k] += weight * targets[k];
            _squares += weight * targets[k] * targets[k];
        }
    }

    public void Add(TargetSums other)
    {
        Rows += other.Rows;
        Weight += other.Weight;
        _squares += other._squares;
        for (var k = 0; k < _sums.Length; k++)
            _sums[k] += other._sums[k];
    }

    /// <summary>The error of what is left of these rows without others.</summary>
    public double ErrorWithout(TargetSums part)
    {
        var (weight, explained) = (Weight - part.Weight, 0.0);
        for (var k = 0; k < _sums.Length; k++)
            explained += (_sums[k] - part._sums[k]) * (_sums[k] - part._sums[k]);
        return Math.Max(0, _squares - part._squares - (explained / weight));
    }
}
