using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Parsing;

/// <summary>Reads what generation needs to know of the project.</summary>
internal static class TargetReader
{
    // What the compiler asks for before it takes a required member of a struct with a constructor.
    private static readonly string[] RequiredMemberAttributes =
    {
        "System.Runtime.CompilerServices.RequiredMemberAttribute",
        "System.Runtime.CompilerServices.CompilerFeatureRequiredAttribute",
        "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute",
    };

    /// <summary>Reads which types generated code may use.</summary>
    public static TargetTypes ReadTypes(Compilation compilation) => new(
        IsPublic(compilation.GetTypeByMetadataName("System.ReadOnlySpan`1")),
        HasVectors(compilation, "System.Runtime.Intrinsics.Vector256"),
        HasVectors(compilation, "System.Runtime.Intrinsics.Vector512"),
        RequiredMemberAttributes.All(name => IsAccessible(compilation, name)),
        IsAccessible(compilation, "System.Runtime.CompilerServices.IsExternalInit"));

    /// <summary>Reads what the language version adds to that.</summary>
    public static Target Read(ParseOptions parse, AnalyzerConfigOptionsProvider options, TargetTypes types)
    {
        var version = parse is CSharpParseOptions csharp ? csharp.LanguageVersion : LanguageVersion.CSharp7_3;
        return new Target(
            RootNamespace(options),
            version >= LanguageVersion.CSharp8,
            types with
            {
                HasRequiredMembers = version >= LanguageVersion.CSharp11 && types.HasRequiredMembers,
                HasInit = version >= LanguageVersion.CSharp9 && types.HasInit,
            })
        {
            HasReadOnlyReferences = version >= LanguageVersion.CSharp12,
        };
    }

    /// <summary>The project's root namespace, empty where it has none.</summary>
    public static string RootNamespace(AnalyzerConfigOptionsProvider options)
    {
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        return Identifiers.Namespace(rootNamespace ?? string.Empty);
    }

    // Also one that a project brings by itself for an older framework.
    private static bool IsAccessible(Compilation compilation, string name) =>
        compilation.GetTypeByMetadataName(name) is { } type && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);

    private static bool HasVectors(Compilation compilation, string type) =>
        compilation.GetTypeByMetadataName(type) is { } vectors && IsPublic(vectors) && !vectors.GetMembers("EqualsAll").IsEmpty;

    private static bool IsPublic(INamedTypeSymbol? type) => type?.DeclaredAccessibility == Accessibility.Public;
}
