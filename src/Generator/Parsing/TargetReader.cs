using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Parsing;

/// <summary>Reads what generation needs to know of the project.</summary>
internal static class TargetReader
{
    public static TargetTypes ReadTypes(Compilation compilation) => new(
        IsPublic(compilation.GetTypeByMetadataName("System.ReadOnlySpan`1")),
        compilation.GetTypeByMetadataName("System.Runtime.Intrinsics.Vector256") is { } vectors
            && IsPublic(vectors) && !vectors.GetMembers("EqualsAll").IsEmpty);

    public static Target Read(ParseOptions parse, AnalyzerConfigOptionsProvider options, TargetTypes types)
    {
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        var version = parse is CSharpParseOptions csharp ? csharp.LanguageVersion : LanguageVersion.CSharp7_3;
        return new Target(Identifiers.Namespace(rootNamespace ?? string.Empty), version >= LanguageVersion.CSharp8, types);
    }

    private static bool IsPublic(INamedTypeSymbol? type) => type?.DeclaredAccessibility == Accessibility.Public;
}
