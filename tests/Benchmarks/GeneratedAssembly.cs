using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RuleCompiler.Documents;
using RuleCompiler.Generator;

namespace RuleCompiler.Benchmarks;

/// <summary>Runs the generator and the compiler, as a build does.</summary>
internal static class GeneratedAssembly
{
    private static readonly ImmutableArray<MetadataReference> References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(p => Path.GetFileName(p) is "System.Private.CoreLib.dll" or "System.Runtime.dll")
        .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p))
        .ToImmutableArray();

    public static CSharpCompilation Compilation(string caller) => CSharpCompilation.Create(
        "Measured",
        [CSharpSyntaxTree.ParseText(caller)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    public static GeneratorDriver Driver(string json) =>
        CSharpGeneratorDriver.Create([new RuleGenerator().AsSourceGenerator()], [new Document(json)]);

    public static Assembly Load(RuleDocument document, string caller)
    {
        Driver(RuleDocumentWriter.Write(document)).RunGeneratorsAndUpdateCompilation(
            Compilation(caller), out var compilation, out var diagnostics);
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw new InvalidOperationException(string.Join("\n", diagnostics));
        return new AssemblyLoadContext(null).LoadFromStream(Emit(compilation));
    }

    public static MemoryStream Emit(Compilation compilation)
    {
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(
                string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
        image.Position = 0;
        return image;
    }

    private sealed class Document(string json) : AdditionalText
    {
        public override string Path => "/project/Measured.rules.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(json, Encoding.UTF8);
    }
}
