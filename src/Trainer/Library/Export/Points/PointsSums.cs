using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>What is added up to the total: what is common, and what each group of rules adds.</summary>
/// <param name="Common">What is common.</param>
/// <param name="Own">For each group of rules what it adds; null where it adds nothing.</param>
/// <param name="OnSteps">
/// Between how many points the total is from the exact scaled score, where numbers that come in steps are multiples of these.
/// </param>
/// <param name="Everywhere">The same, whatever numbers are.</param>
internal sealed record PointsSums(
    WholeSum Common,
    IReadOnlyList<WholeSum?> Own,
    (Rational Lowest, Rational Highest) OnSteps,
    (Rational Lowest, Rational Highest) Everywhere)
{
    /// <summary>All sums.</summary>
    public IEnumerable<WholeSum> All => Own.OfType<WholeSum>().Prepend(Common);

    /// <summary>The sums of a group of rules.</summary>
    /// <param name="group">The position of the group.</param>
    public WholeSum[] Of(int group) => Own[group] is { } own ? [Common, own] : [Common];

    /// <summary>The sums of a document.</summary>
    /// <param name="document">The document, of version 2.</param>
    /// <param name="routing">What decides which group of rules holds.</param>
    /// <param name="scale">What scores are as points.</param>
    /// <param name="conditions">The conditions, to which those that are needed are added.</param>
    /// <param name="bins">The most bins of a number.</param>
    public static PointsSums Of(RuleDocument document, RoutingTree routing, PointsScale scale, WholeConditions conditions, int bins)
    {
        var groups = routing.Groups.Select(g => g.Own[0]).ToArray();
        var isSingle = groups.Length == 1;
        // What the only rule adds is common as well, so that an input has one table.
        var common = isSingle ? Whole(document.CommonOf(0), groups[0]) : Whole(document.CommonOf(0));
        // The offset stands once, where all rows get it.
        common = common.With(WholeConditions.Centre(Shifted(conditions.Bound.Of(common), scale.ExactOffset)));
        common = common with { Difference = common.Difference.Plus(-scale.ExactOffset, One(document)) };
        var own = groups.Select(g => isSingle || g is null ? null : Whole(g)).ToArray();
        for (var k = 0; k < own.Length; k++)
            own[k] = own[k]?.With(WholeConditions.Centre(conditions.Bound.Of(common, own[k]!)));
        return new PointsSums(common, own, Bounds(conditions.Bound), Bounds(conditions.BoundEverywhere));

        (Rational Lowest, Rational Highest) Bounds(DifferenceBound bound)
        {
            var differences = own.Select(o => o is null ? bound.Of(common) : bound.Of(common, o)).ToArray();
            return (differences.Min(d => d.Lowest), differences.Max(d => d.Highest));
        }

        WholeSum Whole(params Expression?[] sums)
        {
            var exact = ScaledSum.Of(document, scale.ExactFactor, sums);
            return WholeSum.Of(exact.Terms, conditions.Adjusting(exact.Weights), document.Inputs, bins);
        }
    }

    private static (Rational Lowest, Rational Highest) Shifted((Rational Lowest, Rational Highest) difference, Rational offset) =>
        (difference.Lowest - offset, difference.Highest - offset);

    private static Features.ExpandedSum One(RuleDocument document) =>
        Features.ExpandedSum.Of(Rational.One, document.Inputs.Select(_ => (Features.ExpandedPart?)null));
}
