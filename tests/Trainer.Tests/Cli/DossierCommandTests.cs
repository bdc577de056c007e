using System;
using System.IO;
using System.Linq;
using AngleSharp.Html.Parser;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Reports.Dossiers;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec dossier</c>: one page and one text of what is known of rules, and how it is known.</summary>
public sealed class DossierCommandTests : IDisposable
{
    private static readonly string German = Path.Combine(SourceTree.Root, "samples", "GermanCredit");
    private static readonly string Rules = Path.Combine(German, "GermanCredit.rules.json");
    private static readonly string Data = Path.Combine(German, "german-credit.csv");

    private readonly CsvFile _statements = new(
        "{\n  \"Purpose\": [\"Credits of the branch.\", \"No others.\"],\n  \"Monitoring plan\": [\"Every month.\"]\n}\n",
        "statements.json");

    private string Page => _statements.Sibling("page.html");

    private string Markdown => _statements.Sibling("page.md");

    // The sample's policies, one of which asks for more than its rules have.
    private string Strict
    {
        get
        {
            var path = _statements.Sibling("strict.policies.json");
            var text = File.ReadAllText(Path.Combine(German, "GermanCredit.policies.json"));
            File.WriteAllText(path, text.Replace("\"rows\": 1 ", "\"rows\": 30 ", StringComparison.Ordinal));
            return path;
        }
    }

    public void Dispose() => _statements.Dispose();

