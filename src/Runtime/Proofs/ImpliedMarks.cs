using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>Finds the conditions of paths that follow from the others, so that rules need not show them.</summary>
internal static class ImpliedMarks
{
    /// <summary>Marks them, first to last: of two that say the same, the later one stays.</summary>
    /// <param name="document">The document. Its conditions are looked at as they are, on whatever sides those are that adjust them.</param>
    /// <param name="cancellation">Ends the work with an exception.</param>
    /// <returns>The document with all marks anew; a condition of which it is not decided stays unmarked.</returns>
    public static RuleDocument Mark(RuleDocument document, CancellationToken cancellation = default)
    {
        var work = new ProofWork(ProofLimit.None, cancellation);
        var (paths, geometry) = (new RulePaths(document), new DocumentGeometry(document));
        return document with
        {
            Rules = document.Rules.Select((rule, r) => rule with
            {
                Implied = Find(new VerifiedRule(document, geometry, r, paths[r], work)).ToEquatableArray(),
            }).ToEquatableArray(),
        };
    }

    private static IEnumerable<int> Find(VerifiedRule rule)
    {
        var shown = rule.Path.ToList();
        foreach (var condition in rule.Path)
        {
            var others = shown.Where(c => c != condition).ToArray();
            if (!rule.Ask(CellQuestion.Interior, [.. others, condition.Opposite]).IsNone)
                continue;
            shown.Remove(condition);
            yield return condition.Condition;
        }
    }
}
