using System.Linq;
using System.Threading;
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

    public static Target Read(ParseOptions parse, AnalyzerConfigOptionsProvider options, bool hasRequiredMemberAttributes)
    {
        var version = parse is CSharpParseOptions csharp ? csharp.LanguageVersion : LanguageVersion.CSharp7_3;
        return new Target(
            RootNamespace(options),
            version >= LanguageVersion.CSharp8,
            version >= LanguageVersion.CSharp11 && hasRequiredMemberAttributes);
    }

    public static string RootNamespace(AnalyzerConfigOptionsProvider options)
    {
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        return Identifiers.Namespace(rootNamespace ?? string.Empty);
    }

    public static bool HasRequiredMemberAttributes(Compilation compilation, CancellationToken cancellation) =>
        RequiredMemberAttributes.All(name => compilation.GetTypeByMetadataName(name) is { } type && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
}
