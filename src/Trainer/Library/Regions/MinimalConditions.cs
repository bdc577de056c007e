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
    public static EquatableArray<int> Find(RuleCell cell, RuleEvaluator evaluator, WorkLimit limit)
    {
        var follows = RedundantConditions.Find(cell.Path.Count, others =>
        {
            var path = others.Select(c => cell.Path[c.Condition] with { IsNegative = cell.Path[c.Condition].IsNegative != c.IsOpposite })
                .ToArray();
            var found = new MixedIntegerProgram(cell.WithPath(path), evaluator, limit).Maximise(
                CellGoal.Radius, enough: Tolerances.Interior);
            return found is null || (found.IsMaximum && found.Value <= Tolerances.Interior);
        });
        return cell.Path.Where((_, i) => !follows[i]).Select(s => s.Condition).ToEquatableArray();
    }
}
