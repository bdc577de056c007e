using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Which meaning of a rule document was approved, by whom and when: what stands in <c>NAME.approval.json</c>.</summary>
/// <remarks>
/// It says what was approved. Who may approve is for those who protect the file to say: the owners of code in a repository.
/// </remarks>
/// <param name="Name">The name of the document.</param>
/// <param name="MeaningHash">The hash of what was approved, <see cref="Meaning.Hash"/>.</param>
/// <param name="PoliciesHash">The hash of the policies that are part of it; null where there were none.</param>
/// <param name="Signatures">Who approved it, in the order in which they did; at least one.</param>
/// <param name="Figures">What was known of the document at the first of these approvals.</param>
/// <param name="Parts">The parts of the meaning, by which a later build says what changed.</param>
public sealed record Approval(
    string Name,
    string MeaningHash,
    string? PoliciesHash,
    EquatableArray<Signature> Signatures,
    ApprovedFigures Figures,
    EquatableArray<MeaningPart> Parts)
{
    /// <summary>The version of the format.</summary>
    public const int NewestVersion = 1;

    /// <summary>What the meaning was that was approved before this one; null for the first.</summary>
    public PreviousMeaning? Previous { get; init; }

    /// <summary>What a document means now, compared with what was approved.</summary>
    /// <param name="meaning">The meaning of the document.</param>
    /// <returns>The differences; none where it means what was approved.</returns>
    public MeaningChanges ChangesTo(Meaning meaning) => MeaningChanges.Between(MeaningHash, Parts, meaning);

    /// <summary>Says in one sentence without a full stop that a document does not mean what was approved, and what changed.</summary>
    /// <param name="changes">The differences, <see cref="ChangesTo"/>; at least one.</param>
    /// <returns>The sentence; it goes on after the name of the document.</returns>
    public string Objection(MeaningChanges changes)
    {
        var last = Signatures[Signatures.Count - 1];
        return $"no longer means what {VisibleText.Of(last.By)} approved on {last.Date}: {string.Join("; ", changes.Lines)}";
    }

    /// <summary>Approves a document for the first time.</summary>
    /// <param name="document">The document.</param>
    /// <param name="meaning">What it means.</param>
    /// <param name="signature">Who approves it.</param>
    /// <returns>The approval.</returns>
    public static Approval Of(RuleDocument document, Meaning meaning, Signature signature) => new(
        document.Name, meaning.Hash, meaning.Policies, EquatableArray.Of(signature), ApprovedFigures.Of(document), meaning.Parts);

    /// <summary>Approves a document that was approved before.</summary>
    /// <remarks>
    /// What means the same gets one more signature, unless this very one is there already, and keeps its figures: those of the first. What
    /// means something else begins a new list, and the hash of before is <see cref="Previous"/>.
    /// </remarks>
    /// <param name="document">The document.</param>
    /// <param name="meaning">What it means.</param>
    /// <param name="signature">Who approves it.</param>
    /// <param name="change">The class of the change, such as <c>scores</c>, where it is known.</param>
    /// <returns>The approval that takes the place of this one.</returns>
    public Approval With(RuleDocument document, Meaning meaning, Signature signature, string? change = null)
    {
        if (!ChangesTo(meaning).IsSame)
            return Of(document, meaning, signature) with { Previous = new PreviousMeaning(MeaningHash, change) };
        return Signatures.Contains(signature) ? this : this with { Signatures = Signatures.Append(signature).ToEquatableArray() };
    }
}

/// <summary>That somebody approved.</summary>
/// <param name="By">Who: a name, not blank.</param>
/// <param name="Date">When: the date in UTC, as <c>YYYY-MM-DD</c>.</param>
/// <param name="Note">What they have to say about it, if anything.</param>
public sealed record Signature(string By, string Date, string? Note);

/// <summary>What was approved before.</summary>
/// <param name="MeaningHash">The hash of its meaning.</param>
/// <param name="Change">The class of the change since, such as <c>scores</c>, where it is known.</param>
public sealed record PreviousMeaning(string MeaningHash, string? Change);

/// <summary>What was known of a document when it was approved.</summary>
/// <param name="Rules">How many rules it has.</param>
/// <param name="Numbers">How many numbers a reviewer has to check, <see cref="ReviewedNumbers"/>.</param>
/// <param name="Metrics">The quality of the rules and of what they are compared with, as the provenance says it, digit for digit.</param>
public sealed record ApprovedFigures(int Rules, int Numbers, EquatableArray<ModelMetrics> Metrics)
{
    /// <summary>The figures of a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Its figures of today.</returns>
    public static ApprovedFigures Of(RuleDocument document) => new(
        document.Rules.Count,
        ReviewedNumbers.Count(document),
        document.Provenance?.Metrics ?? EquatableArray<ModelMetrics>.Empty);
}
