using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>A rule where its outputs are single sums.</summary>
internal sealed class RuleCase
{
    private readonly DocumentGeometry _geometry;

    private RuleCase(AlignedDocument document, CanonicalDocument numbers, int rule, SignCase signs)
    {
        _geometry = document.Geometry;
        Sides = signs.Sides.Zip(signs.Decided, (side, d) => (numbers[d.Condition].Id, side)).ToArray();
        Outputs = document.Document.Outputs.Select((_, k) => signs.Output(rule, k)).ToArray();
        Labels = document.Labels.Select(l => (l.Output, l.Label, Sides: l.Sides(rule, signs)))
            .Where(l => l.Sides.All(IsPossible)).ToArray();
    }

    /// <summary>The sides that its rows are on, with the numbers of the conditions.</summary>
    public IReadOnlyList<(int Id, SumSide Side)> Sides { get; }

    /// <summary>Its outputs.</summary>
    public IReadOnlyList<ExpandedSum> Outputs { get; }

    /// <summary>The labels that it may have, each with its output and where it is the answer.</summary>
    public IReadOnlyList<(int Output, string Label, SumSide[] Sides)> Labels { get; }

    /// <summary>The cases of a rule.</summary>
    /// <param name="document">The document.</param>
    /// <param name="numbers">Its numbers.</param>
    /// <param name="rule">The position of the rule.</param>
    /// <returns>The cases; null where there are too many.</returns>
    public static IReadOnlyList<RuleCase>? Of(AlignedDocument document, CanonicalDocument numbers, int rule)
    {
        var needs = document.Document.Outputs.SelectMany((_, k) => document.Geometry.NeedsOf(rule, k));
        return document.Geometry.Cases(document.Rules[rule].Known, needs)?.Select(signs => new RuleCase(document, numbers, rule, signs))
            .ToArray();
    }

    // Each input by itself: what is not possible so needs no linear programme.
    private bool IsPossible(SumSide side) => side.Negative
        ? Extremum.ByIntervals(_geometry.Domain, side.Sum.Times(-Rational.One)).Sign > 0
        : Extremum.ByIntervals(_geometry.Domain, side.Sum).Sign >= 0;
}

/// <summary>The cases of the rules of a document, each taken apart once.</summary>
/// <param name="document">The document.</param>
/// <param name="numbers">Its numbers.</param>
internal sealed class RuleCases(AlignedDocument document, CanonicalDocument numbers)
{
    private readonly Dictionary<int, IReadOnlyList<RuleCase>?> _cases = [];

    /// <summary>The cases of a rule; null where there are too many.</summary>
    /// <param name="rule">The position of the rule.</param>
    public IReadOnlyList<RuleCase>? this[int rule]
    {
        get
        {
            if (!_cases.TryGetValue(rule, out var cases))
                _cases.Add(rule, cases = RuleCase.Of(document, numbers, rule));
            return cases;
        }
    }
}
