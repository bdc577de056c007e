using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>The conditions of a rule that do not follow from its others and the ranges, whatever its document says about them.</summary>
internal static class MinimalConditions
{
    /// <summary>Finds them; of two that say the same, the later one stays.</summary>
    /// <param name="cell">Where the rule applies.</param>
    /// <param name="evaluator">The document.</param>
    /// <param name="limit">Ends the work.</param>
    /// <returns>The positions of the conditions, in the order of the path.</returns>
    public static EquatableArray<int> Of(RuleCell cell, RuleEvaluator evaluator, WorkLimit limit)
    {
        var kept = cell.Path.ToList();
        foreach (var step in cell.Path)
        {
            // It follows from the others iff its other side has no interior together with them.
            var position = kept.IndexOf(step);
            var others = new List<RuleCondition>(kept);
            others[position] = step with { IsNegative = !step.IsNegative };
            var other = cell.WithPath(others);
            var found = new MixedIntegerProgram(other, evaluator, limit).Maximise(CellGoal.Radius, enough: Tolerances.Interior);
            if (found is null || (found.IsMaximum && found.Value <= Tolerances.Interior))
                kept.RemoveAt(position);
        }

        return kept.Select(s => s.Condition).ToEquatableArray();
    }
}
