using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>The cards of a points document, for people.</summary>
internal static class PointsCards
{
    /// <summary>The total, then conditions, then what rules add.</summary>
    public static EquatableArray<PointsCard> Of(
        RuleDocument points, RoutingTree routing, WholeConditions conditions, PointsSums sums, IReadOnlyList<int> groups)
    {
        var exact = routing.Conditions.Count;
        var cards = new List<PointsCard> { Card(PointsCardKind.Total, sums.Common) };
        for (var c = 0; c < conditions.Sums.Count; c++)
        {
            var made = points.Conditions[exact + c];
            cards.Add(Card(PointsCardKind.Condition, conditions.Sums[c]) with
            {
                Condition = made.Id,
                MadeOf = conditions.MadeOf(c),
                Name = made.Name,
            });
        }

        for (var g = 0; g < sums.Own.Count; g++)
        {
            if (sums.Own[g] is { } own)
                cards.Add(Card(PointsCardKind.Rule, own) with
                {
                    Rules = points.Rules.Where((_, r) => groups[r] == g).Select(r => r.Id).ToEquatableArray(),
                });
        }

        return cards.ToEquatableArray();

        PointsCard Card(PointsCardKind kind, WholeSum sum) => new(kind, sum.Constant, sum.Tables.Select(t => t.Table).ToEquatableArray())
        {
            Adjustments = sum.Adjustments.OrderBy(a => a.Condition)
                .Select(a => new PointsAdjustment(points.Conditions[exact + a.Condition].Id, a.Sign > 0)).ToEquatableArray(),
        };
    }
}
