using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export;

/// <summary>Why shares have to be found step by step, which no formula says.</summary>
internal enum WayObstacle
{
    /// <summary>Several rules have sums of their own, so that it matters which of them hold on the way.</summary>
    OwnSums,

    /// <summary>Conditions are adjusted by others, and bend on the way.</summary>
    AdjustedConditions,

    /// <summary>Conditions have curves, and bend on the way.</summary>
    CurvedConditions,
}

/// <summary>
/// When shares are sums of products: where all sums of a score hold for all rows, and each condition that adjusts it is negative on one
/// part of the way from the reference to the row. The evaluator goes the same way then.
/// </summary>
internal static class StraightWay
{
    /// <summary>What stands in the way; null where nothing does.</summary>
    /// <param name="document">The document.</param>
    /// <param name="outputs">The outputs that scores are made of.</param>
    public static WayObstacle? ObstacleOf(RuleDocument document, IReadOnlyCollection<int> outputs)
    {
        if (document.Rules.Count > 1 && outputs.Any(k => document.Rules.Any(r => r.Own[k] is not null)))
            return WayObstacle.OwnSums;
        if (Adjusting(document, outputs).Length == 0)
            return null;
        var conditions = document.Conditions.Select(c => c.Expression).ToArray();
        return conditions.Any(e => e.Adjustments.Count > 0) ? WayObstacle.AdjustedConditions
            : conditions.Any(e => e.Terms.Any(t => t.IsCurve)) ? WayObstacle.CurvedConditions
            : null;
    }

    /// <summary>The sums of an output that hold for all rows; with one rule, what it adds by itself too.</summary>
    /// <param name="document">The document.</param>
    /// <param name="output">The position of the output.</param>
    public static IEnumerable<Expression> SumsOf(RuleDocument document, int output) => new[]
    {
        document.CommonOf(output), document.Rules.Count == 1 ? document.Rules[0].Own[output] : null,
    }.OfType<Expression>();

    /// <summary>The conditions that adjust outputs, in order.</summary>
    /// <param name="document">The document.</param>
    /// <param name="outputs">The positions of the outputs.</param>
    public static int[] Adjusting(RuleDocument document, IEnumerable<int> outputs) => outputs.SelectMany(k => SumsOf(document, k))
        .SelectMany(s => s.Adjustments).Select(a => a.Condition).Distinct().Order().ToArray();
}
