using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Cells;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Finds the conditions of paths that follow from the others, so that rules need not show them.</summary>
internal static class ImpliedMarks
{
    /// <summary>Marks them.</summary>
    /// <param name="document">The document. Its conditions are looked at as they are, on whatever sides those are that adjust them.</param>
    /// <param name="limit">How much work it may take; null as much as it takes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The document with all marks anew; a condition of which it is not decided stays unmarked.</returns>
    public static RuleDocument Mark(RuleDocument document, ProofLimit? limit = null, CancellationToken cancellation = default)
    {
        var work = new ProofWork(limit ?? ProofLimit.None, cancellation);
        var (paths, geometry) = (new RulePaths(document), new DocumentGeometry(document));
        return document with
        {
            Rules = document.Rules
                .Select((rule, r) => rule with { Implied = Find(new VerifiedRule(document, geometry, r, paths[r], work)) })
                .ToEquatableArray(),
        };
    }

    private static EquatableArray<int> Find(VerifiedRule rule)
    {
        var path = rule.Path;
        var follows = RedundantConditions.Find(path.Count, sides => rule.Ask(
            CellQuestion.Interior, sides.Select(s => s.IsOpposite ? path[s.Condition].Opposite : path[s.Condition]).ToArray()).IsNone);
        return path.Where((_, i) => follows[i]).Select(c => c.Condition).ToEquatableArray();
    }
}
