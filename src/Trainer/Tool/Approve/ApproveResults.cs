using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Approve;

/// <summary>Whether a document means what was approved.</summary>
/// <param name="Name">The name of the document.</param>
/// <param name="Path">Where its approval is, or would be.</param>
/// <param name="Meaning">What the document means.</param>
/// <param name="Approval">The approval; null where there is none.</param>
internal sealed record CheckedApproval(string Name, string Path, Meaning Meaning, Approval? Approval)
{
    /// <summary>What changed since; null where nothing was approved.</summary>
    public MeaningChanges? Changes => Approval?.ChangesTo(Meaning);

    /// <summary>Whether the document is approved.</summary>
    public bool Holds => Changes is { IsSame: true };
}

/// <summary>That a document was not approved, since what it claims does not hold or was not proven.</summary>
/// <param name="Name">The name of the document.</param>
/// <param name="Path">Its file.</param>
/// <param name="Seconds">The limit of time.</param>
/// <param name="Proven">What was proven; null where the time was up.</param>
internal sealed record Refusal(string Name, string Path, double Seconds, GovernedProof? Proven)
{
    /// <summary>What does not hold, by name, with what is said of it.</summary>
    public IEnumerable<(string Name, string Detail)> Failed => Proven is null
        ? []
        : Proven.Claims.Claims.Where(c => !c.Holds).Select(c => (c.Name, c.Detail)).Concat(
            (Proven.Policies?.Results ?? EquatableArray<PolicyResult>.Empty).Where(r => r.Verdict != Verdict.Proven)
                .Select(r => ($"policy '{VisibleText.Of(r.Name)}'", r.Text)));
}

/// <summary>An approval that was written.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Before">The approval of before; null where there was none.</param>
/// <param name="After">The approval that was written.</param>
/// <param name="Meaning">What was approved.</param>
/// <param name="Notes">What a person should know.</param>
internal sealed record GivenApproval(string Path, Approval? Before, Approval After, Meaning Meaning, EquatableArray<Note> Notes)
{
    /// <summary>What changed since; null where nothing was approved before.</summary>
    public MeaningChanges? Changes => Before?.ChangesTo(Meaning);

    /// <summary><c>new</c>, <c>changed</c>, <c>again</c>, or <c>unchanged</c> where this very approval was there already.</summary>
    public string Outcome => Changes switch
    {
        null => "new",
        { IsSame: false } => "changed",
        _ => After.Signatures.Count == Before!.Signatures.Count ? "unchanged" : "again",
    };
}
