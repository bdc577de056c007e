using System;
using System.Linq;
using System.Numerics;

namespace RuleCompiler.Benchmarks;

/// <summary>A 15-60-60-1 network with PReLUs in single precision, one row at a time: what rules are compared with.</summary>
internal sealed class ForwardPass
{
    private static readonly int[] Layers = [15, 60, 60, 1];

    private readonly float[][] _weights;
    private readonly float[][] _biases;
    private readonly float[][] _columns;
    private readonly float[][] _values = Layers.Select(n => new float[Padded(n)]).ToArray();

    public ForwardPass()
    {
        var random = new Random(3);
        _weights = Enumerable.Range(1, 3)
            .Select(l => Enumerable.Range(0, Layers[l] * Layers[l - 1]).Select(_ => random.NextSingle() - 0.5f).ToArray()).ToArray();
        _biases = Enumerable.Range(1, 3)
            .Select(l => Enumerable.Range(0, Padded(Layers[l])).Select(_ => random.NextSingle() - 0.5f).ToArray()).ToArray();
        // Input by input, each unit's weight beside the next unit's: a vector of units is one load.
        _columns = Enumerable.Range(1, 3).Select(l =>
        {
            var columns = new float[Layers[l - 1] * Padded(Layers[l])];
            for (var i = 0; i < Layers[l - 1]; i++)
            {
                for (var j = 0; j < Layers[l]; j++)
                    columns[(i * Padded(Layers[l])) + j] = _weights[l - 1][(j * Layers[l - 1]) + i];
            }

            return columns;
        }).ToArray();
    }

    /// <summary>Plain loops.</summary>
    public float Plain(ReadOnlySpan<float> row)
    {
        row.CopyTo(_values[0]);
        for (var l = 0; l < 3; l++)
        {
            for (var j = 0; j < Layers[l + 1]; j++)
            {
                var sum = _biases[l][j];
                for (var i = 0; i < Layers[l]; i++)
                    sum += _weights[l][(j * Layers[l]) + i] * _values[l][i];
                _values[l + 1][j] = l < 2 && sum < 0 ? 0.25f * sum : sum;
            }
        }

        return _values[3][0];
    }

    /// <summary>Vectors of units; four of them at once, so that additions do not wait for one another.</summary>
    public float Vectorised(ReadOnlySpan<float> row)
    {
        row.CopyTo(_values[0]);
        for (var l = 0; l < 2; l++)
        {
            var width = Padded(Layers[l + 1]);
            var x = _values[l].AsSpan(0, Layers[l]);
            for (var j = 0; j < width; j += 4 * Vector<float>.Count)
                Units(x, _columns[l].AsSpan(j), width, _biases[l].AsSpan(j), _values[l + 1].AsSpan(j));
        }

        var last = new Vector<float>(0f);
        for (var i = 0; i < Padded(60); i += Vector<float>.Count)
            last += new Vector<float>(_values[2].AsSpan(i)) * new Vector<float>(LastWeights.AsSpan(i));
        return _biases[2][0] + Vector.Sum(last);
    }

    private float[] LastWeights { get; } = new float[Padded(60)];

    private static int Padded(int units) => (units + (4 * Vector<float>.Count) - 1) / (4 * Vector<float>.Count) * 4 * Vector<float>.Count;

    /// <summary>Fills the weights of the output unit, padded with zeros.</summary>
    public ForwardPass Prepared()
    {
        _weights[2].CopyTo(LastWeights, 0);
        return this;
    }

    private static void Units(ReadOnlySpan<float> x, ReadOnlySpan<float> columns, int width, ReadOnlySpan<float> biases, Span<float> values)
    {
        var n = Vector<float>.Count;
        var (a, b, c, d) = (
            new Vector<float>(biases),
            new Vector<float>(biases[n..]),
            new Vector<float>(biases[(2 * n)..]),
            new Vector<float>(biases[(3 * n)..]));
        for (var i = 0; i < x.Length; i++)
        {
            var value = new Vector<float>(x[i]);
            var w = columns.Slice(i * width, 4 * n);
            a = Vector.FusedMultiplyAdd(value, new Vector<float>(w), a);
            b = Vector.FusedMultiplyAdd(value, new Vector<float>(w[n..]), b);
            c = Vector.FusedMultiplyAdd(value, new Vector<float>(w[(2 * n)..]), c);
            d = Vector.FusedMultiplyAdd(value, new Vector<float>(w[(3 * n)..]), d);
        }

        Activate(a).CopyTo(values);
        Activate(b).CopyTo(values[n..]);
        Activate(c).CopyTo(values[(2 * n)..]);
        Activate(d).CopyTo(values[(3 * n)..]);
    }

    private static Vector<float> Activate(Vector<float> z) =>
        Vector.Max(z, Vector<float>.Zero) + (0.25f * Vector.Min(z, Vector<float>.Zero));
}
