using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;
using RuleCompiler.Generator.Models;

namespace RuleCompiler.Generator.Parsing;

/// <summary>Where the names of generated classes meet those of the project's other code and of its references.</summary>
/// <remarks>A compilation goes in, and nothing of it comes out but texts: after an edit elsewhere this is equal to what it was.</remarks>
/// <param name="Refused">The claims that cannot be generated, because the compiler would refuse the class.</param>
/// <param name="Found">A diagnostic for each clash.</param>
internal sealed record NameClashes(EquatableArray<NameClaim> Refused, EquatableArray<DiagnosticInfo> Found)
{
    /// <summary>Looks every class up by its name.</summary>
    public static NameClashes Find(EquatableArray<NameClaim> claims, string root, Compilation compilation, CancellationToken cancellation)
    {
        var refused = new List<NameClaim>();
        var found = new List<DiagnosticInfo>();
        foreach (var claim in claims)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = new QualifiedName(claim.FullName(root));
            if ((FindInProject(name, compilation) ?? FindAmongDocuments(name, claims, root)) is { } taken)
            {
                refused.Add(claim);
                Tell(claim, DiagnosticTable.NameTaken, $"The class {name.Full} cannot be generated: {taken}; {Rename(claim, name)}");
            }
            else if (FindInReferences(name, compilation) is { } elsewhere)
            {
                Tell(
                    claim,
                    DiagnosticTable.NameElsewhere,
                    $"{elsewhere}; code of this project finds the class that is generated here. If that is not intended, remove "
                    + $"the document or the reference from this project, or {Rename(claim, name)}");
            }
            else if (FindBefore(name, compilation) is { } before)
            {
                Tell(
                    claim,
                    DiagnosticTable.NameHidden,
                    $"{before} where it says {name.Last}: write {name.Full} there, or {Rename(claim, name)}");
            }
        }

        return new NameClashes(refused.ToEquatableArray(), found.ToEquatableArray());

        void Tell(NameClaim claim, DiagnosticDescriptor descriptor, string message) =>
            found.Add(new DiagnosticInfo(descriptor, claim.Path, claim.Line, claim.Column, message));
    }

    private static string Rename(NameClaim claim, QualifiedName name)
    {
        var file = VisibleText.Of(Path.GetFileName(claim.Path));
        return $"give the class another name: <RuleDocument Update=\"{file}\" ClassName=\"{name.Last}Rules\" />.";
    }

    /// <summary>What else has the name in this project's own code; a user's own part of the class does not count.</summary>
    private static string? FindInProject(QualifiedName name, Compilation compilation)
    {
        if (compilation.Assembly.GetTypeByMetadataName(name.Full) is { } type)
            return IsPart(type) ? null : $"the project has a type of this name, {PlaceOf(type)}, which is not a 'static partial class'";
        return name.FindNamespace(compilation.Assembly.GlobalNamespace) is { } space
            ? $"the project has a namespace of this name, {PlaceOf(space)}"
            : null;
    }

    /// <summary>The document whose class stands in a namespace of this name.</summary>
    private static string? FindAmongDocuments(QualifiedName name, EquatableArray<NameClaim> claims, string root)
    {
        var inside = claims.FirstOrDefault(other => other.FullName(root).StartsWith(name.Full + ".", StringComparison.Ordinal));
        return inside is null ? null : $"it is also the namespace of the class of '{VisibleText.Of(Path.GetFileName(inside.Path))}'";
    }

    private static string? FindInReferences(QualifiedName name, Compilation compilation)
    {
        var type = compilation.GetTypesByMetadataName(name.Full)
            .FirstOrDefault(t => !IsOwn(t, compilation) && compilation.IsSymbolAccessibleWithin(t, compilation.Assembly));
        if (type is not null)
            return $"The reference {type.ContainingAssembly.Name} has a type {name.Full} too";
        return name.FindNamespace(compilation.GlobalNamespace) is null ? null : $"A reference of this project has a namespace {name.Full}";
    }

    /// <summary>What code outside the class's namespace finds first, even where it has a <c>using</c> for that namespace.</summary>
    private static string? FindBefore(QualifiedName name, Compilation compilation)
    {
        if (name.Namespace.Length == 0)
            return null;
        var around = name.Spaces.TakeWhile(space => space != name.Last).ToArray();
        if (around.Length > 0 && around.Length < name.Spaces.Count)
            return $"Code of the namespace {string.Join(".", around)} outside {name.Namespace} finds a namespace";
        var first = compilation.GlobalNamespace.GetMembers(name.Last).FirstOrDefault(m => m is INamespaceSymbol
            || (m is INamedTypeSymbol { Arity: 0 } && compilation.IsSymbolAccessibleWithin(m, compilation.Assembly)));
        if (around.Length > 0 && first is null)
            return null;
        var found = first is INamedTypeSymbol ? "a type without a namespace" : "a namespace";
        return $"Code outside the namespace {name.Namespace} finds {found}";
    }

    private static bool IsOwn(ISymbol symbol, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    private static bool IsPart(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(
        part => part.GetSyntax() is ClassDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string PlaceOf(ISymbol symbol)
    {
        var path = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;
        return string.IsNullOrEmpty(path) ? "in its code" : $"in '{VisibleText.Of(Path.GetFileName(path))}'";
    }

    /// <summary>A class's name with its namespace, as the compiler keeps it: without the @ of keywords.</summary>
    private sealed class QualifiedName
    {
        public QualifiedName(string text)
        {
            Full = text.Replace("@", string.Empty);
            var parts = Full.Split('.');
            Last = parts[parts.Length - 1];
            Spaces = parts.Take(parts.Length - 1).ToArray();
        }

        public string Full { get; }

        public string Last { get; }

        public IReadOnlyList<string> Spaces { get; }

        public string Namespace => string.Join(".", Spaces);

        public INamespaceSymbol? FindNamespace(INamespaceSymbol global) => Spaces.Concat(new[] { Last }).Aggregate(
            (INamespaceSymbol?)global, (space, part) => space?.GetNamespaceMembers().FirstOrDefault(n => n.Name == part));
    }
}