    [Fact]
    public void BothFormsHaveEveryHeadingAndTheSameLines()
    {
        Assert.Equal(ExitCode.Done, Dossier(Rules, "--policies", Strict).ExitCode);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(Page));
        var sections = page.QuerySelectorAll("section");
        Assert.Equal(DossierHeading.All, sections.Select(s => s.QuerySelector("h2")!.TextContent));
        var markdown = File.ReadAllText(Markdown).Split("\n## ").Skip(1).ToArray();
        Assert.Equal(DossierHeading.All, markdown.Select(s => s.Split('\n')[0]));
        string[] marks = ["proved", "not proved", "measured", "recorded", "stated by a person"];
        foreach (var (html, text) in sections.Zip(markdown))
        {
            var lines = html.QuerySelectorAll("li").Select(
                l => (Mark: l.QuerySelector(".mark")!.TextContent, Text: l.QuerySelector("bdi")!.TextContent)).ToArray();
            Assert.NotEmpty(lines);
            Assert.All(lines, l => Assert.Contains(l.Mark, marks));
            Assert.Equal(
                lines.Select(l => $"- **{l.Mark}:** {DossierMarkdown.Escape(l.Text)}"),
                text.Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal)));
        }

        Assert.Equal(marks.Order(), page.QuerySelectorAll(".mark").Select(m => m.TextContent).Distinct().Order());
        // Nothing is loaded, and nothing runs.
        Assert.Empty(page.QuerySelectorAll("script, [src], [onclick]"));
        Assert.All(page.QuerySelectorAll("[href]"), a => Assert.StartsWith("#", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public void EachMarkStandsForWhatItSays()
    {
        Dossier(Rules, "--data", Data, "--policies", Strict);
        var lines = Lines();
        // Of the claims, of policies that hold and that do not, of the provenance, of the document.
        Assert.Contains("- **proved:** Each rule has an input inside the ranges", lines, StringComparison.Ordinal);
        Assert.Contains("- **proved:** Policy 'longer loans are no safer' (direction): ", lines, StringComparison.Ordinal);
        Assert.Contains("- **not proved:** Policy 'every rule rests on rows' (support) is broken: ", lines, StringComparison.Ordinal);
        Assert.Contains("- **measured:** test rows, network: Accuracy 77.5 %", lines, StringComparison.Ordinal);
        Assert.Contains("- **measured:** Counted again, test rows: Accuracy 76.5 %", lines, StringComparison.Ordinal);
        Assert.Contains("- **measured:** Counted again, the support of every rule is as recorded.", lines, StringComparison.Ordinal);
        Assert.Contains("- **recorded:** Trained on german-credit.csv", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotHoldIsNotMarkedAsProved()
    {
        using var edited = new CsvFile(
            File.ReadAllText(Rules)
                .Replace("\"rows\": 599, \"share\": 0.9983", "\"rows\": 500, \"share\": 0.9983", StringComparison.Ordinal),
            "German.rules.json");
        Dossier(edited.Path);
        Assert.Contains("- **not proved:** The shares are not those of the training rows.", Lines(), StringComparison.Ordinal);
        Dossier(edited.Path, "--data", Data);
        Assert.Contains("Counted again, the support is not what is recorded in 1 rule: 1.", Lines(), StringComparison.Ordinal);
    }

    [Fact]
    public void StatementsStandUnderTheirHeadingAndTheOthersSayThatThereAreNone()
    {
        // Without the approval beside it, which is stated by a person as well.
        using var alone = new CsvFile(File.ReadAllText(Rules), "German.rules.json");
        Dossier(alone.Path);
        var sections = File.ReadAllText(Markdown).Split("\n## ").Skip(1).ToDictionary(s => s.Split('\n')[0]);
        Assert.Contains(
            "- **stated by a person:** Credits of the branch.\n- **stated by a person:** No others.\n",
            sections["Purpose"],
            StringComparison.Ordinal);
        Assert.Contains("- **stated by a person:** Every month.\n", sections["Monitoring plan"], StringComparison.Ordinal);
        Assert.Equal(
            DossierHeading.All.Except(["Purpose", "Monitoring plan"]),
            sections.Where(s => s.Value.Contains(DossierWords.NothingStated, StringComparison.Ordinal)).Select(s => s.Key));
        Assert.Equal(10, File.ReadAllText(Page).Split(DossierWords.NothingStated).Length - 1);
    }

    [Theory]
    [InlineData("{\n  \"Purposes\": []\n}", "(2,3): There is no heading 'Purposes'; did you mean 'Purpose'?")]
    [InlineData("{ \"Regulation\": [] }", "(1,3): There is no heading 'Regulation'; the headings are Purpose, Data, ")]
    [InlineData("{ \"Purpose\": \"text\" }", "(1,14): ")]
    [InlineData("{ \"Purpose\": [1] }", "(1,15): ")]
    [InlineData("[]", "(1,1): ")]
    [InlineData("{ \"Purpose\": [], \"Purpose\": [] }", "(1,18): ")]
    public void AWrongFileOfStatementsIsRefusedWithItsPlace(string json, string message)
    {
        File.WriteAllText(_statements.Path, json);
        var run = Dossier(Rules);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"{_statements.Path}{message}", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Page));
    }

    [Fact]
    public void HostileTextsStayTexts()
    {
        const string Hostile = "<script>alert(1)</script>[x](http://e.example)*b*`c`|d|&amp;www.e.example";
        var document = RuleDocumentReader.Read(File.ReadAllText(Rules));
        using var file = new CsvFile(
            RuleDocumentWriter.Write(document with
            {
                Name = Hostile,
                Summary = Hostile,
                Inputs = document.Inputs.Select(i => i with { Description = Hostile }).ToEquatableArray(),
            }),
            "Hostile.rules.json");
        var statement = System.Text.Json.JsonSerializer.Serialize(Hostile + "\n## Approvals\n- **proved:** x");
        File.WriteAllText(_statements.Path, $"{{ \"Data\": [{statement}] }}");
        Assert.Equal(ExitCode.Done, Dossier(file.Path).ExitCode);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(Page));
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal(Hostile, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(Hostile, page.QuerySelector("#purpose li bdi")!.TextContent, StringComparison.Ordinal);
        var text = File.ReadAllText(Markdown);
        Assert.Equal(12, text.Split("\n## ").Length - 1);
        var escaped = "\\<script\\>alert(1)\\</script\\>\\[x\\](http\\://e.example)\\*b\\*\\`c\\`\\|d\\|\\&amp;www\\.e.example";
        Assert.StartsWith($"# {escaped}: dossier\n", text, StringComparison.Ordinal);
        Assert.Contains($"- **stated by a person:** {escaped}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text.Replace("\\<", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void AnApprovalIsAStatementAndItsMeaningIsHeldToTheDocument()
    {
        using var copy = new CsvFile(File.ReadAllText(Rules), "German.rules.json");
        var approved = CommandRun.Of("approve", copy.Path, "--by", "Ann", "--date", "2026-03-01", "--note", "read");
        Assert.Equal(ExitCode.Done, approved.ExitCode);
        Dossier(copy.Path);
        Assert.Contains("- **stated by a person:** Approved by Ann on 2026-03-01: read\n", Lines(), StringComparison.Ordinal);
        Assert.Contains("- **proved:** What was approved is what the document means", Lines(), StringComparison.Ordinal);
        File.WriteAllText(
            copy.Path, File.ReadAllText(copy.Path).Replace("\"bias\": 4.34", "\"bias\": 4.35", StringComparison.Ordinal));
        Dossier(copy.Path);
        Assert.Contains(
            "- **not proved:** The document no longer means what was approved: the common part changed.",
            Lines(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameFilesGiveTheSameBytes()
    {
        Dossier(Rules);
        var (page, markdown) = (File.ReadAllBytes(Page), File.ReadAllBytes(Markdown));
        Dossier(Rules);
        Assert.Equal(page, File.ReadAllBytes(Page));
        Assert.Equal(markdown, File.ReadAllBytes(Markdown));
    }

    [Fact]
    public void ADocumentThatSaysNothingOfItselfHasAllHeadings()
    {
        using var file = new CsvFile(SampleDocuments.Xor, "Xor.rules.json");
        Assert.Equal(ExitCode.Done, Dossier(file.Path).ExitCode);
        Assert.Equal(12, File.ReadAllText(Markdown).Split("\n## ").Length - 1);
        Assert.Contains("The document does not say which data it comes from.", Lines(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, CommandRun.Of("dossier", file.Path).ExitCode);
    }

    private CommandRun Dossier(string rules, params string[] more) =>
        CommandRun.Of(["dossier", rules, "--statements", _statements.Path, "-o", Page, "--markdown", Markdown, .. more]);

    private string Lines() => File.ReadAllText(Markdown);
}
