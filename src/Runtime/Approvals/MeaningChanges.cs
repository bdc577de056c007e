using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>What happened to a part of a document's meaning.</summary>
public enum PartChangeKind
{
    /// <summary>It means something else.</summary>
    Changed,

    /// <summary>It was not there.</summary>
    Added,

    /// <summary>It is not there any more.</summary>
    Removed,

    /// <summary>Those of its kind stand in another order.</summary>
    Reordered,
}

/// <summary>One difference between two meanings.</summary>
/// <param name="Part">Which kind of part.</param>
/// <param name="Key">Which one; null where there is only one, or where the order of all of them is meant.</param>
/// <param name="Kind">What happened to it.</param>
public sealed record PartChange(MeaningPartKind Part, string? Key, PartChangeKind Kind);

/// <summary>The differences between what was approved and what a document means now.</summary>
/// <param name="IsSame">Whether the meaning is the approved one, to the last digit: its hash decides, and nothing else.</param>
/// <param name="Changes">What differs, in the order of the document; empty where the parts do not show it.</param>
public sealed record MeaningChanges(bool IsSame, EquatableArray<PartChange> Changes)
{
    /// <summary>
    /// The differences in at most three clauses, without a full stop: <c>condition 2 changed</c>. Empty where there are none.
    /// </summary>
    public EquatableArray<string> Lines => IsSame ? EquatableArray<string>.Empty : ChangeWords.Of(Changes);

    /// <summary>Compares two meanings.</summary>
    /// <param name="before">The one of before.</param>
    /// <param name="now">The one of today.</param>
    /// <returns>The differences.</returns>
    public static MeaningChanges Between(Meaning before, Meaning now) => Between(before.Hash, before.Parts, now);

    /// <summary>Compares an approved meaning with one of today.</summary>
    /// <param name="approvedHash">The hash of the approved meaning.</param>
    /// <param name="approved">Its parts.</param>
    /// <param name="now">The meaning of today.</param>
    /// <returns>The differences.</returns>
    internal static MeaningChanges Between(string approvedHash, EquatableArray<MeaningPart> approved, Meaning now) =>
        approvedHash == now.Hash
            ? new MeaningChanges(true, EquatableArray<PartChange>.Empty)
            : new MeaningChanges(
                false,
                MeaningPartWords.Kinds
                    .SelectMany(kind => OfKind(kind, approved.Where(p => p.Kind == kind).ToArray(), now.OfKind(kind).ToArray()))
                    .ToEquatableArray());

    private static IEnumerable<PartChange> OfKind(MeaningPartKind kind, MeaningPart[] before, MeaningPart[] after)
    {
        var hashes = before.ToDictionary(Key, p => p.Hash, StringComparer.Ordinal);
        var kept = new HashSet<string>(after.Select(Key), StringComparer.Ordinal);
        foreach (var part in after)
        {
            if (!hashes.TryGetValue(Key(part), out var hash))
                yield return new PartChange(kind, part.Key, PartChangeKind.Added);
            else if (hash != part.Hash)
                yield return new PartChange(kind, part.Key, PartChangeKind.Changed);
        }

        foreach (var part in before.Where(p => !kept.Contains(Key(p))))
            yield return new PartChange(kind, part.Key, PartChangeKind.Removed);
        if (!before.Select(Key).Where(kept.Contains).SequenceEqual(after.Select(Key).Where(hashes.ContainsKey), StringComparer.Ordinal))
            yield return new PartChange(kind, null, PartChangeKind.Reordered);
    }

    private static string Key(MeaningPart part) => part.Key ?? string.Empty;
}
