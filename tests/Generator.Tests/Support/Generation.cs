using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>Runs the generator, always twice: the second time after an edit elsewhere, which must not run any of its steps again.</summary>
internal sealed class Generation
{
    public const string Namespace = "Example.App";

    private Generation(CSharpCompilation compilation, GeneratorDriver driver)
    {
        Compilation = compilation;
        Driver = driver;
    }

    public static CSharpParseOptions Latest { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static CSharpParseOptions Oldest { get; } = new(LanguageVersion.CSharp7_3, DocumentationMode.Diagnose);

    public CSharpCompilation Compilation { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>What keeps code from being generated.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The texts of all generated files.</summary>
    public IReadOnlyList<string> Sources => Result.GeneratedSources.Select(s => s.SourceText.ToString()).ToArray();

    /// <summary>The text of the only file that has rules: the others repeat them.</summary>
    public string Source => Assert.Single(Result.GeneratedSources, s => !IsPart(s.HintName)).SourceText.ToString();

    /// <summary>Whether a file belongs to one that has rules.</summary>
    public static bool IsPart(string hintName) =>
        hintName.EndsWith(".Batch.g.cs", StringComparison.Ordinal) || hintName.EndsWith(".Explain.g.cs", StringComparison.Ordinal)
        || hintName.EndsWith(".Recourse.g.cs", StringComparison.Ordinal) || hintName.EndsWith(".Monitor.g.cs", StringComparison.Ordinal);

    public static Generation Of(string document, CSharpParseOptions? parse = null, string ns = Namespace) =>
        Of([new MemoryText("/project/Model.rules.json", document)], parse, ns);

    /// <param name="files">The documents.</param>
    /// <param name="parse">The language version; the latest, if not given.</param>
    /// <param name="ns">The root namespace.</param>
    /// <param name="options">Properties and metadata of every file, by the names under which the compiler knows them.</param>
    public static Generation Of(
        IEnumerable<AdditionalText> files,
        CSharpParseOptions? parse = null,
        string ns = Namespace,
        params (string Key, string Value)[] options)
    {
        return Of(files, "class Program { }", [], parse ?? Latest, ns, options);
    }

    /// <param name="files">The documents.</param>
    /// <param name="code">The project's own code.</param>
    /// <param name="references">What it references beside the framework.</param>
    /// <param name="ns">The root namespace.</param>
    /// <param name="options">Properties and metadata of every file, by the names under which the compiler knows them.</param>
    public static Generation OfProject(
        IEnumerable<AdditionalText> files,
        string code,
        IEnumerable<MetadataReference>? references = null,
        string ns = Namespace,
        params (string Key, string Value)[] options) =>
        Of(files, code, references ?? [], Latest, ns, options);

    private static Generation Of(
        IEnumerable<AdditionalText> files,
        string code,
        IEnumerable<MetadataReference> references,
        CSharpParseOptions parse,
        string ns,
        (string Key, string Value)[] options)
    {
        var compilation = CSharpCompilation.Create(
            "Example",
            [CSharpSyntaxTree.ParseText(code, parse, "/project/Domain.cs")],
            [.. RuntimeReferences.All, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new RuleGenerator().AsSourceGenerator()],
            files,
            parse,
            new ProjectOptions([("build_property.RootNamespace", ns), .. options]),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        var first = driver.GetRunResult();
        Assert.Null(first.Results.Single().Exception);

        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated { }", parse));
        var again = driver.RunGenerators(edited);
        AssertNothingRanAgain(again.GetRunResult().Results.Single());
        Assert.Equal(
            first.Results.Single().GeneratedSources.Select(s => s.SourceText.ToString()),
            again.GetRunResult().Results.Single().GeneratedSources.Select(s => s.SourceText.ToString()));
        return new Generation(compilation, driver);
    }

    /// <summary>What the project's properties and the configuration of its rule documents say.</summary>
    public static AnalyzerConfigOptionsProvider Options(string ns, IReadOnlyDictionary<string, string> fileOptions) =>
        new ProjectOptions([("build_property.RootNamespace", ns), .. fileOptions.Select(o => (o.Key, o.Value))]);

    private static void AssertNothingRanAgain(GeneratorRunResult result)
    {
        var reasons =
            from step in result.TrackedSteps.Concat(result.TrackedOutputSteps).SelectMany(s => s.Value)
            from output in step.Outputs
            where step.Name != "Compilation"
            select (step.Name, output.Reason);
        Assert.All(
            reasons.Where(r => r.Name is not null),
            r => Assert.True(r.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{r.Name}: {r.Reason}"));
    }

    private sealed class ProjectOptions((string Key, string Value)[] options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(options);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options((string Key, string Value)[] options) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                value = options.FirstOrDefault(o => o.Key == key).Value;
                return value is not null;
            }
        }
    }
}
