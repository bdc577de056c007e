using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation.Rows;

/// <summary>ŵ·ŵ of every unit that counts in Insens, in one sweep through a network.</summary>
/// <remarks>
/// Layer by layer each value that is passed on keeps its switched weights as the window of the input that it sees; those of units that are
/// off, or that a pool beats, are never made, and a layer's rows go when the next ones are there. A unit is never written as a row of the
/// whole input before it sees all of it.
/// </remarks>
internal sealed class RowSweep
{
    /// <summary>Switched weights that are made for one sweep at most, two gigabytes of them.</summary>
    public const long MaxWeights = 1L << 28;

    /// <summary>Units of a dense layer that are taken together.</summary>
    private const int DenseBlock = 64;

    private readonly NetworkState _state;
    private readonly NetworkGraph _graph;
    private readonly bool[][] _isMeasured;
    private readonly bool[][] _isKept;
    private readonly WindowedRow?[]?[] _rows;
    private readonly double[]?[] _squares;
    private readonly WindowProduct _product;

    private RowSweep(NetworkState state, long most)
    {
        _product = new WindowProduct(most);
        (_state, _graph) = (state, state.Graph);
        _isMeasured = _graph.Nodes.Select(n => new bool[n.Shape.Count]).ToArray();
        _isKept = _graph.Nodes.Select(n => new bool[n.Shape.Count]).ToArray();
        _rows = new WindowedRow?[]?[_graph.Nodes.Count];
        _squares = new double[]?[_graph.Nodes.Count];
    }

    /// <summary>Makes the sweep.</summary>
    /// <param name="state">The state.</param>
    /// <param name="most">The most switched weights that are made.</param>
    /// <returns>For each node whose values are those of units, ŵ·ŵ of the units with a share.</returns>
    /// <exception cref="RuleCompilerException">Too many rows would have to be kept.</exception>
    public static double[]?[] Squares(NetworkState state, long most = MaxWeights)
    {
        var sweep = new RowSweep(state, most);
        sweep.Mark();
        sweep.Run();
        return sweep._squares;
    }

    // What is measured: the units with a share. What is kept: what anything measured or kept is made of.
    private void Mark()
    {
        foreach (var layer in _state.Layers)
        {
            for (var i = 0; i < layer.Shares.Length; i++)
                _isMeasured[layer.Node][i] |= layer.Shares[i] > 0;
        }

        for (var node = _graph.Nodes.Count - 1; node >= 0; node--)
        {
            if (_state.MapOf(node) is not { } map)
                continue;
            var isKept = _graph.Nodes[node].Inputs.Select(k => _isKept[k]).ToArray();
            if (map is SparseMap sparse)
            {
                for (var i = 0; i < sparse.Offsets.Length; i++)
                {
                    foreach (var term in IsWanted(node, i) ? sparse.TermsOf(i) : [])
                        isKept[term.Input][term.Position] = true;
                }
            }
            else if (_isMeasured[node].Contains(true) || _isKept[node].Contains(true))
            {
                Array.Fill(isKept[0], true);
            }
        }
    }

    private bool IsWanted(int node, int value) => _isMeasured[node][value] || _isKept[node][value];

    private void Run()
    {
        var lastReader = new int[_graph.Nodes.Count];
        for (var node = 0; node < _graph.Nodes.Count; node++)
        {
            foreach (var k in _state.MapOf(node) is null ? [] : _graph.Nodes[node].Inputs)
                lastReader[k] = node;
        }

        var (layout, read) = (WindowLayout.Of(_graph), 0);
        for (var node = 0; node < _graph.Nodes.Count; node++)
        {
            var count = _graph.Nodes[node].Shape.Count;
            _rows[node] = new WindowedRow?[count];
            if (_graph.Nodes[node].Operation is NetworkInput)
            {
                for (var i = 0; i < count; i++)
                    _rows[node]![i] = new WindowedRow(layout.At(read + i), [1]);
                _squares[node] = _isMeasured[node].Contains(true) ? Enumerable.Repeat(1.0, count).ToArray() : null;
                read += count;
            }
            else if (_state.MapOf(node) is { } map)
            {
                if (_isMeasured[node].Contains(true))
                    _squares[node] = new double[count];
                RowsOf(node, map);
            }

            foreach (var k in _graph.Nodes[node].Inputs)
            {
                if (lastReader[k] <= node)
                    _rows[k] = null;
            }
        }
    }

