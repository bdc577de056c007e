using System;
using System.Linq;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>How the targets become what a network learns, and how its outputs become answers.</summary>
/// <remarks>
/// Regression: one standardised output per target. Binary: one output, 0 or 1. Several classes: one output per class, 1 for the row's
/// own. Bits: one output per target, 0 or 1.
/// </remarks>
public sealed class TargetEncoding
{
    private readonly LearningTask _task;
    private readonly double[] _mean;
    private readonly double[] _scale;

    private TargetEncoding(LearningTask task, double[] mean, double[] scale)
    {
        _task = task;
        _mean = mean;
        _scale = scale;
    }

    /// <summary>The number of outputs.</summary>
    public int Outputs => _task.Kind == TaskKind.MultiClass ? _task.Targets[0].Labels.Count : _task.Targets.Count;

    /// <summary>
    /// Of a regression, the standard deviation of a target over the training rows; otherwise 1, or the unit of <see cref="In"/>.
    /// </summary>
    /// <param name="output">The position of the output.</param>
    /// <returns>The scale by which errors in feature space become errors in original units.</returns>
    public double ScaleOf(int output) => _scale[output];

    /// <summary>Measures the training rows.</summary>
    /// <param name="task">The task.</param>
    /// <param name="table">The table.</param>
    /// <param name="trainingRows">The rows to measure.</param>
    /// <returns>The encoding.</returns>
    public static TargetEncoding Fit(LearningTask task, Table table, ReadOnlySpan<int> trainingRows)
    {
        var outputs = task.Kind == TaskKind.MultiClass ? task.Targets[0].Labels.Count : task.Targets.Count;
        var mean = new double[outputs];
        var scale = Enumerable.Repeat(1.0, outputs).ToArray();
        for (var k = 0; task.Kind == TaskKind.Regression && k < outputs; k++)
        {
            // A target that does not vary over the training rows keeps its unit; its mean is then the whole answer.
            var measured = EncodedNumber.Fit((NumberColumn)table[task.Targets[k].Name], 0, trainingRows);
            mean[k] = measured?.Mean ?? task.Values(table, k, trainingRows[..1])[0];
            scale[k] = measured?.Scale ?? 1;
        }

        return new TargetEncoding(task, mean, scale);
    }

    /// <summary>The same, for outputs that are learned in a unit and from a zero that are not those in which they are told.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="zero">The zero.</param>
    /// <returns>The encoding.</returns>
    public TargetEncoding In(double unit, double zero) =>
        new(_task, Array.ConvertAll(_mean, m => m + zero), Array.ConvertAll(_scale, s => s * unit));

    /// <summary>What the network is to answer.</summary>
    /// <param name="table">The table, or one read like it.</param>
    /// <param name="rows">Its rows, in which every target has a value.</param>
    /// <returns>rows × outputs, row by row.</returns>
    /// <exception cref="InputFileException">A label does not occur in the table the task is of.</exception>
    public float[] Encode(Table table, ReadOnlySpan<int> rows)
    {
        var result = new float[checked(rows.Length * Outputs)];
        for (var t = 0; t < _task.Targets.Count; t++)
        {
            if (_task.Kind == TaskKind.Regression)
            {
                var values = _task.Values(table, t, rows);
                for (var r = 0; r < rows.Length; r++)
                    result[(r * Outputs) + t] = (float)((values[r] - _mean[t]) / _scale[t]);
                continue;
            }

            var labels = _task.Labels(table, t, rows);
            for (var r = 0; r < rows.Length; r++)
            {
                if (_task.Kind == TaskKind.MultiClass)
                    result[(r * Outputs) + labels[r]] = 1;
                else
                    result[(r * Outputs) + t] = labels[r];
            }
        }

        return result;
    }

    /// <summary>Turns an output into the target's own units: y·scale + mean for a regression, itself otherwise.</summary>
    /// <param name="output">The position of the output.</param>
    /// <param name="weights">The weights of the output as a function of anything.</param>
    /// <param name="bias">Its constant.</param>
    /// <returns>The weights and constant of the answer.</returns>
    public (double[] Weights, double Bias) ToOriginalUnits(int output, ReadOnlySpan<double> weights, double bias)
    {
        var result = weights.ToArray();
        for (var i = 0; i < result.Length; i++)
            result[i] *= _scale[output];
        return (result, (bias * _scale[output]) + _mean[output]);
    }
}
