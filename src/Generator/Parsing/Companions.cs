using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;

namespace RuleCompiler.Generator.Parsing;

/// <summary>Finds the files that belong to a document by their names: those of the same name in the same folder.</summary>
internal static class Companions
{
    /// <summary>Whether a file is an approval or holds policies or proofs, by its name.</summary>
    public static bool IsOne(string path) =>
        path.EndsWith(CompanionPath.ApprovalExtension, StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(CompanionPath.PoliciesExtension, StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(CompanionPath.ProofExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    public static CompanionFile Read(AdditionalText file, CancellationToken cancellation) =>
        new(file.Path, file.GetText(cancellation)?.ToString());

    /// <summary>All of them as one value.</summary>
    public static EquatableArray<CompanionFile> Gather(ImmutableArray<CompanionFile> files, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return files.ToEquatableArray();
    }

    /// <summary>A document with its own files: an edit of those of another document gives the same value again.</summary>
    public static ApprovalCase ApprovalOf(
        (HeldDocument Document, EquatableArray<CompanionFile> Files) pair, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = pair.Document.Path;
        return new ApprovalCase(
            pair.Document, Find(pair.Files, CompanionPath.OfApproval(path)), Find(pair.Files, CompanionPath.OfPolicies(path)));
    }

    /// <summary>A document with its policies and the proofs of them.</summary>
    /// <returns>Nothing where it has no policies.</returns>
    public static IEnumerable<PolicyCase> PoliciesOf(
        (HeldDocument Document, EquatableArray<CompanionFile> Files) pair, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = pair.Document.Path;
        return Find(pair.Files, CompanionPath.OfPolicies(path)) is { } policies
            ? new[] { new PolicyCase(pair.Document, policies, Find(pair.Files, CompanionPath.OfProof(path))) }
            : Array.Empty<PolicyCase>();
    }

    // On some systems a project may spell a name in other letters than the disk does.
    private static CompanionFile? Find(IReadOnlyList<CompanionFile> files, string path) =>
        files.FirstOrDefault(f => string.Equals(f.Path, path, StringComparison.Ordinal))
        ?? files.FirstOrDefault(f => string.Equals(f.Path, path, StringComparison.OrdinalIgnoreCase));
}
