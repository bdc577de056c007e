using System.Collections.Generic;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Benchmarks.Extraction;

/// <summary>
/// The walk through the cells of a network's tree that <c>rulec extract</c> does, with somebody else's programmes: in each cell the value
/// at a point inside shows one side of the next condition, and a programme decides about the other.
/// </summary>
/// <remarks>
/// What rounding leaves open is not decided exactly here: a margin of at most the solver's tolerance is no interior, and its points are
/// believed.
/// </remarks>
internal sealed class CellWalk
{
    /// <summary>A point nearer than this to a condition does not show a side: what a solver's points may be off.</summary>
    private const double Certain = CellSolver.LeastMargin;

    private readonly NetworkPath _path;
    private readonly InputBox _box;
    private readonly CellSolver _solver;
    private readonly List<CellRow> _rows = [];
    private long _regions;

    private CellWalk(BoxedNetwork network, NewCellSolver newSolver)
    {
        _path = new NetworkPath(network.Network, WorkLimit.None);
        _box = new InputBox(network.Lower, network.Upper);
        _solver = newSolver(_box);
    }

    /// <summary>Walks through all cells of a network over numbers.</summary>
    /// <returns>The regions found, and the solver with its times.</returns>
    public static (long Regions, CellSolver Solver) Run(BoxedNetwork network, NewCellSolver newSolver)
    {
        var walk = new CellWalk(network, newSolver);
        using (walk._solver)
            walk.Visit(new double[walk._box.Features]);
        return (walk._regions, walk._solver);
    }

    // As deep as the network has gates.
    private void Visit(double[] inside)
    {
        if (_path.AtLeaf)
        {
            _regions++;
            return;
        }

        if (CellRow.Of(_box, _path.Weights, _path.Bias, out var middle) is not { } row)
        {
            Descend(middle < 0, inside);
            return;
        }

        var value = row.Constant;
        for (var i = 0; i < inside.Length; i++)
            value += row.Coefficients[i] * inside[i];
        var opposite = row.Opposite;
        var negative = value < -Certain ? inside : Find(opposite);
        var positive = value > Certain ? inside : Find(row);
        if (negative is null || positive is null)
        {
            // Where neither side has an interior to the solver, the one that the point is on stays.
            Descend(negative is null && positive is null ? value < 0 : negative is not null, negative ?? positive ?? inside);
            return;
        }

        _rows.Add(opposite);
        Descend(true, negative);
        _rows[^1] = row;
        Descend(false, positive);
        _rows.RemoveAt(_rows.Count - 1);
    }

    private void Descend(bool negative, double[] inside)
    {
        _path.Descend(negative);
        Visit(inside);
        _path.Ascend();
    }

    // A point inside the cell and on this side, if there is one.
    private double[]? Find(CellRow side)
    {
        var point = new double[_box.Features];
        _rows.Add(side);
        var margin = _solver.Solve(_rows, point);
        _rows.RemoveAt(_rows.Count - 1);
        return margin > CellSolver.LeastMargin ? point : null;
    }
}
