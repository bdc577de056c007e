using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Puts the document of a points table together.</summary>
/// <remarks>
/// Conditions that decide what rules add keep their exact sums and stand first, so that every row gets what its rule adds; conditions that
/// adjust points follow in whole points.
/// </remarks>
internal sealed class PointsAssembly
{
    private readonly RuleDocument _rules;
    private readonly PointsSums _sums;
    private readonly PointsScale _scale;
    private readonly PointsBound _bound;
    private readonly Condition[] _all;
    private readonly TreeNode _tree;
    private readonly IReadOnlyList<PlacedRule> _placed;
    private readonly int _exact;

    public PointsAssembly(
        RuleDocument rules,
        RoutingTree routing,
        WholeConditions conditions,
        PointsSums sums,
        PointsScale scale,
        PointsBound bound,
        ProofWork work)
    {
        (_rules, _sums, _scale, _bound) = (rules, sums, scale, bound);
        _exact = routing.Conditions.Count;
        var positions = routing.Conditions.Select((condition, k) => (condition, k)).ToDictionary(p => p.condition, p => p.k);
        _all =
        [
            .. routing.Conditions.Select((c, k) => Moved(rules.Conditions[c], k + 1, positions)),
            .. conditions.Sums.Select((sum, k) => new Condition(_exact + k + 1, Written(sum), null)
            {
                Name = rules.Conditions[conditions.MadeOf(k)].Name,
            }),
        ];
        var tree = new PointsTree(rules with { Conditions = _all.ToEquatableArray() }, work);
        var needs = routing.Groups.Select((_, g) => (IReadOnlyList<int>)conditions.Needs(sums.Of(g)).Select(c => _exact + c).ToArray())
            .ToArray();
        _tree = tree.Grow(routing.Tree, condition => positions[condition], needs);
        _placed = tree.Rules;
        Untested = _placed.Select(p => p.Untested.Concat(routing.StatedBy(p.Group)
            .Where(u => positions.ContainsKey(u.Condition)).Select(u => u with { Condition = positions[u.Condition] }))
            .OrderBy(u => u.Condition).ToEquatableArray()).ToArray();
    }

    /// <summary>For each rule the group that it adds the points of.</summary>
    public IReadOnlyList<int> Groups => _placed.Select(p => p.Group).ToArray();

    private EquatableArray<ImpliedSide>[] Untested { get; }

    /// <summary>The document.</summary>
    /// <param name="options">The options, which the provenance records.</param>
    /// <param name="origin">The document that it is made of.</param>
    /// <param name="tool">The tool.</param>
    public RuleDocument Document(PointsOptions options, RuleDocument origin, string tool)
    {
        var cutOff = _bound.CutOff.ToString(CultureInfo.InvariantCulture);
        var summary = $"In points, made of {_rules.Name}: {cutOff} or more is {_scale.Label}.";
        return _rules with
        {
            Name = _rules.Name + "Points",
            Summary = _rules.Summary.Length == 0 ? summary : $"{_rules.Summary} {summary}",
            Decision = new ThresholdDecision(
                ScoreKind.Plain, EquatableArray.Of(new ThresholdBit(Number.From(_bound.CutOff), _scale.OtherLabel, _scale.Label))),
            Conditions = _all.ToEquatableArray(),
            Common = EquatableArray.Of<Expression?>(Written(_sums.Common)),
            Tree = _tree,
            Rules = _placed.Select((placed, r) => new Rule(
                r + 1,
                EquatableArray.Of(_sums.Own[placed.Group] is { } own ? Written(own) : null),
                EquatableArray<int>.Empty,
                null,
                null)
            {
                Untested = Untested[r],
            }).ToEquatableArray(),
            Provenance = PointsProvenance.Of(origin, options, _scale, tool),
        };
    }

    private Expression Written(WholeSum sum) => sum.Expression with
    {
        Adjustments = sum.Expression.Adjustments.Select(a => a with { Condition = _exact + a.Condition }).ToEquatableArray(),
    };

    private static Condition Moved(Condition condition, int id, Dictionary<int, int> positions) => condition with
    {
        Id = id,
        Expression = condition.Expression with
        {
            Adjustments = condition.Expression.Adjustments.Select(a => a with { Condition = positions[a.Condition] }).ToEquatableArray(),
        },
    };
}
