using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Browser.Tests;

/// <summary>The pictures of the README, made from what users get; <c>RULECOMPILER_PICTURES=write</c> makes them anew.</summary>
[Collection(Chromium.Collection)]
public sealed class ReadmePictureTests(Chromium browser)
{
    private const int MostBytes = 200_000;

    private const string First = "// The common part: what every row gets.";

    private const string Last = "if (condition2 < 0)";

    private static readonly bool IsWriting = Environment.GetEnvironmentVariable("RULECOMPILER_PICTURES") == "write";

    [Fact]
    public void GeneratedBranchIsWhatTheGeneratorWrites()
    {
        var sources = Generation.Of(File.ReadAllText(OpenReport.PathOf("Hinges.rules.json"))).Sources;
        var code = Assert.Single(sources, s => s.Contains(First, StringComparison.Ordinal));
        var picture = CodePicture.Draw(
            code, "Generated C#: the common part, two conditions, their adjustments, and the branches of two rules", First, Last);
        var file = PathOf("generated-branch.svg");
        if (IsWriting)
            File.WriteAllText(file, picture);
        Assert.True(
            File.ReadAllText(file) == picture,
            "The generator writes other code than the README shows: RULECOMPILER_PICTURES=write makes the picture anew; look at it.");
        Assert.True(picture.Length < MostBytes);
    }

    [BrowserFact]
    public async Task PageWithCurvesIsOneThatTheReportWrites()
    {
        await using var report = await OpenReport.Of(browser, "Hinges.rules.json");
        await report.Page.SetViewportSizeAsync(1000, 900);
        // A row that is not the reference, so that there are shares to be seen.
        await report.Page.FillAsync("#input-0", "24");
        await report.Page.FillAsync("#input-2", "60");
        // Boxes are measured from where the page is scrolled to.
        await report.Page.EvaluateAsync("window.scrollTo(0, 0)");
        // The curve, and the panel beneath it.
        var (from, to) = (await BoxOf(report, "#curves"), await BoxOf(report, "#what-if"));
        var picture = await report.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            FullPage = true,
            Clip = new Clip { X = 0, Y = from.Y + 4, Width = 1000, Height = to.Y + to.Height - from.Y + 12 },
        });
        Assert.True(picture.Length < MostBytes, $"{picture.Length} bytes");
        var file = PathOf("report-curves.png");
        if (IsWriting)
            File.WriteAllBytes(file, picture);
        // Another Chromium draws letters differently, so that only what a picture is can be compared.
        Assert.Equal(picture.Take(8), File.ReadAllBytes(file).Take(8));
        Assert.True(new FileInfo(file).Length < MostBytes);
    }

    [Theory]
    [InlineData("report-curves.png")]
    [InlineData("generated-branch.svg")]
    public void ReadmeShowsItWithWordsForWhoeverDoesNotSeeIt(string file)
    {
        var readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));
        Assert.Matches($@"!\[[^\]]{{20,}}\]\(docs/images/{file.Replace(".", @"\.", StringComparison.Ordinal)}\)", readme);
    }

    private static string PathOf(string file) => Path.Combine(SourceTree.Root, "docs", "images", file);

    private static async Task<LocatorBoundingBoxResult> BoxOf(OpenReport report, string selector) =>
        (await report.Page.Locator(selector).First.BoundingBoxAsync())!;
}
