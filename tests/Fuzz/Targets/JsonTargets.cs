using System;
using System.Collections.Generic;
using System.Text;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Fuzz.Mutation;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Reports.Dossiers;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>The small files in JSON that stand beside documents, and networks.</summary>
internal static class JsonTargets
{
    private static readonly RuleDocument Document = RuleDocumentReader.Read(SeedFolder.Text("documents", "Credit.rules.json"));
    private static readonly Meaning Its = Meaning.Of(Document);

    /// <summary>All of them.</summary>
    public static IEnumerable<FuzzTarget> All =>
    [
        new JsonTarget("approvals", ApprovalReader.Read, read =>
        {
            var approval = (Approval)read;
            if (!ApprovalReader.Read(ApprovalWriter.Write(approval)).Equals(approval))
                throw new InvalidOperationException("What is written is not what was read.");
            var changes = approval.ChangesTo(Its);
            return changes.IsSame ? "same" : approval.Objection(changes) + string.Concat(changes.Lines);
        }),
        new JsonTarget("inputs", text => DescribedInputs.Read(text, Document.Inputs, []), read =>
        {
            var described = Document with { Inputs = ((DescribedInputs)read).Inputs };
            return RuleDocumentReader.Read(RuleDocumentWriter.Write(described)).Name;
        }),
        new JsonTarget("networks", NetworkReader.Read, _ => string.Empty),
        new JsonTarget("statements", Statements.Parse, _ => string.Empty),
    ];

    private sealed class JsonTarget(string name, Func<string, object> read, Func<object, string> use) : FuzzTarget(name, new JsonMutator())
    {
        public override object Read(byte[] input) => read(Encoding.UTF8.GetString(input));

        public override string Use(object read) => use(read);
    }
}
