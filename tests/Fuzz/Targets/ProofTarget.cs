using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Fuzz.Mutation;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>Kept proofs of policies, which anybody may have written: what is no proof must not prove anything.</summary>
internal sealed class ProofTarget() : FuzzTarget("proofs", new JsonMutator())
{
    // Too few to find anything by searching for it.
    private static readonly ProofLimit Steps = ProofLimit.FromSteps(1);

    private readonly string _text = SeedFolder.Text("documents", "Kinds.rules.json");
    private readonly Lazy<(RuleDocument Document, PolicySet Policies, PolicyReport Report)> _honest = new(Honest);

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds() => [Encoding.UTF8.GetBytes(_honest.Value.Report.Proofs.Write())];

    /// <inheritdoc/>
    public override object Read(byte[] input) => PolicyProofs.Read(Encoding.UTF8.GetString(input));

    /// <inheritdoc/>
    public override string Use(object read)
    {
        var proofs = (PolicyProofs)read;
        var written = proofs.Write();
        if (PolicyProofs.Read(written).Write() != written)
            throw new InvalidOperationException("What is written is not what was read.");
        var (document, policies, report) = _honest.Value;
        var results = PolicyChecker.Check(document, _text, policies, proofs, Steps).Results;
        foreach (var (found, truth) in results.Zip(report.Results))
        {
            if (found.Verdict != truth.Verdict && found.Verdict != Verdict.Undecided && truth.Verdict != Verdict.Undecided)
                throw new InvalidOperationException($"Of '{found.Name}' it is said that it is {found.Verdict}, and it is {truth.Verdict}.");
        }

        return string.Concat(results.Select(r => r.Verdict.ToString()[0]));
    }

    private static (RuleDocument Document, PolicySet Policies, PolicyReport Report) Honest()
    {
        var text = SeedFolder.Text("documents", "Kinds.rules.json");
        var document = RuleDocumentReader.Read(text);
        var policies = PolicyReader.Read(SeedFolder.Text("policies", "Kinds.policies.json"), document);
        return (document, policies, PolicyChecker.Check(document, text, policies));
    }
}
