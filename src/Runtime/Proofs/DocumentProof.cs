using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>What is proven of a document.</summary>
public sealed class DocumentProof
{
    internal DocumentProof(EquatableArray<Claim> claims, EquatableArray<Witness?> witnesses, EquatableArray<Band> bands) =>
        (Claims, Witnesses, Bands) = (claims, witnesses, bands);

    /// <summary>
    /// The claims that the document makes, that on the tree first. Where the tree is no partition into the rules, it is the only one.
    /// </summary>
    public EquatableArray<Claim> Claims { get; }

    /// <summary>
    /// For each rule an input that shows that it has one; null where it has none, or it is not decided whether it has. Empty where the
    /// tree is no partition into the rules.
    /// </summary>
    public EquatableArray<Witness?> Witnesses { get; }

    /// <summary>
    /// How wide the bands are around borders and thresholds where rounding may decide. Empty where the tree is no partition into the rules.
    /// </summary>
    public EquatableArray<Band> Bands { get; }

    /// <summary>Whether all claims are proven.</summary>
    public bool Holds => Claims.All(c => c.Holds);

    /// <summary>Refuted where a claim is, else undecided where a claim is, else proven.</summary>
    public Verdict Verdict => Claims.Any(c => c.Verdict == Verdict.Refuted) ? Verdict.Refuted : Holds ? Verdict.Proven : Verdict.Undecided;
}
