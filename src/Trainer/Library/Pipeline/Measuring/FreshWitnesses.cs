using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>A document whose witnesses lie in their rules.</summary>
/// <param name="Document">The document.</param>
/// <param name="Replaced">The ids of the rules that have another witness now.</param>
/// <param name="Dropped">The ids of the rules that have none any more.</param>
internal sealed record FreshWitnesses(RuleDocument Document, EquatableArray<int> Replaced, EquatableArray<int> Dropped)
{
    /// <summary>Replaces the witnesses that an edit has put outside their rules; what the others are stays.</summary>
    /// <param name="document">The document.</param>
    public static FreshWitnesses Of(RuleDocument document)
    {
        var none = EquatableArray<int>.Empty;
        // Before the proof, which may take long.
        if (document.Rules.All(r => r.Witness is null))
            return new FreshWitnesses(document, none, none);
        var proof = DocumentVerifier.Verify(document, ProvenDocument.Limit);
        if (proof.Claims.FirstOrDefault(c => c.Kind == ClaimKind.Witnesses) is { Holds: true })
            return new FreshWitnesses(document, none, none);
        var evaluator = new RuleEvaluator(document);
        var fresh = document with
        {
            Rules = document.Rules.Select((rule, r) => rule.Witness is { } witness && !LiesIn(evaluator, r, witness)
                ? rule with { Witness = Find(evaluator, r, proof) }
                : rule).ToEquatableArray(),
        };
        var changed = document.Rules.Zip(fresh.Rules).Where(p => p.First != p.Second).Select(p => p.Second).ToArray();
        return new FreshWitnesses(
            fresh,
            changed.Where(r => r.Witness is not null).Select(r => r.Id).ToEquatableArray(),
            changed.Where(r => r.Witness is null).Select(r => r.Id).ToEquatableArray());
    }

    // Strictly inside: what is on a border, or within the rounding of it, is not.
    private static bool LiesIn(RuleEvaluator evaluator, int rule, EquatableArray<InputValue> witness) =>
        RoundedWitness.IsInside(evaluator, rule, witness.Select(v => v.InRow).ToArray());

    private static EquatableArray<InputValue>? Find(RuleEvaluator evaluator, int rule, DocumentProof proof) =>
        proof.Witnesses.Count > rule && proof.Witnesses[rule] is { } found
            ? RoundedWitness.Find(evaluator, rule, found.Row.ToArray())
            : null;
}
