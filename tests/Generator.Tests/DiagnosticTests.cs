using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>The diagnostics, their pages and their examples say the same.</summary>
public class DiagnosticTests
{
    private const string Targets = "RuleCompiler.targets";
    private const string Readme = "README";

    public static TheoryData<string> Ids => new(DiagnosticTable.All.Select(d => d.Id));

    private static IEnumerable<string> OfTheBuild =>
        Resource(Targets).Split("Code=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Order(
            StringComparer.Ordinal);

    private static IEnumerable<string> Pages =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name is not (Targets or Readme)).Order(
            StringComparer.Ordinal);

    [Fact]
    public void EveryDiagnosticHasItsPageAndEveryPageItsDiagnostic() =>
        Assert.Equal(
            DiagnosticTable.All.Select(d => d.Id).Concat(OfTheBuild).Select(id => id + ".md").Order(StringComparer.Ordinal), Pages);

    /// <summary>The warnings of the package's targets have pages too; tests of the packed package see them.</summary>
    [Fact]
    public void WarningsOfTheBuildHaveTheirPages()
    {
        Assert.NotEmpty(OfTheBuild);
        foreach (var id in OfTheBuild)
        {
            Assert.StartsWith($"# {id}: ", Page(id), StringComparison.Ordinal);
            foreach (var part in (string[])["\n\nSeverity: warning\n\n", "\n## Cause\n", "\n## Fix\n", "\n## Wrong\n", "\n## Right\n"])
                Assert.Contains(part, Page(id), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryFaultHasADiagnosticOfItsOwn()
    {
        var diagnostics = Enum.GetValues<DocumentFault>().Select(DiagnosticTable.ForFault).ToArray();
        Assert.Equal(diagnostics.Length, diagnostics.Distinct().Count());
        Assert.Equal(DiagnosticTable.All.Select(d => d.Id).Distinct().Order(StringComparer.Ordinal), DiagnosticTable.All.Select(d => d.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void PageHasTitleAndLink(string id)
    {
        var descriptor = DiagnosticTable.All.Single(d => d.Id == id);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", Page(id), StringComparison.Ordinal);
        // No address that is not ours: the pages are in the package, and elsewhere only where the build says so.
        Assert.Equal(DiagnosticTable.PagesUri is { } pages ? $"{pages}/{id}.md" : string.Empty, descriptor.HelpLinkUri);
        Assert.Contains(
            $"\n\nSeverity: {descriptor.DefaultSeverity.ToString().ToLowerInvariant()}\n\n", Page(id), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void WrongExampleGivesExactlyThisDiagnosticAndRightExampleNone(string id)
    {
        if (!Page(id).Contains("```json\n", StringComparison.Ordinal))
        {
            // It is not about what stands in a document, or too much would: some test has an example of its own.
            Assert.Contains(TestSources, source => source.Contains($"\"{id}\"", StringComparison.Ordinal));
            return;
        }

        var diagnostic = Assert.Single(Generation.Of(Examples(id, "Wrong")).Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        var right = Generation.Of(Examples(id, "Right"));
        Assert.Empty(right.Diagnostics);
        Assert.Equal(Examples(id, "Right").Count(), right.Result.GeneratedSources.Count(s => !Generation.IsPart(s.HintName)));
    }

    [Fact]
    public void FileThatCannotBeReadIsAnError() =>
        Assert.Equal("RC0011", Assert.Single(Generation.Of([new MemoryText("/project/Gone.rules.json", null)]).Diagnostics).Id);

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryWarningStandsInTheReadme(string id)
    {
        var isWarning = DiagnosticTable.All.Single(d => d.Id == id).DefaultSeverity == DiagnosticSeverity.Warning;
        Assert.Equal(isWarning, Resource(Readme).Contains($"\n| `{id}` | ", StringComparison.Ordinal));
    }

    [Fact]
    public void DiagnosticStandsAtItsLineAndColumn()
    {
        var diagnostic = Assert.Single(Generation.Of("{\n  \"version\": 1,\n  \"name\": 5\n}").Diagnostics);
        var span = diagnostic.Location.GetLineSpan();
        Assert.Equal("/project/Model.rules.json", span.Path);
        Assert.Equal((2, 10), (span.StartLinePosition.Line, span.StartLinePosition.Character));
        Assert.Equal("/project/Model.rules.json(3,11): error RC0004: Expected a text, found a number.", diagnostic.ToString());
    }

    [Fact]
    public void SecondOfTwoEqualNamesIsRefusedAtItsName()
    {
        var text = RuleDocumentWriter.Write(new RandomDocuments(new Random(5)).Next(Shape.Binary, 2, 1));
        var generation = Generation.Of(
            [new MemoryText("/a/One.rules.json", text), new MemoryText(
                "/b/Two.rules.json", text.Replace("\"model\"", "\"MODEL\"", StringComparison.Ordinal))]);
        var diagnostic = Assert.Single(generation.Errors);
        Assert.Equal("RC0012", diagnostic.Id);
        Assert.Equal(
            ("/b/Two.rules.json", 2), (diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Contains("'One.rules.json'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.NotEmpty(generation.Source);
    }

    [Fact]
    public void FileThatIsListedTwiceIsOneFile()
    {
        var text = RuleDocumentWriter.Write(new RandomDocuments(new Random(5)).Next(Shape.Binary, 2, 1));
        var generation = Generation.Of([new MemoryText("/a/One.rules.json", text), new MemoryText("/a/One.rules.json", text)]);
        Assert.Empty(generation.Errors);
        Assert.NotEmpty(generation.Source);
    }

    [Fact]
    public void OtherFilesAreLeftAlone()
    {
        var generation = Generation.Of([new MemoryText("/a/readme.txt", "no"), new MemoryText("/a/rules.json", "{")]);
        Assert.Empty(generation.Diagnostics);
        Assert.Empty(generation.Result.GeneratedSources);
    }

    private static IEnumerable<string> TestSources =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests", "Generator.Tests"), "*Tests.cs").Select(File.ReadAllText);

    private static string Page(string id) => Resource(id + ".md");

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<AdditionalText> Examples(string id, string heading)
    {
        var section = Page(id).Split("\n## ").Single(s => s.StartsWith(heading, StringComparison.Ordinal));
        var examples = section.Split("```json\n").Skip(1).Select(e => e[..e.IndexOf("\n```", StringComparison.Ordinal)]).ToArray();
        Assert.NotEmpty(examples);
        return examples.Select((text, i) => new MemoryText($"/project/Example{i}.rules.json", text));
    }
}
