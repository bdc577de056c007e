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

    public static TheoryData<string> Ids => new(DiagnosticTable.All.Select(d => d.Id));

    private static IEnumerable<string> OfTheBuild =>
        Resource(Targets).Split("Code=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Pages =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name != Targets).Order(StringComparer.Ordinal);

    [Fact]
    public void EveryDiagnosticHasItsPageAndEveryPageItsDiagnostic() =>
        Assert.Equal(DiagnosticTable.All.Select(d => d.Id).Concat(OfTheBuild).Select(id => id + ".md"), Pages);

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
        var kinds = Enum.GetValues<DocumentFault>().Select(DiagnosticTable.Of).ToArray();
        Assert.Equal(kinds.Length, kinds.Distinct().Count());
        Assert.Equal(Enum.GetValues<DiagnosticKind>().Select(k => $"RC{(int)k:0000}"), DiagnosticTable.All.Select(d => d.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void PageHasTitleAndLink(string id)
    {
        var descriptor = DiagnosticTable.All.Single(d => d.Id == id);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", Page(id), StringComparison.Ordinal);
        // No address that is not ours: the pages are in the package, and elsewhere only where the build says so.
        Assert.Equal(DiagnosticTable.PagesUri is { } pages ? $"{pages}/{id}.md" : string.Empty, descriptor.HelpLinkUri);
        Assert.Contains($"\n\nSeverity: {descriptor.DefaultSeverity.ToString().ToLowerInvariant()}\n\n", Page(id), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void WrongExampleGivesExactlyThisDiagnosticAndRightExampleNone(string id)
    {
        if (id == "RC0011")
        {
            // A file that is not there has no text to show as an example.
            Assert.Equal(id, Assert.Single(Generation.Of([new MemoryText("/project/Gone.rules.json", null)]).Diagnostics).Id);
            return;
        }

        if (id == "RC0020")
        {
            // An option stands in the project: OptionTests.
            Assert.Contains("Members=\"Classify;Explain\"", Page(id), StringComparison.Ordinal);
            return;
        }

        if (id == "RC0030")
        {
            // Too long for a page; SizeTests has one.
            return;
        }

        if (id is "RC0041" or "RC0042")
        {
            // What clashes stands in the project or in what it references: NameClashTests.
            Assert.Contains("ClassName=\"", Page(id), StringComparison.Ordinal);
            return;
        }

        var diagnostic = Assert.Single(Generation.Of(Examples(id, "Wrong")).Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        var right = Generation.Of(Examples(id, "Right"));
        Assert.Empty(right.Diagnostics);
        Assert.Equal(Examples(id, "Right").Count(), right.Result.GeneratedSources.Count(s => !Generation.IsPart(s.HintName)));
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
        var generation = Generation.Of([new MemoryText("/a/One.rules.json", text), new MemoryText("/b/Two.rules.json", text.Replace("\"model\"", "\"MODEL\"", StringComparison.Ordinal))]);
        var diagnostic = Assert.Single(generation.Errors);
        Assert.Equal("RC0012", diagnostic.Id);
        Assert.Equal(("/b/Two.rules.json", 2), (diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
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
