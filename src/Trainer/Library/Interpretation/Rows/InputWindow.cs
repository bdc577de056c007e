using System;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation.Rows;

/// <summary>A box of input values: planes, lines and columns, each from the first to before the end.</summary>
internal readonly record struct InputWindow(int Plane, int PlaneEnd, int Line, int LineEnd, int Column, int ColumnEnd)
{
    public int Planes => PlaneEnd - Plane;

    public int Lines => LineEnd - Line;

    public int Columns => ColumnEnd - Column;

    public int Count => Planes * Lines * Columns;

    /// <summary>The least box that holds both.</summary>
    public InputWindow Union(InputWindow other) => new(
        Math.Min(Plane, other.Plane),
        Math.Max(PlaneEnd, other.PlaneEnd),
        Math.Min(Line, other.Line),
        Math.Max(LineEnd, other.LineEnd),
        Math.Min(Column, other.Column),
        Math.Max(ColumnEnd, other.ColumnEnd));

    /// <summary>What is in both; it may be empty, with an end before a first.</summary>
    public InputWindow Intersection(InputWindow other) => new(
        Math.Max(Plane, other.Plane),
        Math.Min(PlaneEnd, other.PlaneEnd),
        Math.Max(Line, other.Line),
        Math.Min(LineEnd, other.LineEnd),
        Math.Max(Column, other.Column),
        Math.Min(ColumnEnd, other.ColumnEnd));

    /// <summary>The position of a value in the row-major order of this box.</summary>
    public int PositionOf(int plane, int line, int column) => ((((plane - Plane) * Lines) + line - Line) * Columns) + column - Column;
}

/// <summary>
/// How the inputs of a network are laid out for windows: the two last axes are lines and columns, all before them planes.
/// </summary>
/// <param name="Lines">Lines of a plane.</param>
/// <param name="Columns">Values of a line.</param>
internal readonly record struct WindowLayout(int Lines, int Columns)
{
    /// <summary>The layout of a network's inputs; of several, all their values are one line.</summary>
    public static WindowLayout Of(NetworkGraph graph)
    {
        if (graph.Inputs.Count != 1)
            return new WindowLayout(1, graph.InputCount);
        var shape = graph.Nodes[graph.Inputs[0]].Shape;
        return new WindowLayout(shape.Rank > 1 ? shape[shape.Rank - 2] : 1, shape.Rank > 0 ? shape[shape.Rank - 1] : 1);
    }

    /// <summary>The box of one value.</summary>
    public InputWindow At(int position)
    {
        var (plane, line, column) = (position / (Lines * Columns), position / Columns % Lines, position % Columns);
        return new InputWindow(plane, plane + 1, line, line + 1, column, column + 1);
    }
}

/// <summary>
/// The switched weights of a value: 0 outside a window, factor·values inside, in row-major order. The values may be shared.
/// </summary>
internal sealed record WindowedRow(InputWindow Window, double[] Values, double Factor = 1);
