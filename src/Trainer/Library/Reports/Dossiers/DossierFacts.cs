using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Measuring;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>All that the lines of a dossier are made of.</summary>
/// <param name="Document">The rules.</param>
/// <param name="Proof">What is proved of them and of their policies.</param>
/// <param name="Meaning">What the document means, with its policies.</param>
/// <param name="Approval">The approval; null where there is none.</param>
/// <param name="Measured">The figures counted again; null where no data were given.</param>
internal sealed record DossierFacts(
    RuleDocument Document, GovernedProof Proof, Meaning Meaning, Approval? Approval, MeasuredDocument? Measured)
{
    private const int MostStatements = 30;
    private const int MostFindings = 5;

    /// <summary>Reads and proves.</summary>
    public static DossierFacts Read(DossierSources sources, string tool, CancellationToken cancellation)
    {
        var governed = GovernedDocument.Read(sources.Rules, sources.Policies);
        var document = governed.Document;
        var approval = sources.Approval is { } approvalPath ? ApprovalFile.Read(approvalPath) : null;
        // Against itself nothing was edited: the figures are only compared.
        var measured = sources.Data is { } data
            ? MeasuredDocument.Of(document, new MeasureSources(data, sources.Test, sources.Table) { Before = document }, tool, cancellation)
            : null;
        return new DossierFacts(document, governed.Prove(cancellation), governed.Meaning, approval, measured);
    }

    /// <summary>What came of claims, with what is proved in particular or is against them.</summary>
    public IEnumerable<DossierLine> Claims(params ClaimKind[] kinds) =>
        Proof.Claims.Claims.Where(c => kinds.Contains(c.Kind)).SelectMany(claim => claim.Holds
            ? Lines(DossierMark.Proved, claim.Detail, claim.Statements.Select(s => s.Text), MostStatements)
            : Lines(DossierMark.NotProved, claim.Detail, claim.Findings.Select(f => f.Text), MostFindings));

    /// <summary>What came of policies.</summary>
    /// <param name="areDirections">Whether those on directions are meant, or all others.</param>
    public IEnumerable<DossierLine> PolicyLines(bool areDirections) => (Proof.Policies?.Results ?? EquatableArray<PolicyResult>.Empty)
        .Where(r => r.Kind == "direction" == areDirections)
        .Select(r => new DossierLine(
            r.Verdict == Verdict.Proven ? DossierMark.Proved : DossierMark.NotProved,
            $"Policy '{VisibleText.Of(r.Name)}' ({r.Kind}){(r.Verdict == Verdict.Refuted ? " is broken" : string.Empty)}: {r.Text}"));

    /// <summary>A line of what the document says.</summary>
    public static DossierLine Recorded(string text) => new(DossierMark.Recorded, text);

    /// <summary>A line of what was measured.</summary>
    public static DossierLine Figure(string text) => new(DossierMark.Measured, text);

    private static IEnumerable<DossierLine> Lines(DossierMark mark, string detail, IEnumerable<string> more, int most)
    {
        var sentences = more.ToArray();
        var shown = sentences.Take(most).Prepend(detail);
        if (sentences.Length > most)
            shown = shown.Append($"And {Tables.ShownNumber.Integer(sentences.Length - most)} more; rulec verify --json lists them.");
        return shown.Select(text => new DossierLine(mark, text));
    }
}
