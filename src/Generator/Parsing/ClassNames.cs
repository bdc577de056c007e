using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;
using RuleCompiler.Generator.Models;

namespace RuleCompiler.Generator.Parsing;

/// <summary>Which file gets which class name: the first that asks for it.</summary>
/// <param name="Accepted">The claims that are granted.</param>
/// <param name="Errors">One for each that is not.</param>
internal sealed record ClassNames(EquatableArray<NameClaim> Accepted, EquatableArray<DiagnosticInfo> Errors)
{
    /// <summary>Whether a claim is granted.</summary>
    public bool Accepts(NameClaim claim) => Accepted.Contains(claim);

    /// <summary>Grants each name to the first claim, in the order of the claims.</summary>
    public static ClassNames Assign(ImmutableArray<NameClaim> claims, CancellationToken cancellation)
    {
        // Names that differ in case only are one name: they would be one file on many disks.
        var owners = new Dictionary<string, NameClaim>(StringComparer.OrdinalIgnoreCase);
        var accepted = new List<NameClaim>();
        var errors = new List<DiagnosticInfo>();
        foreach (var claim in claims)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!owners.TryGetValue(claim.ClassName, out var owner))
            {
                owners.Add(claim.ClassName, claim);
                accepted.Add(claim);
            }
            else
            {
                var message = $"The class {claim.ClassName} is already generated from '{DistinctFileName(owner.Path, claim.Path)}'; "
                    + "give one of the two documents another name or, if one is a copy, remove it: <RuleDocument Remove=\"...\" />.";
                errors.Add(new DiagnosticInfo(DiagnosticTable.SameName, claim.Path, claim.Line, claim.Column, message));
            }
        }

        return new ClassNames(accepted.ToEquatableArray(), errors.ToEquatableArray());
    }

    /// <summary>The name of a file, with its folder where the name alone would not tell it from another.</summary>
    private static string DistinctFileName(string path, string otherPath)
    {
        var (name, folder) = (Path.GetFileName(path), Path.GetFileName(Path.GetDirectoryName(path)) ?? string.Empty);
        var isSame = string.Equals(name, Path.GetFileName(otherPath), StringComparison.OrdinalIgnoreCase);
        return VisibleText.Of(isSame ? folder + "/" + name : name);
    }
}
