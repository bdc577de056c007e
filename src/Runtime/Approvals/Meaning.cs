using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>What a rule document means: all that can change an answer, a reason or a claim, and nothing that only explains it.</summary>
/// <remarks>
/// Two documents mean the same when their texts are equal. In it are: version, name, inputs (name, unit, range, categories, order, other,
/// special and missing values with marks, whoever recorded them, direction, step, immutable, actionable, reason), outputs, decision,
/// conditions (id, expression), the common part, the tree, rules (id, expressions), references, and the hash of the policies. Not in it
/// are: summary, description, title, names of conditions, source, implied, support, witness and the rest of the provenance. Numbers
/// count by their digits: 1.0 is 1, and −0 is not 0.
/// </remarks>
/// <param name="Text">The canonical text: a line for each part. It is ASCII.</param>
/// <param name="Hash">The SHA-256 of the text, as <c>sha256:</c> and 64 hexadecimal digits in lower case.</param>
/// <param name="Parts">The parts, in the order of the text.</param>
/// <param name="Policies">The hash of the policies; null where there are none.</param>
public sealed record Meaning(string Text, string Hash, EquatableArray<MeaningPart> Parts, string? Policies)
{
    /// <summary>What the text begins with. Another way of writing it would be another number, and so another hash.</summary>
    private const string Head = "meaning 1\n";

    /// <summary>Says what a document means.</summary>
    /// <param name="document">The document, as <see cref="RuleDocumentReader"/> reads it.</param>
    /// <param name="policies">The hash of the policies beside it, of <see cref="HashOfPolicies"/>; null where there are none.</param>
    /// <returns>The meaning.</returns>
    public static Meaning Of(RuleDocument document, string? policies = null)
    {
        var parts = new List<MeaningPart>();
        var lines = new List<string> { Head };
        foreach (var part in new DocumentMeaning(document).Parts)
            Add(part);
        if (policies is not null)
            Add(new PartText(MeaningPartKind.Policies, null, CanonicalText.Of(policies)));
        var text = string.Concat(lines);
        return new Meaning(text, Fingerprint.Of(text), parts.ToEquatableArray(), policies);

        void Add(PartText part)
        {
            lines.Add(part.Line);
            parts.Add(new MeaningPart(part.Kind, part.Key, Fingerprint.OfPart(part.Line)));
        }
    }

    /// <summary>The hash of what policies mean.</summary>
    /// <remarks>
    /// Order of members, line ends, blanks and the way a number is written do not count, and neither do texts called <c>$schema</c> or
    /// <c>description</c>; everything else does, the order of arrays included.
    /// </remarks>
    /// <param name="json">The text of the file, <c>NAME.policies.json</c>.</param>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits in lower case.</returns>
    /// <exception cref="RuleDocumentException">It is not strict JSON; with line and column.</exception>
    public static string HashOfPolicies(string json) => Fingerprint.Of(CanonicalJson.Of(StrictJson.Parse(json)));

    /// <summary>The parts of a kind, by their keys.</summary>
    internal IEnumerable<MeaningPart> OfKind(MeaningPartKind kind) => Parts.Where(p => p.Kind == kind);
}

/// <summary>The canonical text of one part.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Which one, where there are several.</param>
/// <param name="Text">What it means.</param>
internal readonly record struct PartText(MeaningPartKind Kind, string? Key, string Text)
{
    /// <summary>The line that stands for it. No canonical text has a line end, so lines cannot be mistaken.</summary>
    public string Line => MeaningPartWords.Of(Kind) + " " + Text + "\n";
}
