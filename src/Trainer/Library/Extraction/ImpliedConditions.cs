using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Networks;
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

    /// <summary>Marks the implied ones; of two that say the same, the later one stays.</summary>
    /// <param name="path">The conditions of a cell with interior, whatever their marks.</param>
    /// <returns>The same conditions, marked.</returns>
    public PathCondition[] Mark(IReadOnlyList<PathCondition> path)
    {
        var implied = RedundantConditions.Find(
            path.Count, cell => IsEmpty(cell.Select(c => (path[c.Condition].Condition, path[c.Condition].Negative != c.IsOpposite))));
        return path.Select((c, i) => c with { Implied = implied[i] }).ToArray();
    }

    private bool IsEmpty(IEnumerable<(AffineMap Condition, bool Negative)> sides)
    {
        _conditions.Clear();
        foreach (var (condition, negative) in sides)
            _conditions.Push(condition.Weights, condition.Bias, negative);
        _conditions.Load(_program, _conditions.Count);
        var outcome = _probe.Decide(_program, _witness);
        return outcome == CellOutcome.Undecided && _isExact ? IsEmptyExactly(sides) : outcome != CellOutcome.FullDimensional;
    }

    // In exact arithmetic, over the conditions as they are written.
    private bool IsEmptyExactly(IEnumerable<(AffineMap Condition, bool Negative)> sides)
    {
        var geometry = new FeatureGeometry(_box);
        var exact = sides.Select(s => new Side(geometry.Express(WrittenNumbers.Of(s.Condition)), s.Negative)).ToArray();
        return CellDecision.Decide(new CellClaim(geometry.Box, exact, CellQuestion.Interior), _limit).Certificate is not null;
    }
}
