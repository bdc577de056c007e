using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Recourses;

/// <summary>
/// A rule with the side of each condition that its path tests or that its sums depend on. A side that is not tested follows only inside the
/// ranges and without rounding, so that both sides are gone through: a rule with untested conditions is several regions.
/// </summary>
/// <param name="Rule">The position of the rule.</param>
/// <param name="Sides">Those of its path, then those that are not tested.</param>
internal sealed record LinearRegion(int Rule, IReadOnlyList<ConditionSide> Sides)
{
    /// <summary>More are not gone through.</summary>
    public const int Most = 20_000;

    /// <summary>Whether there are at most <see cref="Most"/>.</summary>
    /// <param name="document">The document.</param>
    public static bool AreFew(RuleDocument document) => First(document).Count <= Most;

    /// <summary>The regions of a document: those of the first rule first.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="RuleCompilerException">There are too many.</exception>
    public static IReadOnlyList<LinearRegion> All(RuleDocument document) => First(document) is var regions && regions.Count <= Most
        ? regions
        : throw new RuleCompilerException(
            $"The rules have more than {Most} linear regions, too many to look for changes in. Train with fewer conditions.");

    // All, or one more than may be.
    private static List<LinearRegion> First(RuleDocument document)
    {
        var paths = new RulePaths(document);
        var needs = new ConditionNeeds(document.Conditions);
        var regions = new List<LinearRegion>();
        for (var r = 0; r < document.Rules.Count; r++)
        {
            var tested = paths[r].Select(c => new ConditionSide(c.Condition, c.IsNegative)).ToArray();
            var needed = new SortedSet<int>(tested.SelectMany(c => needs.Of(c.Condition)));
            for (var k = 0; k < document.Outputs.Count; k++)
            {
                needed.UnionWith(needs.Of(document.CommonOf(k)));
                needed.UnionWith(needs.Of(document.Rules[r].Own[k]));
            }

            needed.ExceptWith(tested.Select(c => c.Condition));
            IEnumerable<ConditionSide[]> sides = [tested];
            foreach (var condition in needed)
                sides = sides.SelectMany(s => new[] { false, true }.Select(n => s.Append(new ConditionSide(condition, n)).ToArray()));
            regions.AddRange(sides.Take(Most + 1 - regions.Count).Select(s => new LinearRegion(r, s)));
            if (regions.Count > Most)
                break;
        }

        return regions;
    }
}

/// <summary>A side of a condition.</summary>
/// <param name="Condition">The position of the condition.</param>
/// <param name="IsNegative">Whether it is e(x) &lt; 0.</param>
internal readonly record struct ConditionSide(int Condition, bool IsNegative);
