using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Tables;
using static RuleCompiler.Trainer.Reports.Dossiers.DossierFacts;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>What runs, what it was before, what to watch and who stands for it.</summary>
internal static class ConductLines
{
    private const int MostRules = 100;

    public static IEnumerable<DossierLine> Implementation(DossierFacts facts)
    {
        var document = facts.Document;
        yield return Recorded(
            $"A rule document of version {ShownNumber.Integer(document.Version)}: {ShownNumber.Count(document.Inputs.Count, "input")}, "
                + $"{ShownNumber.Count(document.Conditions.Count, "condition")}, {ShownNumber.Count(document.Rules.Count, "rule")}"
                + (document.Version > 1 ? $", {ShownNumber.Count(ReviewedNumbers.Count(document), "number")} to review" : string.Empty)
                + ".");
        var policies = facts.Meaning.Policies is null ? string.Empty : ", with its policies,";
        yield return Recorded($"What it means{policies} is {facts.Meaning.Hash}.");
        foreach (var line in facts.Claims(
            ClaimKind.Total,
            ClaimKind.NonEmpty,
            ClaimKind.Witnesses,
            ClaimKind.Implied,
            ClaimKind.Irredundant,
            ClaimKind.Covers,
            ClaimKind.Outcomes))
            yield return line;
    }

    public static IEnumerable<DossierLine> History(DossierFacts facts)
    {
        var isTold = false;
        if (facts.Document.Provenance?.Measured is { IsEdited: true } measured)
        {
            isTold = true;
            yield return Recorded(ProvenanceDescriber.Measured(measured));
        }

        if (facts.Approval?.Previous is { } previous)
        {
            isTold = true;
            var change = previous.Change is { } word ? $"; the change since is of the class {VisibleText.Of(word)}" : string.Empty;
            yield return Recorded($"Approved before was {VisibleText.Of(previous.MeaningHash)}{change}.");
        }

        if (!isTold)
            yield return Recorded("Neither the document nor an approval tells of an earlier version.");
    }

    public static IEnumerable<DossierLine> Monitoring(DossierFacts facts)
    {
        var supported = facts.Document.Rules.Where(r => r.Support is not null).ToArray();
        if (supported.Length > 0)
            yield return Figure(
                "Shares of rows to compare later ones with: "
                    + string.Join(", ", supported.Take(MostRules).Select(r => $"rule {ShownNumber.Integer(r.Id)} {r.Support!.Share.Text}"))
                    + (supported.Length > MostRules ? ", …" : string.Empty) + ".");
    }

    public static IEnumerable<DossierLine> Approvals(DossierFacts facts)
    {
        if (facts.Approval is not { } approval)
        {
            yield return Recorded("No approval was given to this dossier.");
            yield break;
        }

        foreach (var signature in approval.Signatures)
            yield return new DossierLine(
                DossierMark.Stated,
                $"Approved by {VisibleText.Of(signature.By)} on {VisibleText.Of(signature.Date)}"
                    + (signature.Note is { } note ? $": {VisibleText.Of(note, int.MaxValue)}" : "."));
        var changes = approval.ChangesTo(facts.Meaning);
        yield return changes.IsSame
            ? new DossierLine(DossierMark.Proved, "What was approved is what the document means: the hashes are equal.")
            : new DossierLine(
                DossierMark.NotProved,
                "The document no longer means what was approved"
                    + (changes.Lines.Count > 0 ? ": " + string.Join("; ", changes.Lines) : string.Empty) + ".");
    }
}
