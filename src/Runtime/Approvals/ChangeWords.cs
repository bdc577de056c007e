using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Differences between meanings in a few words: a clause for each kind of part, and at most three of them.</summary>
internal static class ChangeWords
{
    private const int MaxClauses = 3;
    private const int MaxKeys = 3;
    private const int MaxNameLength = 40;

    /// <summary>The clauses. Where no part shows the change, they say so.</summary>
    public static EquatableArray<string> Of(EquatableArray<PartChange> changes)
    {
        var kinds = changes.GroupBy(c => c.Part).Select(g => (Part: g.Key, Changes: g.ToArray())).ToArray();
        if (kinds.Length == 0)
            return EquatableArray.Of("the hash is another one, and the parts that the approval lists do not show why");
        if (kinds.Length <= MaxClauses)
            return kinds.Select(k => Clause(k.Part, k.Changes)).ToEquatableArray();
        var rest = kinds.Skip(MaxClauses - 1).Select(k => All(k.Part, k.Changes.Select(c => c.Key).Distinct().Count()));
        return kinds.Take(MaxClauses - 1).Select(k => Clause(k.Part, k.Changes)).Append("and so did " + Listed(rest.ToArray()))
            .ToEquatableArray();
    }

    private static string Clause(MeaningPartKind part, PartChange[] changes) => string.Join(", ", changes.GroupBy(c => c.Kind).Select(g =>
    {
        var keys = g.Select(c => c.Key).ToArray();
        var subject = g.Key == PartChangeKind.Reordered ? null : Subject(part, keys);
        var isOne = keys.Length == 1 && part is not (MeaningPartKind.Outputs or MeaningPartKind.Policies);
        return g.Key switch
        {
            PartChangeKind.Changed => subject + " changed",
            PartChangeKind.Added => subject + (isOne ? " is new" : " are new"),
            PartChangeKind.Removed => subject + (isOne ? " is gone" : " are gone"),
            _ => "the order of " + All(part, 2) + " changed",
        };
    }));

    private static string Subject(MeaningPartKind part, string?[] keys)
    {
        if (!MeaningPartWords.HasKeys(part))
            return All(part, 1);
        var shown = keys.Take(MaxKeys).Select(k => Shown(part, k!)).ToList();
        if (keys.Length > MaxKeys)
            shown.Add((keys.Length - MaxKeys).ToString(CultureInfo.InvariantCulture) + " more");
        return MeaningPartWords.Of(part) + (keys.Length > 1 ? "s " : " ") + Listed(shown);
    }

    // Ids are digits; names stand in quotes.
    private static string Shown(MeaningPartKind part, string key) =>
        part is MeaningPartKind.Input or MeaningPartKind.Reference
            ? "'" + VisibleText.Of(key, MaxNameLength) + "'"
            : VisibleText.Of(key, MaxNameLength);

    private static string All(MeaningPartKind part, int count) => part switch
    {
        MeaningPartKind.Common => "the common part",
        _ when MeaningPartWords.HasKeys(part) => "the " + MeaningPartWords.Of(part) + (count > 1 ? "s" : string.Empty),
        _ => "the " + MeaningPartWords.Of(part),
    };

    private static string Listed(IReadOnlyList<string> items) => items.Count == 1
        ? items[0]
        : string.Join(", ", items.Take(items.Count - 1)) + " and " + items[items.Count - 1];
}