    private void RowsOf(int node, LocalMap map)
    {
        switch (map)
        {
            case SparseMap sparse:
                SparseRows(node, sparse);
                break;
            case LayerMap { Layer: Dense dense }:
                DenseRows(node, dense);
                break;
            case LayerMap { Layer: Convolution convolution }:
                new ConvolutionRows(convolution, _graph.Nodes[_graph.Nodes[node].Inputs[0]].Shape, _graph.Nodes[node].Shape)
                    .Compute(
                        _product, _rows[_graph.Nodes[node].Inputs[0]]!, _isMeasured[node], _isKept[node], _squares[node], _rows[node]!);
                break;
        }
    }

    private void SparseRows(int node, SparseMap map)
    {
        var inputs = _graph.Nodes[node].Inputs.Select(k => _rows[k]!).ToArray();
        for (var i = 0; i < map.Offsets.Length; i++)
        {
            if (!IsWanted(node, i))
                continue;
            var row = Sum(map.TermsOf(i), inputs);
            _rows[node]![i] = _isKept[node][i] ? row : null;
            if (_isMeasured[node][i] && row is not null)
                _squares[node]![i] = Square(row);
        }
    }

    private WindowedRow? Sum(ReadOnlySpan<SparseTerm> terms, WindowedRow?[][] inputs)
    {
        WindowedRow? sum = null;
        var isOwn = false;
        foreach (var term in terms)
        {
            if (inputs[term.Input][term.Position] is not { } row)
                continue;
            if (sum is null)
            {
                sum = row with { Factor = row.Factor * term.Weight };
                continue;
            }

            var window = sum.Window.Union(row.Window);
            if (!isOwn || window != sum.Window)
            {
                var wider = _product.NewRow(window);
                AddTo(wider, sum, 1);
                (sum, isOwn) = (wider, true);
            }

            AddTo(sum, row, term.Weight);
        }

        return sum;
    }

    private static void AddTo(WindowedRow sum, WindowedRow row, double weight)
    {
        var factor = weight * row.Factor;
        var from = 0;
        for (var plane = row.Window.Plane; plane < row.Window.PlaneEnd; plane++)
        {
            for (var line = row.Window.Line; line < row.Window.LineEnd; line++, from += row.Window.Columns)
            {
                var to = sum.Values.AsSpan(sum.Window.PositionOf(plane, line, row.Window.Column), row.Window.Columns);
                for (var c = 0; c < to.Length; c++)
                    to[c] += factor * row.Values[from + c];
            }
        }
    }

    private static double Square(WindowedRow row)
    {
        var square = 0.0;
        foreach (var value in row.Values)
            square += row.Factor * value * (row.Factor * value);
        return square;
    }

    private void DenseRows(int node, Dense dense)
    {
        var before = _rows[_graph.Nodes[node].Inputs[0]]!;
        for (var row = 0; row < before.Length / dense.Inputs; row++)
        {
            var live = Enumerable.Range(0, dense.Inputs).Where(j => before[(row * dense.Inputs) + j] is not null).ToArray();
            var wanted = Enumerable.Range(0, dense.Units).Where(i => IsWanted(node, (row * dense.Units) + i)).ToArray();
            foreach (var block in live.Length == 0 ? [] : wanted.Chunk(DenseBlock))
                DenseRows(node, dense, row, live, block);
        }
    }

    private void DenseRows(int node, Dense dense, int row, int[] live, int[] units)
    {
        var before = _rows[_graph.Nodes[node].Inputs[0]]!;
        var weights = new double[live.Length * units.Length];
        var terms = new List<RowTerm>(live.Length);
        for (var l = 0; l < live.Length; l++)
        {
            terms.Add(new RowTerm(before[(row * dense.Inputs) + live[l]]!, l * units.Length));
            for (var i = 0; i < units.Length; i++)
                weights[(l * units.Length) + i] = dense.Weights[(live[l] * dense.Units) + units[i]];
        }

        var (squares, rows) = (new double[units.Length], new WindowedRow?[units.Length]);
        var isKept = units.Select(i => _isKept[node][(row * dense.Units) + i]).ToArray();
        _product.Compute(terms, weights, units.Length, squares, isKept, rows);
        for (var i = 0; i < units.Length; i++)
        {
            var value = (row * dense.Units) + units[i];
            _rows[node]![value] = rows[i];
            if (_squares[node] is { } measured)
                measured[value] = squares[i];
        }
    }
}
