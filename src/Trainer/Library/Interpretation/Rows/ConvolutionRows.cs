using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation.Rows;

/// <summary>The switched rows of a convolution: place by place those of all filters of a group together.</summary>
internal sealed class ConvolutionRows
{
    private readonly WindowAxis _vertical;
    private readonly WindowAxis _horizontal;
    private readonly int _groups;
    private readonly int _channels;
    private readonly int _filters;
    private readonly double[] _weights;
    private readonly (int Images, int Lines, int Columns) _input;
    private readonly (int Lines, int Columns) _output;
    private readonly List<RowTerm> _terms = [];

    /// <summary>Makes ready.</summary>
    /// <param name="convolution">The convolution.</param>
    /// <param name="input">The shape of its input.</param>
    /// <param name="output">The shape of its result.</param>
    public ConvolutionRows(Convolution convolution, TensorShape input, TensorShape output)
    {
        var isPlane = convolution.Axes.Count == 2;
        (_vertical, _horizontal) = (isPlane ? convolution.Axes[0] : WindowAxis.None, convolution.Axes[^1]);
        (_groups, _channels, _filters) = (convolution.Groups, convolution.GroupChannels, convolution.Biases.Length / convolution.Groups);
        _input = (input[0], isPlane ? input[2] : 1, input[input.Rank - 1]);
        _output = (isPlane ? output[2] : 1, output[output.Rank - 1]);

        // Group × channel × place × filter, so that the filters are adjacent.
        var each = _channels * _vertical.Size * _horizontal.Size;
        _weights = new double[convolution.Weights.Length];
        for (var i = 0; i < _weights.Length; i++)
        {
            var (filter, at) = (i / each, i % each);
            _weights[(((filter / _filters * each) + at) * _filters) + (filter % _filters)] = convolution.Weights[i];
        }
    }

    /// <summary>Computes them.</summary>
    /// <param name="product">Does the sums.</param>
    /// <param name="before">The rows of the input; none where they are 0.</param>
    /// <param name="isMeasured">For each value of the result whether ŵ·ŵ is wanted.</param>
    /// <param name="isKept">For each whether its row is.</param>
    /// <param name="squares">Receives ŵ·ŵ, if any is wanted.</param>
    /// <param name="rows">Receives the rows.</param>
    public void Compute(
        WindowProduct product, WindowedRow?[] before, bool[] isMeasured, bool[] isKept, double[]? squares, WindowedRow?[] rows)
    {
        var area = _output.Lines * _output.Columns;
        var (kept, square, found) = (new bool[_filters], new double[_filters], new WindowedRow?[_filters]);
        for (var block = 0; block < _input.Images * _groups; block++)
        {
            for (var place = 0; place < area; place++)
            {
                var isWanted = false;
                for (var f = 0; f < _filters; f++)
                {
                    var value = (((block * _filters) + f) * area) + place;
                    kept[f] = isKept[value];
                    isWanted |= isMeasured[value] || kept[f];
                }

                if (!isWanted || !Collect(before, block, place))
                    continue;
                Array.Clear(found);
                var each = _channels * _vertical.Size * _horizontal.Size * _filters;
                product.Compute(_terms, _weights.AsSpan(block % _groups * each, each), _filters, square, kept, found);
                for (var f = 0; f < _filters; f++)
                {
                    var value = (((block * _filters) + f) * area) + place;
                    rows[value] = found[f];
                    if (squares is not null)
                        squares[value] = square[f];
                }
            }
        }
    }

    // The rows that a place of the result is made of.
    private bool Collect(WindowedRow?[] before, int block, int place)
    {
        _terms.Clear();
        var (oy, ox) = (place / _output.Columns, place % _output.Columns);
        for (var c = 0; c < _channels; c++)
        {
            for (var ky = 0; ky < _vertical.Size; ky++)
            {
                var y = _vertical.Position(oy, ky);
                if (y < 0 || y >= _input.Lines)
                    continue;
                for (var kx = 0; kx < _horizontal.Size; kx++)
                {
                    var x = _horizontal.Position(ox, kx);
                    if (x < 0 || x >= _input.Columns
                        || before[(((((block * _channels) + c) * _input.Lines) + y) * _input.Columns) + x] is not { } row)
                        continue;
                    _terms.Add(new RowTerm(row, ((((c * _vertical.Size) + ky) * _horizontal.Size) + kx) * _filters));
                }
            }
        }

        return _terms.Count > 0;
    }
}
