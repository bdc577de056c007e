using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>A class whose name is taken, or found elsewhere first, is told at the document's name.</summary>
public class NameClashTests
{
    /// <summary>What the compiler says of <c>NAME.Rules</c> outside of the class's namespace is why there is a warning.</summary>
    [Theory]
    [InlineData("Tariff", "Tariff", "", "", "Code outside the namespace Tariff finds a namespace")]
    [InlineData(
        "Claims", "Insurer.Claims.Web", "", "Insurer", "Code of the namespace Insurer outside Insurer.Claims.Web finds a namespace")]
    [InlineData("Insurer", "Insurer.Claims", "", "", "finds a namespace")]
    [InlineData("Warehouse", "Insurer", "namespace Warehouse { class Shelf { } }", "", "finds a namespace")]
    [InlineData("Shelf", "Insurer", "class Shelf { }", "", "finds a type without a namespace")]
    public void ANameThatIsFoundElsewhereFirstIsAWarning(string name, string ns, string code, string inside, string message)
    {
        string Use(string expression)
        {
            var user = $"class User {{ string Text => {expression}.Rules; }}";
            return $"using {ns}; {code} " + (inside.Length == 0 ? user : $"namespace {inside} {{ {user} }}");
        }

        var generation = Generation.OfProject([File(name)], Use(name), ns: ns);
        var warning = Assert.Single(generation.Diagnostics);
        Assert.Equal(("RC0040", DiagnosticSeverity.Warning), (warning.Id, warning.Severity));
        Assert.Equal(3, warning.Location.GetLineSpan().StartLinePosition.Line + 1);
        Assert.Contains(message, Text(warning), StringComparison.Ordinal);
        Assert.Contains($"write {ns}.{name} there", Text(warning), StringComparison.Ordinal);
        Assert.NotEmpty(CompilerErrors(generation));

        // What the message says helps: the name in full, or another one.
        Assert.Empty(CompilerErrors(Generation.OfProject([File(name)], Use($"{ns}.{name}"), ns: ns)));
        var renamed = Generation.OfProject(
            [File(name)], Use(name + "Rules"), ns: ns, options: ("build_metadata.AdditionalFiles.ClassName", name + "Rules"));
        Assert.Empty(renamed.Diagnostics);
        Assert.Empty(CompilerErrors(renamed));
    }

