using System;
using System.Linq;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Training;

/// <summary>Evaluates a hinge form that keeps to a pattern on the rows of a set, in doubles, one row after the other.</summary>
internal sealed class HingePass
{
    private readonly HingeParameters _layout;
    private readonly PieceRows _rows;
    private readonly Loss _loss;
    private readonly TermEntries[] _terms;
    private readonly double[][] _weights;
    private readonly double[] _values;
    private readonly double[] _slopes;
    private readonly float[] _outputs;
    private readonly float[] _outputSlopes;
    private readonly double[][] _sums;
    private readonly int _bias;

    public HingePass(HingeParameters layout, PieceRows rows, Loss loss)
    {
        (_layout, _rows, _loss) = (layout, rows, loss);
        _bias = rows.Encoding.Entries;
        _terms = Enumerable.Range(0, layout.Rows)
            .Select(i => new TermEntries(layout.Pattern[i], layout.CouplingsOf(i), rows.Encoding)).ToArray();
        _weights = new double[layout.Rows][];
        _sums = _terms.Select(t => new double[_bias + 1 + layout.Hinges]).ToArray();
        _values = new double[layout.Rows];
        _slopes = new double[layout.Rows];
        _outputs = new float[layout.Outputs];
        _outputSlopes = new float[layout.Outputs];
    }

    /// <summary>The values of the hinges and outputs on the row that was visited last.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>How sums over entries become sums over the numbers of a row of the form.</summary>
    public TermEntries Terms(int row) => _terms[row];

    /// <summary>The mean loss over the rows.</summary>
    /// <param name="parameters">The numbers of the form.</param>
    /// <param name="gradient">Receives the derivative by each number; null where it is not asked for.</param>
    public double MeanLoss(double[] parameters, double[]? gradient = null)
    {
        Set(parameters);
        foreach (var sums in _sums)
            Array.Clear(sums);
        var sum = 0.0;
        for (var r = 0; r < _rows.Rows; r++)
        {
            Visit(r);
            var weight = _rows.Set.Weights?[r] ?? 1;
            sum += weight * _loss.OfRow(_outputs, _rows.Set.Targets(r), _outputSlopes);
            if (gradient is not null)
                AddGradient(r, weight);
        }

        for (var i = 0; gradient is not null && i < _layout.Rows; i++)
        {
            var own = gradient.AsSpan(_layout.Offsets[i], _layout.SizeOf(i));
            _terms[i].Reduce(_sums[i], own);
            foreach (ref var slope in own)
                slope /= _rows.Rows;
        }

        return sum / _rows.Rows;
    }

    /// <summary>The outputs on all rows.</summary>
    /// <param name="parameters">The numbers of the form.</param>
    /// <returns>rows × outputs, row by row.</returns>
    public double[] Outputs(double[] parameters)
    {
        Set(parameters);
        var outputs = new double[_rows.Rows * _layout.Outputs];
        for (var r = 0; r < _rows.Rows; r++)
        {
            Visit(r);
            _values.AsSpan(_layout.Hinges).CopyTo(outputs.AsSpan(r * _layout.Outputs));
        }

        return outputs;
    }

    /// <summary>Takes the numbers of the form.</summary>
    public void Set(double[] parameters)
    {
        for (var i = 0; i < _layout.Rows; i++)
            _weights[i] = _terms[i].Expand(parameters.AsSpan(_layout.Offsets[i], _layout.SizeOf(i)));
    }

    /// <summary>What min(0, z) of a hinge adds to a row of the form.</summary>
    public double Coupling(int row, int hinge) => _weights[row][_bias + 1 + hinge];

    /// <summary>Evaluates a row of data.</summary>
    public void Visit(int row)
    {
        var entries = _rows.Entries(row);
        var values = _rows.Values(row);
        for (var i = 0; i < _layout.Rows; i++)
        {
            var weights = _weights[i];
            var sum = weights[_bias];
            for (var e = 0; e < entries.Length; e++)
                sum += weights[entries[e]] * values[e];
            for (var j = 0; j < _layout.CouplingsOf(i); j++)
                sum += weights[_bias + 1 + j] * Math.Min(0, _values[j]);
            _values[i] = sum;
        }

        for (var k = 0; k < _outputs.Length; k++)
            _outputs[k] = (float)_values[_layout.Hinges + k];
    }

    private void AddGradient(int row, double weight)
    {
        var entries = _rows.Entries(row);
        var values = _rows.Values(row);
        for (var i = _layout.Rows - 1; i >= 0; i--)
        {
            var slope = i >= _layout.Hinges ? weight * _outputSlopes[i - _layout.Hinges] : HingeSlope(i);
            _slopes[i] = slope;
            if (slope == 0)
                continue;
            var sums = _sums[i];
            for (var e = 0; e < entries.Length; e++)
                sums[entries[e]] += slope * values[e];
            sums[_bias] += slope;
            for (var j = 0; j < _layout.CouplingsOf(i); j++)
                sums[_bias + 1 + j] += slope * Math.Min(0, _values[j]);
        }
    }

    private double HingeSlope(int hinge)
    {
        if (!(_values[hinge] < 0))
            return 0;
        var slope = 0.0;
        for (var i = hinge + 1; i < _layout.Rows; i++)
            slope += _slopes[i] * Coupling(i, hinge);
        return slope;
    }
}
