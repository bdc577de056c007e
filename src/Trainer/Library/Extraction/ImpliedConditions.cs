using System;
using System.Collections.Generic;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Finds the conditions of a cell that follow from its others and the box.</summary>
internal sealed class ImpliedConditions
{
    private readonly InputBox _box;
    private readonly bool _isExact;
    private readonly WorkLimit _limit;
    private readonly ConditionStack _conditions;
    private readonly CellProbe _probe;
    private readonly DualSimplex _program;
    private readonly double[] _witness;

    /// <summary>Makes ready.</summary>
    /// <param name="box">The domain.</param>
    /// <param name="isExact">Whether what doubles leave undecided is decided exactly; else it counts as implied.</param>
    /// <param name="limit">Ends the work.</param>
    public ImpliedConditions(InputBox box, bool isExact, WorkLimit limit)
    {
        (_box, _isExact, _limit) = (box, isExact, limit);
        var coordinates = new CellCoordinates(box);
        _conditions = new ConditionStack(coordinates);
        _probe = new CellProbe(coordinates, _conditions, limit);
        _program = _conditions.NewProgram(limit);
        _witness = new double[box.Features];
    }

    /// <summary>The programmes solved so far.</summary>
    public long Programs => _probe.Programs;

    /// <summary>Marks the implied ones, first to last: of two that say the same, the later one stays.</summary>
    /// <param name="path">The conditions of a cell with interior.</param>
    /// <returns>The same conditions, marked.</returns>
    public PathCondition[] Mark(ReadOnlySpan<PathCondition> path)
    {
        var marked = path.ToArray();
        for (var k = 0; k < marked.Length; k++)
        {
            // It follows from the others iff its other side, together with them, has no interior.
            _conditions.Clear();
            for (var i = 0; i < marked.Length; i++)
            {
                if (i == k || !marked[i].Implied)
                    _conditions.Push(marked[i].Condition.Weights, marked[i].Condition.Bias, marked[i].Negative != (i == k));
            }

            _conditions.Load(_program, _conditions.Count);
            var outcome = _probe.Decide(_program, _witness);
            marked[k] = marked[k] with { Implied = outcome == CellOutcome.Undecided && _isExact ? IsEmpty(marked, k) : outcome != CellOutcome.FullDimensional };
        }

        return marked;
    }

    // In exact arithmetic, over the conditions as they are written.
    private bool IsEmpty(PathCondition[] path, int opposite)
    {
        var geometry = new FeatureGeometry(_box);
        Side SideOf(PathCondition c, bool negative) =>
            new(geometry.Express(WrittenNumbers.Of(c.Condition)), negative);
        var sides = new List<Side>();
        for (var i = 0; i < path.Length; i++)
        {
            if (i == opposite || !path[i].Implied)
                sides.Add(SideOf(path[i], path[i].Negative != (i == opposite)));
        }

        return CellDecision.Decide(new CellClaim(geometry.Box, sides, CellQuestion.Interior), _limit).Certificate is not null;
    }
}