    [Theory]
    [InlineData("Tariff", "Insurer", "namespace Insurer { class Policy { } } namespace Insurer.Tariffs { class Row { } }")]
    [InlineData("Tariff", "", "class Policy { }")]
    [InlineData("Tariff", "Insurer", "namespace Insurer { public static partial class Tariff { public static int Year => 2026; } }")]
    [InlineData("Tariff", "Insurer", "namespace Insurer { class Tariff<T> { } } class Outer { class Tariff { } }")]
    [InlineData("Tariff", "Insurer", "namespace Other { class Tariff { } }")]
    public void ANameThatIsFreeIsNoNews(string name, string ns, string code)
    {
        var generation = Generation.OfProject([File(name)], code, ns: ns);
        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Source);
        Assert.Empty(CompilerErrors(generation));
    }

    [Theory]
    [InlineData("namespace Insurer { record Tariff(decimal Rate); }", "a type of this name, in 'Domain.cs'")]
    [InlineData("namespace Insurer { enum Tariff { Low, High } }", "a type of this name, in 'Domain.cs'")]
    [InlineData("namespace Insurer { public class Tariff { } }", "a type of this name, in 'Domain.cs'")]
    [InlineData("namespace Insurer { partial struct Tariff { } }", "a type of this name, in 'Domain.cs'")]
    [InlineData("namespace Insurer.Tariff { class Row { } }", "a namespace of this name, in 'Domain.cs'")]
    [InlineData("namespace Insurer.Tariff.Rows { class Row { } }", "a namespace of this name")]
    public void ANameThatIsTakenIsAnErrorAndNothingIsGenerated(string code, string place)
    {
        var generation = Generation.OfProject([File("Tariff"), File("Free")], code, ns: "Insurer");
        var error = Assert.Single(generation.Diagnostics);
        Assert.Equal(("RC0041", DiagnosticSeverity.Error), (error.Id, error.Severity));
        Assert.Contains(place, Text(error), StringComparison.Ordinal);
        Assert.Contains("ClassName=\"TariffRules\"", Text(error), StringComparison.Ordinal);
        Assert.Equal("/project/Tariff.rules.json", error.Location.GetLineSpan().Path);
        // The other document is compiled, and no error of the compiler comes on top.
        Assert.Contains("class Free", generation.Source, StringComparison.Ordinal);
        Assert.Empty(CompilerErrors(generation));
    }

    [Fact]
    public void AClassThatIsTheNamespaceOfAnotherDocumentIsAnError()
    {
        // Metadata is the same for every file here: the property moves both, the name of one is the namespace.
        var generation = Generation.OfProject(
            [File("Tariff")], string.Empty, ns: "Insurer", options: ("build_property.RuleCompilerNamespace", "Insurer.Tariff"));
        Assert.Equal("RC0040", Assert.Single(generation.Diagnostics).Id);

        var claims = new[]
        {
            new Models.NameClaim("/a/Lending.rules.json", "Lending", 1, 1),
            new Models.NameClaim("/a/Loan.rules.json", "Acme.Lending.Loan", 1, 1),
        }.ToEquatableArray();
        var clashes = Parsing.NameClashes.Find(claims, "Acme", CSharpCompilation.Create("Empty"), default);
        Assert.Equal(claims[0], Assert.Single(clashes.Refused));
        Assert.Contains("'Loan.rules.json'", Assert.Single(clashes.Found).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("namespace Insurer { public static class Tariff { } }", "RC0042")]
    [InlineData("namespace Insurer.Tariff { public class Row { } }", "RC0042")]
    [InlineData("namespace Insurer { static class Tariff { } }", null)]
    [InlineData("namespace Tariff { public class Row { } }", "RC0040")]
    public void ANameInAReferenceIsAWarning(string library, string? id)
    {
        var generation = Generation.OfProject([File("Tariff")], string.Empty, [Reference(library)], "Insurer");
        Assert.Equal(id is null ? [] : [id], generation.Diagnostics.Select(d => d.Id));
        Assert.NotEmpty(generation.Source);
        Assert.Empty(CompilerErrors(generation));
    }

    [Fact]
    public void TheWarningIsSilencedForItsFile()
    {
        var silent = Generation.OfProject([File("Tariff")], string.Empty, ns: "Tariff", options: ("rulecompiler.RC0040.severity", "none"));
        Assert.Empty(silent.Diagnostics);
        Assert.NotEmpty(silent.Source);
        Assert.Equal(
            DiagnosticSeverity.Error,
            Assert.Single(
                Generation.OfProject(
                    [File("Tariff")],
                    string.Empty,
                    ns: "Tariff",
                    options: ("rulecompiler.RC0040.severity", "error")).Diagnostics).Severity);
    }

    private static string Text(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static string[] CompilerErrors(Generation generation)
    {
        var all = generation.Compilation.AddSyntaxTrees(generation.Sources.Select(s => CSharpSyntaxTree.ParseText(s, Generation.Latest)));
        return all.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).ToArray();
    }

    /// <summary>A document without anything else to tell.</summary>
    private static MemoryText File(string name) => new($"/project/{name}.rules.json", $$"""
        {
          "version": 1,
          "name": "{{name}}",
          "inputs": [ { "name": "distance", "unit": "km", "range": [0, 80] } ],
          "outputs": [ { "name": "surcharge" } ],
          "decision": { "kind": "threshold", "thresholds": [ { "threshold": 0, "below": "none", "atOrAbove": "some" } ] },
          "conditions": [ { "id": 1, "expression": { "bias": -12.5, "weights": { "distance": 1 } } } ],
          "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
          "rules": [ { "id": 1, "expressions": [ { "bias": -1 } ] }, { "id": 2, "expressions": [ { "bias": 1 } ] } ]
        }
        """);

    private static MetadataReference Reference(string code)
    {
        using var stream = new MemoryStream();
        var compilation = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(code)],
            RuntimeReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(stream).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
