using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>The conditions of an old and a new rule in the words of the describer, each once.</summary>
/// <param name="old">The old document, and its numbers.</param>
/// <param name="new">The new document, and its numbers.</param>
internal sealed class CellConditions(
    (AlignedDocument Document, CanonicalDocument Numbers) old, (AlignedDocument Document, CanonicalDocument Numbers) @new)
{
    private const int MaxLength = 100;

    private readonly IRuleWords _oldWords = new RuleDescriber(old.Document.Document);
    private readonly IRuleWords _newWords = new RuleDescriber(@new.Document.Document);

    /// <summary>The conditions.</summary>
    /// <param name="pair">The rules.</param>
    public IEnumerable<string> Of(RulePair pair)
    {
        var (before, after) = (old.Document.Rules[pair.Old].Shown, @new.Document.Rules[pair.New].Shown);
        var (oldIds, newIds) = (Ids(old.Numbers, before), Ids(@new.Numbers, after));
        var words = before.Select(c => Words(_oldWords, old.Document.Document, pair.Old, c,
            newIds.Contains(old.Numbers[c.Condition].Id) ? string.Empty : "old "))
            .Concat(after.Where(c => !oldIds.Contains(@new.Numbers[c.Condition].Id)).Select(
                c => Words(_newWords, @new.Document.Document, pair.New, c, "new ")));
        return words.Distinct();
    }

    private static HashSet<int> Ids(CanonicalDocument numbers, IEnumerable<RuleCondition> conditions) =>
        [.. conditions.Select(c => numbers[c.Condition].Id)];

    // A long sum by its number; what is spelled needs no word on whose it is.
    private static string Words(IRuleWords words, RuleDocument document, int rule, RuleCondition condition, string whose)
    {
        var text = string.Join(" ", words.Test(rule, condition.Condition, condition.IsNegative).Select(l => l.Trim()));
        var number = $"condition {document.Conditions[condition.Condition].Id.ToString(CultureInfo.InvariantCulture)} ";
        return text.Length > MaxLength
            ? $"{whose}{number}{(condition.IsNegative ? "< 0" : ">= 0")}"
            : text.StartsWith(number, System.StringComparison.Ordinal) ? whose + text : text;
    }
}
