using System.Linq;
using System.Text;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Fuzz.Mutation;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>Policies, and whether some documents keep to them.</summary>
internal sealed class PolicyTarget() : FuzzTarget("policies", new JsonMutator())
{
    private static readonly ProofLimit Steps = ProofLimit.FromSteps(500);

    private static readonly (string Text, RuleDocument Document)[] Documents = new[] { "Credit.rules.json", "Kinds.rules.json" }
        .Select(f => SeedFolder.Text("documents", f)).Select(t => (t, RuleDocumentReader.Read(t))).ToArray();

    /// <inheritdoc/>
    public override int UsedOf => 8;

    /// <inheritdoc/>
    public override object Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        PolicyReader.ForbiddenInputs(text);
        // Each document has inputs of its own, and most policies are about those of one.
        try
        {
            return (Documents[0], PolicyReader.Read(text, Documents[0].Document), text);
        }
        catch (RuleDocumentException)
        {
            return (Documents[1], PolicyReader.Read(text, Documents[1].Document), text);
        }
    }

    /// <inheritdoc/>
    public override string Use(object read)
    {
        var ((text, document), policies, json) = (((string Text, RuleDocument Document), PolicySet, string))read;
        Meaning.Of(document, json);
        var report = PolicyChecker.Check(document, text, policies, limit: Steps);
        var proofs = PolicyProofs.Read(report.Proofs.Write());
        PolicyChecker.Check(document, text, policies, proofs, Steps);
        return string.Concat(report.Results.Select(r => r.Verdict.ToString() + r.Contributions.Count));
    }
}
