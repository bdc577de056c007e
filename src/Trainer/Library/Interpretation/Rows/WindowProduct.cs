using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Trainer.Interpretation.Rows;

/// <summary>A row of the layer before, and where the weights with which neighbouring units take it begin.</summary>
internal readonly record struct RowTerm(WindowedRow Row, int Weights);

/// <summary>The switched rows of units that see the same values: for each unit the sum of the rows before it, times its weights.</summary>
/// <remarks>
/// Neighbouring units are adjacent in memory, so that one number of a row times a vector of weights is added to a vector of sums:
/// contiguous, however
/// small the windows are. Each sum is a chain of multiplications and additions in the order of the terms, so that no width of vector and no
/// size of the tiles changes a bit.
/// </remarks>
/// <param name="most">The most switched weights that are made.</param>
internal sealed class WindowProduct(long most)
{
    /// <summary>Numbers of a tile of sums, half of a small second-level cache.</summary>
    private const int TileSize = 1 << 14;

    private const int Lanes = 8;

    /// <summary>Units whose weights fit into registers, four of 512 bits.</summary>
    private const int Strip = 4 * Lanes;

    private double[] _sums = [];
    private long _made;

    /// <summary>Computes the rows of some units.</summary>
    /// <param name="terms">The rows before, at least one.</param>
    /// <param name="weights">From each term's position on the weights of the units.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="squares">Receives ŵ·ŵ, one per unit.</param>
    /// <param name="isKept">For each unit whether its row is wanted.</param>
    /// <param name="rows">Receives the rows that are wanted.</param>
    /// <exception cref="RuleCompilerException">There are too many rows.</exception>
    public void Compute(
        List<RowTerm> terms,
        ReadOnlySpan<double> weights,
        int units,
        Span<double> squares,
        ReadOnlySpan<bool> isKept,
        Span<WindowedRow?> rows)
    {
        var all = CollectionsMarshal.AsSpan(terms);
        var window = all[0].Row.Window;
        foreach (ref readonly var term in all)
            window = window.Union(term.Row.Window);
        squares.Clear();
        for (var i = 0; i < units; i++)
        {
            if (isKept[i])
                rows[i] = NewRow(window);
        }

        foreach (var tile in Tiles(window, units))
        {
            var sums = Sums(tile.Count * units);
            foreach (ref readonly var term in all)
                Add(term.Row, weights.Slice(term.Weights, units), tile, sums);
            Finish(tile, sums, units, squares, isKept, rows);
        }
    }

    /// <summary>Makes a row of zeros.</summary>
    /// <param name="window">Its window.</param>
    /// <returns>The row.</returns>
    /// <exception cref="RuleCompilerException">With it there are too many.</exception>
    public WindowedRow NewRow(InputWindow window)
    {
        _made += window.Count;
        return _made <= most
            ? new WindowedRow(window, new double[window.Count])
            : throw new RuleCompilerException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Insens of this network takes more than {most} switched weights of active units, "
                        + $"which is as many as are kept; use a smaller input, or a part of the network."));
    }

    // Whole lines, and whole planes, where they fit.
    private static IEnumerable<InputWindow> Tiles(InputWindow window, int units)
    {
        var columns = Math.Clamp(TileSize / units, 1, window.Columns);
        var lines = Math.Clamp(TileSize / units / columns, 1, window.Lines);
        var planes = Math.Clamp(TileSize / units / columns / lines, 1, window.Planes);
        for (var plane = window.Plane; plane < window.PlaneEnd; plane += planes)
        {
            for (var line = window.Line; line < window.LineEnd; line += lines)
            {
                for (var column = window.Column; column < window.ColumnEnd; column += columns)
                {
                    yield return new InputWindow(
                        plane,
                        Math.Min(plane + planes, window.PlaneEnd),
                        line,
                        Math.Min(line + lines, window.LineEnd),
                        column,
                        Math.Min(column + columns, window.ColumnEnd));
                }
            }
        }
    }

    private Span<double> Sums(int count)
    {
        if (_sums.Length < count)
            _sums = new double[count];
        var sums = _sums.AsSpan(0, count);
        sums.Clear();
        return sums;
    }

    private static void Add(WindowedRow row, ReadOnlySpan<double> weights, InputWindow tile, Span<double> sums)
    {
        var common = row.Window.Intersection(tile);
        if (common.Columns <= 0)
            return;
        for (var plane = common.Plane; plane < common.PlaneEnd; plane++)
        {
            for (var line = common.Line; line < common.LineEnd; line++)
            {
                var values = row.Values.AsSpan(row.Window.PositionOf(plane, line, common.Column), common.Columns);
                AddLine(row.Factor, values, weights, sums[(tile.PositionOf(plane, line, common.Column) * weights.Length)..]);
            }
        }
    }

    // For each number of a line: sums of its place += number·weights.
    private static void AddLine(double factor, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Span<double> sums)
    {
        var done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; done + Strip <= weights.Length; done += Strip)
                AddStrip(factor, values, weights.Slice(done, Strip), weights.Length, sums[done..]);
        }

        if (done == weights.Length)
            return;
        var rest = weights[done..];
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(rest);
        for (var p = 0; p < values.Length; p++)
        {
            var value = factor * values[p];
            var to = sums.Slice((p * weights.Length) + done, rest.Length);
            var v = new Vector<double>(value);
            var vectors = MemoryMarshal.Cast<double, Vector<double>>(to);
            for (var i = 0; i < lanes.Length; i++)
                vectors[i] += v * lanes[i];
            for (var i = lanes.Length * Vector<double>.Count; i < rest.Length; i++)
                to[i] += value * rest[i];
        }
    }

    // The weights of 32 units stay in registers while a line goes by.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddStrip(double factor, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, int units, Span<double> sums)
    {
        var (w0, w1, w2, w3) = (
            Vector512.Create(weights),
            Vector512.Create(weights[Lanes..]),
            Vector512.Create(weights[(2 * Lanes)..]),
            Vector512.Create(weights[(3 * Lanes)..]));
        for (var p = 0; p < values.Length; p++)
        {
            var v = Vector512.Create(factor * values[p]);
            var to = MemoryMarshal.Cast<double, Vector512<double>>(sums.Slice(p * units, Strip));
            to[0] += v * w0;
            to[1] += v * w1;
            to[2] += v * w2;
            to[3] += v * w3;
        }
    }

    private static void Finish(
        InputWindow tile, ReadOnlySpan<double> sums, int units, Span<double> squares, ReadOnlySpan<bool> isKept, Span<WindowedRow?> rows)
    {
        for (var at = 0; at < sums.Length; at += units)
        {
            var there = sums.Slice(at, units);
            for (var i = 0; i < units; i++)
                squares[i] += there[i] * there[i];
        }

        for (var i = 0; i < units; i++)
        {
            if (!isKept[i])
                continue;
            var (row, from) = (rows[i]!, i);
            for (var plane = tile.Plane; plane < tile.PlaneEnd; plane++)
            {
                for (var line = tile.Line; line < tile.LineEnd; line++)
                {
                    foreach (ref var value in row.Values.AsSpan(row.Window.PositionOf(plane, line, tile.Column), tile.Columns))
                    {
                        value = sums[from];
                        from += units;
                    }
                }
            }
        }
    }
}
