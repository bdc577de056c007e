using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Each rule is a linear region: its path decides every condition that what it gives, or what it tests, depends on.</summary>
internal static class LinearRegions
{
    /// <summary>Refuses a document with a rule whose path leaves such a condition open.</summary>
    /// <param name="document">The document, its references resolved.</param>
    /// <param name="rules">Where its rules stand.</param>
    /// <exception cref="RuleDocumentException">A condition is open, or decided twice.</exception>
    public static void Require(RuleDocument document, JsonNode rules)
    {
        if (document.Version == 1)
            return;
        var needs = new ConditionNeeds(document.Conditions);
        var paths = new RulePaths(document);
        for (var r = 0; r < document.Rules.Count; r++)
        {
            var node = rules.AsArray()[r];
            var rule = document.Rules[r];
            foreach (var side in rule.Untested.Where(side => paths[r].Any(c => c.Condition == side.Condition)))
                throw node.Error(
                    DocumentFault.Tree,
                    $"The path of rule {rule.Id} tests condition {document.Conditions[side.Condition].Id}; list it as implied by its "
                        + "number alone.");
            var decided = new HashSet<int>(paths[r].Select(c => c.Condition).Concat(rule.Untested.Select(u => u.Condition)));
            var needed = new SortedSet<int>(decided.SelectMany(needs.Of));
            foreach (var sum in document.Common.Concat(rule.Own))
                needed.UnionWith(needs.Of(sum));
            needed.ExceptWith(decided);
            if (needed.Count > 0)
            {
                throw node.Error(
                    DocumentFault.Tree,
                    $"Rule {rule.Id} depends on the side of condition {document.Conditions[needed.Min].Id}, which its path leaves open; "
                        + "test it in the tree, or state its side under 'implied'.");
            }
        }
    }
}
