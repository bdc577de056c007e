using System;
using System.IO;
using System.Threading;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;
using RuleCompiler.Generator.Models;

namespace RuleCompiler.Generator.Review;

/// <summary>Holds a document to its approval.</summary>
internal static class ApprovalReview
{
    /// <summary>Checks whether a document means what was approved.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static DiagnosticInfo? Check(ApprovalCase its, CancellationToken cancellation)
    {
        var document = its.Document;
        if (its.Approval is null)
            return document.Options.Approval == ApprovalMode.Required ? NotApproved(document) : null;
        var approval = Read(its.Approval, ApprovalReader.Read, string.Empty, out var unreadable);
        if (approval is null)
            return unreadable;
        string? policies = null;
        if (its.Policies is { } file)
        {
            policies = Read(file, Meaning.HashOfPolicies, "The policies are part of what was approved. ", out unreadable);
            if (policies is null)
                return unreadable;
        }

        cancellation.ThrowIfCancellationRequested();
        var changes = approval.ChangesTo(Meaning.Of(document.Rules, policies));
        return changes.IsSame ? null : Changed(its, approval, changes);
    }

    private static DiagnosticInfo NotApproved(HeldDocument document) => new(
        DiagnosticTable.NotApproved,
        document.Path,
        1,
        1,
        $"{VisibleText.Of(document.Rules.Name)} is not approved: there is no "
            + $"{FileName(CompanionPath.OfApproval(document.Path))} beside it. "
            + $"{Remedy(document)}.");

    private static DiagnosticInfo Changed(ApprovalCase its, Approval approval, MeaningChanges changes)
    {
        var document = its.Document;
        var message = $"{VisibleText.Of(document.Rules.Name)} {approval.Objection(changes)}. {Remedy(document)}, or take the change back.";
        return PartPlaces.Find(StrictJson.Parse(document.Text).AsObject(), changes.Changes) switch
        {
            { } node => new DiagnosticInfo(DiagnosticTable.ApprovalLost, document.Path, node.Line, node.Column, message),
            null => new DiagnosticInfo(DiagnosticTable.ApprovalLost, PathOf(its, changes), 1, 1, message),
        };
    }

    // Where nothing but the policies changed, their file is to blame.
    private static string PathOf(ApprovalCase its, MeaningChanges changes) =>
        changes.Changes.Count == 1 && changes.Changes[0].Part == MeaningPartKind.Policies && its.Policies is { } policies
            ? policies.Path
            : its.Document.Path;

    private static string Remedy(HeldDocument document) =>
        $"Review it and run rulec approve {FileName(document.Path)} --by NAME";

    private static T? Read<T>(CompanionFile file, Func<string, T> read, string before, out DiagnosticInfo? error)
        where T : class
    {
        error = null;
        if (file.Text is not { } text)
        {
            error = Unreadable(1, 1, "The file cannot be read as text; check that it exists, is not locked and is UTF-8.");
            return null;
        }

        try
        {
            return read(text);
        }
        catch (RuleDocumentException e)
        {
            error = Unreadable(e.Error.Line, e.Error.Column, e.Error.Message);
            return null;
        }

        DiagnosticInfo Unreadable(int line, int column, string message) =>
            new(DiagnosticTable.ApprovalUnreadable, file.Path, line, column, before + message);
    }

    private static string FileName(string path) => VisibleText.Of(Path.GetFileName(path));
}
