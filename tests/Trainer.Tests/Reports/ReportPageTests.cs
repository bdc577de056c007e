using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Reports.Pages;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports;

/// <summary>The page as HTML: whole, escaped, self-contained and usable without seeing it.</summary>
public sealed class ReportPageTests
{
    private const string Attack = "<script>alert(1)</script>\u202E{data}&lt;\"'</style>";

    private static readonly string[] Documents = [SampleDocuments.Xor, SampleDocuments.Loan, SampleDocuments.Price, Sample("Adult"), Sample("GermanCredit"), Sample("Banknote"), Sample("Xor"), Sample("GeneSwitch")];

    public static TheoryData<int> AllDocuments => new(Enumerable.Range(0, Documents.Length));

    [Theory]
    [MemberData(nameof(AllDocuments))]
    public void EveryIdIsThereOnceAndEveryReferenceLeadsToOne(int index)
    {
        var page = Page(Read(index));
        var ids = page.All.Where(e => e.HasAttribute("id")).Select(e => e.Id!).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        var references =
            page.All.SelectMany(
                e => new[] { "for", "aria-labelledby", "aria-describedby" }.SelectMany(
                    a => (e.GetAttribute(a) ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                .Concat(page.All.Select(e => e.GetAttribute("href")).OfType<string>().Select(h => h.TrimStart('#')))
                .Concat(page.All.Select(e => e.GetAttribute("fill")).OfType<string>().Where(
                    f => f.StartsWith("url(#", StringComparison.Ordinal)).Select(f => f[5..^1])).ToArray();
        Assert.True(references.Length > 20, "These are not the references.");
        Assert.All(references, r => Assert.Contains(r, ids));
    }

    [Theory]
    [MemberData(nameof(AllDocuments))]
    public void NothingOfThePageIsElsewhere(int index)
    {
        var page = Page(Read(index));
        foreach (var element in page.All)
        {
            Assert.DoesNotContain(
                element.Attributes,
                a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                    || a.Name is "style" or "src" or "srcset" or "action" or "data" or "poster");
            Assert.True(element.GetAttribute("href") is null or ['#', ..], element.OuterHtml);
        }

        Assert.Empty(page.QuerySelectorAll("link, iframe, object, embed, img, base"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void PolicyAllowsThisStyleAndThisScriptOnly()
    {
        var page = Page(Read(0));
        var policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{Hash(page.QuerySelector("style")!.TextContent)}'", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{Hash(page.QuerySelectorAll("script")[^1].TextContent)}'", policy, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllDocuments))]
    public void HeadingsAreInOrderAndEveryControlHasALabel(int index)
    {
        var page = Page(Read(index));
        var levels = page.QuerySelectorAll("h1, h2, h3").Select(h => h.LocalName[1] - '0').ToArray();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(page.QuerySelectorAll("input, select"), control =>
            Assert.True(
                control.HasAttribute("aria-label") || page.QuerySelectorAll($"label[for='{control.Id}']").Length == 1, control.OuterHtml));
        Assert.All(
            page.QuerySelectorAll("svg[role=img]"),
            drawing => Assert.False(string.IsNullOrWhiteSpace(drawing.QuerySelector("title")!.TextContent)));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
    }

    [Fact]
    public void EveryTextFromTheDocumentStaysText()
    {
        var document = Read(1);
        var names = new List<string>();
        string Hostile(string what)
        {
            names.Add(Attack + what);
            return Attack + what;
        }

        var provenance = new Provenance(
            Hostile("tool"),
            new DataFile(Hostile("file"), "0"),
            null,
            EquatableArray.Of(new NamedNumber(Hostile("rows"), Number.Zero)),
            null,
            EquatableArray<int>.Empty,
            EquatableArray<NamedText>.Empty,
            EquatableArray.Of(
                new ModelMetrics(
                    Hostile("model"),
                    EquatableArray.Of(new NamedNumbers("test", EquatableArray.Of(new NamedNumber(Hostile("metric"), Number.Zero)))))),
            EquatableArray.Of(new NamedNumbers(Hostile("fidelity"), EquatableArray<NamedNumber>.Empty)), EquatableArray<NamedNumber>.Empty,
            EquatableArray.Of(
                new FrontierEntry(
                    0,
                    1,
                    Number.Zero,
                    true,
                    EquatableArray.Of(new NamedNumber(Hostile("frontier"), Number.Zero)),
                    EquatableArray<NamedNumber>.Empty)));
        var hostile = document with
        {
            Name = Hostile("name"),
            Summary = Hostile("summary"),
            Inputs = document.Inputs.Select((input, i) => input switch
            {
                NumberInput n => (Input)(n with { Name = Hostile("input" + i), Unit = Hostile("unit" + i) }),
                _ => (CategoryInput)input with { Name = Hostile("input" + i), Categories = ((CategoryInput)input).Categories.Select(c => Hostile(c + i)).ToEquatableArray() },
            }).ToEquatableArray(),
            Outputs = document.Outputs.Select((o, k) => new Output(Hostile("output" + k))).ToEquatableArray(),
            Decision = new ArgmaxDecision(ScoreKind.Logit, document.Outputs.Select((o, k) => Hostile("label" + k)).ToEquatableArray()),
            Provenance = provenance,
        };
        var text = Text(hostile);
        var page = new HtmlParser().ParseDocument(text);
        Assert.Equal(2, page.QuerySelectorAll("script").Length);
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.DoesNotContain('\u202E', text);
        var shown = string.Join(
            '\n', page.Body!.TextContent, string.Join('\n', page.All.SelectMany(e => e.Attributes).Select(a => a.Value)));
        foreach (var name in names)
        {
            // Inside a rule's text it stands in quotes, its own quotes escaped.
            var quoted = Escaped(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
            Assert.True(shown.Contains(Escaped(name), StringComparison.Ordinal) || shown.Contains(quoted, StringComparison.Ordinal), name);
        }

        using var data = JsonDocument.Parse(page.QuerySelector("#rule-data")!.TextContent);
        Assert.Equal(Escaped(Attack + "input0"), data.RootElement.GetProperty("inputs")[0].GetProperty("name").GetString());
        Assert.DoesNotContain('<', page.QuerySelector("#rule-data")!.TextContent);
    }

    [Fact]
    public void PageSaysWhatTheRulesSay()
    {
        var document = Read(0);
        var page = Page(document);
        var describer = new Description.RuleDescriber(document, 84);
        for (var r = 0; r < document.Rules.Count; r++)
        {
            var article = page.GetElementById($"rule-{document.Rules[r].Id}")!;
            Assert.Equal(describer.Heading(r), article.QuerySelector("h3")!.TextContent);
            Assert.Equal(string.Join('\n', describer.Rule(r).Skip(1)), article.QuerySelector("pre")!.TextContent);
        }

        Assert.Equal(document.Name, page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void SameContentIsTheSameBytes()
    {
        using var language = new Culture("de-DE");
        var german = Text(Read(3));
        Assert.Equal(Text(Read(3)), german);
        using var other = new Culture("sv-SE");
        Assert.Equal(german, Text(Read(3)));
    }

    [Fact]
    public void FrontierGoesUpToTheNetwork()
    {
        var document = Read(3);
        var drawing = Page(document).GetElementById(FrontierPicture.Id)!;
        var entries = document.Provenance!.Frontier.Count;
        Assert.Equal(entries + 1, drawing.QuerySelectorAll("circle.mark.validation").Length - 1);
        Assert.Equal(2, drawing.QuerySelectorAll(".mark.chosen").Length);
        Assert.Contains(drawing.QuerySelectorAll("text"), t => t.TextContent == "32");
        Assert.Contains(drawing.QuerySelectorAll("text"), t => t.TextContent == "network");
    }

    [Fact]
    public void FrontierHasTheFiguresThatDecide()
    {
        var document = Read(3);
        var frontier = document.Provenance!.Frontier.Select((e, i) => e with
        {
            Numbers = 12 + i,
            Points = 2,
            ExpectedLoss = Number.From(0.25),
            Price = Number.From(e.IsChosen ? 0.2515 : 0.2575),
        }).ToEquatableArray();
        var page = Page(document with { Provenance = document.Provenance with { Frontier = frontier } });
        var heads = page.QuerySelectorAll("#frontier th[scope=col]").Select(t => t.TextContent).ToArray();
        Assert.Equal(
            ["rules", "numbers to review", "points of curves", "terms per expression", "expected loss", "price"], heads[1..7]);
        Assert.Equal("12", page.QuerySelectorAll("#frontier tbody tr")[0].Children[2].TextContent);
        Assert.Contains(
            page.QuerySelectorAll("#frontier p"), p => p.TextContent.StartsWith("Chosen by the lowest price", StringComparison.Ordinal));
    }

    [Fact]
    public void FrontierOfACollapseShowsAgreementOnFreshPoints()
    {
        var document = Read(7);
        var entries = document.Provenance!.Frontier.Count;
        var page = Page(document);
        var drawing = page.GetElementById(FrontierPicture.Id)!;
        // Its last point is the network, which stands there once; keys and a chosen one come on top.
        // The linear model, far below all others, is a number.
        Assert.Equal(entries, drawing.QuerySelectorAll(".mark.fresh").Length);
        Assert.Equal(entries, drawing.QuerySelectorAll("rect.mark.test").Length);
        Assert.Equal("73 %", Assert.Single(drawing.QuerySelectorAll(".below")).TextContent);
        Assert.Empty(drawing.QuerySelectorAll(".agreement"));
        Assert.Single(drawing.QuerySelectorAll("text"), t => t.TextContent == "120");
        Assert.Contains(drawing.QuerySelectorAll("text"), t => t.TextContent == "agreement with the network, fresh points");
        var heads = page.QuerySelectorAll("#frontier th[scope=col]").Select(t => t.TextContent).ToArray();
        Assert.Equal("Agreement with the network, fresh points", heads[^1]);
        Assert.DoesNotContain("Agreement with the network, test rows", heads);
        var chosen = document.Provenance.Frontier.ToList().FindIndex(e => e.IsChosen);
        Assert.Equal("97.65 %", page.QuerySelectorAll("#frontier tbody tr")[chosen].LastElementChild!.TextContent);
    }

    [Fact]
    public void FrontierLearnedFromLabelsShowsAgreementOnTestRowsToo()
    {
        var document = Read(7);
        var options = document.Provenance!.Options.Append(new NamedText("target", "states")).ToEquatableArray();
        var frontier = document.Provenance.Frontier.Select(
            e => e with { Test = EquatableArray.Of(new NamedNumber("accuracy", Number.From(0.5))) }).ToEquatableArray();
        var page = Page(document with { Provenance = document.Provenance with { Options = options, Frontier = frontier } });
        var drawing = page.GetElementById(FrontierPicture.Id)!;
        Assert.Equal(frontier.Count + 1, drawing.QuerySelectorAll(".mark.agreement").Length);
        Assert.Contains(drawing.QuerySelectorAll("text"), t => t.TextContent == "agreement with the network, test rows");
        var heads = page.QuerySelectorAll("#frontier th[scope=col]").Select(t => t.TextContent).ToArray();
        Assert.Equal(["Agreement with the network, test rows", "Agreement with the network, fresh points"], heads[^2..]);
        // Then accuracy is no agreement, and the head shows both.
        var figures = page.QuerySelectorAll(".figures span").Select(f => f.TextContent).ToArray();
        Assert.Equal(
            [
                "Accuracy of the rules on test rows",
                "Accuracy of the network on test rows",
                "agreement with the network on test rows",
                "agreement with the network on fresh points",
            ],
            figures[3..]);
    }

    [Fact]
    public void HeadOfACollapseSaysAgreementAndTheNetwork()
    {
        var document = Read(7);
        var page = Page(document);
        var figures = page.QuerySelectorAll(".figures li").Select(
            f => (f.QuerySelector("strong")!.TextContent, f.QuerySelector("span")!.TextContent)).ToArray();
        Assert.Equal(
            [("98.2 %", "agreement with the network on test rows"), ("97.62 %", "agreement with the network on fresh points")],
            figures[3..]);
        var quality = page.GetElementById("quality")!;
        var made = document.Provenance!;
        Assert.Contains(
            $"Made by rulec 0.1.0 from the network gene-switch.onnx (SHA-256 {made.Network!.Sha256}) at points of gene-switch.csv (SHA-256 "
                + $"{made.Data!.Sha256})",
            quality.TextContent,
            StringComparison.Ordinal);
        var fidelity = quality.QuerySelectorAll("table")[1];
        Assert.Equal(
            ["made from", "train", "validation", "test", "fresh points"], fidelity.QuerySelectorAll("thead th").Select(t => t.TextContent));
        Assert.Equal(
            ["network", "97.6 %", "97.8 %", "98.2 %", "97.62 %"],
            fidelity.QuerySelector("tbody tr")!.Children.Select(t => t.TextContent));
        // A document of rulec train is as before.
        Assert.DoesNotContain("fresh", Page(Read(3)).GetElementById("quality")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("screen")]
    [InlineData("dark")]
    public void TextStandsOutFromItsBackground(string scheme)
    {
        foreach (var (style, backgrounds, inks) in ((string, string[], string[])[])
            [(PageAssets.Style, ["--paper", "--panel"], ["--ink", "--faint", "--accent", "--warn"]), (
                PageAssets.Drawing, ["--paper"], ["--ink", "--faint", "--positive", "--negative", "--linear"])])
        {
            var blocks = style.Split("@media screen and (prefers-color-scheme: dark)");
            var text = scheme == "dark" ? blocks[1] : blocks[0];
            foreach (var background in backgrounds)
            {
                foreach (var ink in inks)
                    Assert.True(Contrast(Colour(text, ink), Colour(text, background)) >= 4.5, $"{ink} on {background} in {scheme}");
            }

            for (var kind = 0; style == PageAssets.Drawing && kind < Shades.Count; kind++)
                Assert.True(Contrast(Colour(text, $"--kind-{kind}"), Colour(text, "--paper")) >= 3, $"kind {kind} in {scheme}");
        }
    }

    internal static string Text(RuleDocument document) =>
        ReportPage.Write(new ReportContent(document, RegionMeasurement.Measure(document), null, null, []));

    internal static RuleDocument Read(int index) => RuleDocumentReader.Read(Documents[index]);

    private static IHtmlDocument Page(RuleDocument document) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Text(document));

    private static string Escaped(string text) => text.Replace("\u202E", @"\u202E", StringComparison.Ordinal);

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Sample(string name) =>
        System.IO.File.ReadAllText(System.IO.Path.Combine(SourceTree.Root, "samples", name, name + ".rules.json"));

    private static double[] Colour(string style, string name)
    {
        var at = style.IndexOf(name + ": #", StringComparison.Ordinal);
        Assert.True(at >= 0, $"{name} has no colour.");
        var digits = style.Substring(at + name.Length + 3, 6);
        return Enumerable.Range(0, 3).Select(i => Convert.ToInt32(digits.Substring(2 * i, 2), 16) / 255.0).ToArray();
    }

    // WCAG 2: the ratio of relative luminances.
    private static double Contrast(double[] left, double[] right)
    {
        var (l, r) = (Luminance(left), Luminance(right));
        return (Math.Max(l, r) + 0.05) / (Math.Min(l, r) + 0.05);

        static double Luminance(double[] colour)
        {
            var linear = colour.Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
            return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
        }
    }
}
