using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Approvals;

/// <summary>What a part of a document's meaning is, in the order of the document.</summary>
public enum MeaningPartKind
{
    /// <summary>The version of the format, which decides how the rest is read.</summary>
    Version,

    /// <summary>The name of the document.</summary>
    Name,

    /// <summary>One input, by its name.</summary>
    Input,

    /// <summary>All outputs.</summary>
    Outputs,

    /// <summary>How outputs become a decision.</summary>
    Decision,

    /// <summary>One condition, by its id.</summary>
    Condition,

    /// <summary>What all rules share.</summary>
    Common,

    /// <summary>The tree.</summary>
    Tree,

    /// <summary>One rule, by its id.</summary>
    Rule,

    /// <summary>One row that reasons are measured from, by its name.</summary>
    Reference,

    /// <summary>The policies beside the document.</summary>
    Policies,
}

/// <summary>One part of what a document means.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Which one, where there are several: the name of an input or reference, the id of a condition or rule.</param>
/// <param name="Hash">The first 16 hexadecimal digits of the SHA-256 of its canonical text.</param>
public sealed record MeaningPart(MeaningPartKind Kind, string? Key, string Hash);

/// <summary>The kinds of parts as words.</summary>
internal static class MeaningPartWords
{
    /// <summary>All kinds, in order.</summary>
    public static IEnumerable<MeaningPartKind> Kinds =>
        Enumerable.Range(0, 1 + (int)MeaningPartKind.Policies).Select(k => (MeaningPartKind)k);

    /// <summary>All words, in order.</summary>
    public static IEnumerable<string> All => Kinds.Select(Of);

    /// <summary>The word of a kind.</summary>
    public static string Of(MeaningPartKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of a word; null where it is none.</summary>
    public static MeaningPartKind? Find(string word) => Kinds.Where(k => Of(k) == word).Select(k => (MeaningPartKind?)k).FirstOrDefault();

    /// <summary>Whether there may be several parts of a kind, told apart by a key.</summary>
    public static bool HasKeys(MeaningPartKind kind) =>
        kind is MeaningPartKind.Input or MeaningPartKind.Condition or MeaningPartKind.Rule or MeaningPartKind.Reference;
}
