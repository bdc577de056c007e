using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Benchmarks.Extraction;

/// <summary>Which conditions of regions follow from their others: one programme for each.</summary>
internal sealed class RedundancyQuestions
{
    private readonly CellRow[][] _rows;

    /// <summary>Takes so many regions of a network, from left to right.</summary>
    public RedundancyQuestions(BoxedNetwork network, int regions)
    {
        Box = new InputBox(network.Lower, network.Upper);
        var tree = RegionEnumerator.Enumerate(network.Network, Box, new ExtractionOptions(FindImplied: false)).Tree!;
        Paths = tree.Regions.Take(regions).Select(r => r.Path).ToArray();
        _rows = Paths.Select(path => path.Select(c =>
        {
            var row = CellRow.Of(Box, c.Condition.Weights, c.Condition.Bias, out _)!;
            return c.Negative ? row.Opposite : row;
        }).ToArray()).ToArray();
    }

    /// <summary>The domain.</summary>
    public InputBox Box { get; }

    /// <summary>The conditions of each region.</summary>
    public IReadOnlyList<PathCondition[]> Paths { get; }

    /// <summary>How many conditions follow, as a solver finds.</summary>
    public (long Implied, CellSolver Solver) Ask(NewCellSolver newSolver)
    {
        using var solver = newSolver(Box);
        var (implied, point) = (0L, new double[Box.Features]);
        foreach (var rows in _rows)
        {
            var opposites = Array.ConvertAll(rows, r => r.Opposite);
            implied += RedundantConditions.Find(rows.Length, cell => !(solver.Solve(
                cell.Select(c => c.IsOpposite ? opposites[c.Condition] : rows[c.Condition]).ToArray(),
                point) > CellSolver.LeastMargin)).Count(f => f);
        }

        return (implied, solver);
    }
}
