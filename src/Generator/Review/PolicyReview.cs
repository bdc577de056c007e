using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;

namespace RuleCompiler.Generator.Review;

/// <summary>Holds a document to its policies.</summary>
internal static class PolicyReview
{
    /// <summary>Checks all policies of a document.</summary>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<DiagnosticInfo> Check(PolicyCase its, CancellationToken cancellation)
    {
        var (document, found) = (its.Document, new List<DiagnosticInfo>());
        var policies = Read(its.Policies, DiagnosticTable.PoliciesUnreadable, text => PolicyReader.Read(text, document.Rules), found);
        if (policies is null)
            return found;
        var known = its.Proof is { } proof ? Read(proof, DiagnosticTable.ProofUnreadable, PolicyProofs.Read, found) : null;
        var limit = ProofLimit.FromSteps(document.Options.ProofSteps);
        var report = PolicyChecker.Check(document.Rules, document.Text, policies, known, limit, cancellation);
        var names = new Lazy<DocumentNames>(() => new DocumentNames(document.Rules, document.Options.ClassName));
        found.AddRange(report.Results.Where(r => r.Verdict != Verdict.Proven).Select(r => Wrong(its, r, names)));
        return found;
    }

    private static DiagnosticInfo Wrong(PolicyCase its, PolicyResult result, Lazy<DocumentNames> names)
    {
        var policies = VisibleText.Of(Path.GetFileName(its.Policies.Path));
        var name = $"Policy '{VisibleText.Of(result.Name)}' ({policies}, line {result.Line})";
        if (result.Verdict == Verdict.Undecided)
        {
            return new DiagnosticInfo(
                DiagnosticTable.PolicyUndecided,
                its.Policies.Path,
                result.Line,
                result.Column,
                $"{name}: {result.Text} Run rulec verify --policies, which has no limit, and keep the {ApprovalsProof(its)} that it writes "
                    + "beside the document; or make the rules simpler.");
        }

        var rows = result.Rows.Select(row => RowSnippet.Of(names.Value, its.Document.Rules, row)).ToArray();
        var blames = result.Blames.Count > 0
            ? $" Most against it: {string.Join(", ", result.Blames.Select(b => $"{b.Text} (line {b.Line})"))}."
            : string.Empty;
        var shown = rows.Length switch { 0 => string.Empty, 1 => $" To see it: {rows[0]}.", _ => $" To see it: {rows[0]} and {rows[1]}." };
        var (path, line, column) = result.Blames.Count > 0
            ? (its.Document.Path, result.Blames[0].Line, result.Blames[0].Column)
            : (its.Policies.Path, result.Line, result.Column);
        return new DiagnosticInfo(
            DiagnosticTable.PolicyBroken, path, line, column, $"{name} is broken. {result.Text}{blames}{shown}");
    }

    private static string ApprovalsProof(PolicyCase its) =>
        VisibleText.Of(Path.GetFileName(CompanionPath.OfProof(its.Document.Path)));

    private static T? Read<T>(
        CompanionFile file, Microsoft.CodeAnalysis.DiagnosticDescriptor wrong, Func<string, T> read, List<DiagnosticInfo> found)
        where T : class
    {
        if (file.Text is not { } text)
        {
            found.Add(new DiagnosticInfo(
                wrong, file.Path, 1, 1, "The file cannot be read as text; check that it exists, is not locked and is UTF-8."));
            return null;
        }

        try
        {
            return read(text);
        }
        catch (RuleDocumentException e)
        {
            found.Add(new DiagnosticInfo(wrong, file.Path, e.Error.Line, e.Error.Column, e.Error.Message));
            return null;
        }
    }
}
