using System;
using System.Linq;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Training;

/// <summary>The Gauss–Newton matrix of a hinge form's mean loss: JᵀHJ with the derivatives J of the outputs by the numbers.</summary>
/// <remarks>
/// With g_k = ∂out_k/∂z_j = 1[z_j&lt;0]·(V_kj + Σ_{i&gt;j} g_k,i·U_ij) for a hinge j, and the k-th unit vector for the output k, the loss
/// bends with the values of two rows of the form as gᵀ(∂²L/∂out²)g′. With one output all numbers stand in one matrix. With several, or
/// with very many numbers, each row of the form has a matrix of its own, and what lies between them counts as 0: a step is then shorter
/// than it could be, but still goes down.
/// </remarks>
internal sealed class HingeHessian
{
    /// <summary>More numbers than this are not solved for together.</summary>
    private const int MostTogether = 1200;

    private readonly HingeParameters _layout;
    private readonly PieceRows _sample;
    private readonly Loss _loss;
    private readonly HingePass _pass;
    private readonly bool _isTogether;
    private readonly int _size;

    /// <summary>Prepares to measure.</summary>
    /// <param name="layout">The numbers.</param>
    /// <param name="sample">The rows that the curvature is taken from.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="apart">Whether each row of the form has a matrix of its own in any case.</param>
    public HingeHessian(HingeParameters layout, PieceRows sample, Loss loss, bool apart = false)
    {
        (_layout, _sample, _loss) = (layout, sample, loss);
        _pass = new HingePass(layout, sample, loss);
        _isTogether = !apart && layout.Outputs == 1 && layout.Count <= MostTogether;
        _size = sample.Encoding.Entries + 1 + layout.Hinges;
    }

    /// <summary>The first number of each matrix, and at the end the number of all.</summary>
    public int[] Starts => _isTogether ? [0, _layout.Count] : _layout.Offsets;

    /// <summary>The matrices, size × size each.</summary>
    /// <param name="parameters">The numbers of the form.</param>
    public double[][] Of(double[] parameters)
    {
        var pairs = Enumerable.Range(0, _layout.Rows)
            .SelectMany(i => Enumerable.Range(_isTogether ? 0 : i, _isTogether ? i + 1 : 1).Select(j => (Row: i, Other: j))).ToArray();
        var sums = pairs.Select(_ => new double[_size * _size]).ToArray();
        Sum(parameters, pairs, sums);
        var starts = Starts;
        var matrices = starts.Skip(1).Zip(starts, (to, from) => new double[(to - from) * (to - from)]).ToArray();
        for (var p = 0; p < pairs.Length; p++)
        {
            var (row, other) = pairs[p];
            Mirror(sums[p]);
            var block = _isTogether ? 0 : row;
            var (matrix, size) = (matrices[block], starts[block + 1] - starts[block]);
            var (from, to) = (_layout.Offsets[row] - starts[block], _layout.Offsets[other] - starts[block]);
            _pass.Terms(row).Reduce(sums[p], _size, _pass.Terms(other), (t, u, value) =>
            {
                matrix[((from + t) * size) + to + u] = value / _sample.Rows;
                matrix[((to + u) * size) + from + t] = value / _sample.Rows;
            });
        }

        return matrices;
    }

    private void Sum(double[] parameters, (int Row, int Other)[] pairs, double[][] sums)
    {
        var outputs = _layout.Outputs;
        var bias = _sample.Encoding.Entries;
        var slopes = new double[_layout.Rows * outputs];
        var values = new double[outputs];
        var direction = new double[outputs];
        var entries = new int[_sample.Width + 1 + _layout.Hinges];
        var own = new double[entries.Length];
        _pass.Set(parameters);
        for (var r = 0; r < _sample.Rows; r++)
        {
            _pass.Visit(r);
            FindSlopes(slopes);
            for (var k = 0; k < outputs; k++)
                values[k] = _pass.Values[_layout.Hinges + k];
            var count = _sample.Width;
            _sample.Entries(r).CopyTo(entries);
            for (var e = 0; e < count; e++)
                own[e] = _sample.Values(r)[e];
            (entries[count], own[count++]) = (bias, 1);
            for (var j = 0; j < _layout.Hinges; j++)
            {
                if (_pass.Values[j] < 0)
                    (entries[count], own[count++]) = (bias + 1 + j, _pass.Values[j]);
            }

            double weight = _sample.Set.Weights?[r] ?? 1;
            if (_isTogether)
            {
                direction[0] = 1;
                weight *= _loss.Curvature(values, direction);
            }

            for (var p = 0; p < pairs.Length; p++)
            {
                double bend;
                if (_isTogether)
                {
                    bend = weight * slopes[pairs[p].Row] * slopes[pairs[p].Other];
                }
                else
                {
                    slopes.AsSpan(pairs[p].Row * outputs, outputs).CopyTo(direction);
                    bend = weight * _loss.Curvature(values, direction);
                }

                if (bend != 0)
                    AddProducts(sums[p], bend, entries.AsSpan(0, count), own);
            }
        }
    }

    private void AddProducts(double[] sum, double bend, ReadOnlySpan<int> entries, double[] values)
    {
        // Each pair once, on whichever side of the diagonal.
        for (var a = 0; a < entries.Length; a++)
        {
            var scaled = bend * values[a];
            if (scaled == 0)
                continue;
            var line = sum.AsSpan(entries[a] * _size, _size);
            for (var b = 0; b <= a; b++)
                line[entries[b]] += scaled * values[b];
        }
    }

    private void Mirror(double[] sum)
    {
        for (var i = 0; i < _size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var value = sum[(i * _size) + j] + sum[(j * _size) + i];
                sum[(i * _size) + j] = sum[(j * _size) + i] = value;
            }
        }
    }

    /// <summary>The derivative of each output by the value of each row of the form.</summary>
    private void FindSlopes(double[] slopes)
    {
        var outputs = _layout.Outputs;
        Array.Clear(slopes);
        for (var k = 0; k < outputs; k++)
            slopes[((_layout.Hinges + k) * outputs) + k] = 1;
        for (var j = _layout.Hinges - 1; j >= 0; j--)
        {
            if (!(_pass.Values[j] < 0))
                continue;
            for (var i = j + 1; i < _layout.Rows; i++)
            {
                var coupling = _pass.Coupling(i, j);
                for (var k = 0; k < outputs; k++)
                    slopes[(j * outputs) + k] += coupling * slopes[(i * outputs) + k];
            }
        }
    }
}
