using System.IO;
using System.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Reports.Pages;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports;

/// <summary>The page of a document of version 2: curves as charts, the common part once, and what is left out is said.</summary>
public sealed class CurvePictureTests
{
    private static readonly string Tests = Path.Combine(SourceTree.Root, "tests");

    [Fact]
    public void PointsAreMarksAndAJumpHasTwoOfThemWithAGap()
    {
        // Age: 18, 25 and 45 are points, at 70 it falls from 0.3 to 0.1.
        var chart = Page("Hinges").QuerySelector("#curve-1")!;
        Assert.Equal(["18: -0.6", "25: -0.1", "45: 0.3", "70: 0.1"], Titles(chart, ".curve-point:not(.open)"));
        Assert.Equal(["below 70: 0.3"], Titles(chart, ".curve-point.open"));
        var pieces = chart.QuerySelectorAll("path.curve").Select(p => p.GetAttribute("d")!).ToArray();
        Assert.Equal(2, pieces.Length);
        var (open, filled) = (chart.QuerySelector(".curve-point.open")!, chart.QuerySelectorAll(".curve-point:not(.open)")[^1]);
        Assert.EndsWith($"{open.GetAttribute("cx")},{open.GetAttribute("cy")}", pieces[0], System.StringComparison.Ordinal);
        Assert.StartsWith($"M{filled.GetAttribute("cx")},{filled.GetAttribute("cy")}L", pieces[1], System.StringComparison.Ordinal);
        Assert.Equal(open.GetAttribute("cx"), filled.GetAttribute("cx"));
        Assert.Equal("What age [years] adds to the common part of paid", chart.QuerySelector("title")!.TextContent);
        Assert.Contains("0.3 below 70 and 0.1 at it", chart.QuerySelector("desc")!.TextContent, System.StringComparison.Ordinal);
    }

    [Fact]
    public void SpecialValuesStandBesideTheAxis()
    {
        var page = Page("Kinds");
        // The common part has two curves, a condition one and a rule one.
        Assert.Equal(4, page.QuerySelectorAll("#curves svg").Length);
        var chart = page.QuerySelectorAll("#curves svg").Single(
            s => s.QuerySelector("title")!.TextContent.Contains("condition 3, narrow", System.StringComparison.Ordinal));
        Assert.Contains("Width of the leaf [cm]", chart.QuerySelector("title")!.TextContent, System.StringComparison.Ordinal);
        // Torn is not listed there, so it adds nothing.
        Assert.Equal(["not measured: 1.25", "torn: 0"], Titles(chart, ".curve-special"));
        var end = chart.QuerySelector(".frame")!.GetAttribute("x2")!;
        Assert.All(
            chart.QuerySelectorAll(".curve-special"),
            s => Assert.True(Value(s, "x") > double.Parse(end, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void RowsAreABarForWhereTheyAre()
    {
        var document = Read("Hinges");
        using var file = new CsvFile("age,income,debt,housing\n20,50,30,own\n20,-9,30,own\n60,50,30,own\n120,50,30,rent\n");
        var page = Parse(document, ReportRows.Read(file.Path, CsvFile.Target([]), document));
        Assert.Equal(["2 rows", "1 row"], Titles(page.QuerySelector("#curve-1")!, ".bar.rows"));
        var caption = page.QuerySelector("#curves figcaption")!.TextContent;
        Assert.Contains("the 3 rows of", caption, System.StringComparison.Ordinal);
        Assert.Contains("1 more is outside the scale", caption, System.StringComparison.Ordinal);
        Assert.Contains(
            "'no record'",
            string.Concat(page.QuerySelectorAll("#rules article td").Select(c => c.TextContent)),
            System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hinges")]
    [InlineData("Kinds")]
    public void PageSaysTheCommonPartOnceAndWhatIsLeftOut(string name)
    {
        var page = Page(name);
        Assert.Contains("Common part: ", page.QuerySelector("#rules pre")!.TextContent, System.StringComparison.Ordinal);
        Assert.StartsWith(
            "This page does not measure the regions", page.QuerySelector("#left-out p")!.TextContent, System.StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#regions, #importance, #network"));
        var ids = page.All.Where(e => e.HasAttribute("id")).Select(e => e.Id!).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.QuerySelectorAll("input, select"), control =>
            Assert.True(
                control.HasAttribute("aria-label") || page.QuerySelectorAll($"label[for='{control.Id}']").Length == 1, control.OuterHtml));
    }

    private static double Value(IElement element, string attribute) =>
        double.Parse(element.GetAttribute(attribute)!, System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Titles(IElement chart, string selector) =>
        chart.QuerySelectorAll(selector).Select(e => e.QuerySelector("title")!.TextContent).ToArray();

    private static RuleDocument Read(string name) => RuleDocumentReader.Read(File.ReadAllText(
        name == "Hinges"
            ? Path.Combine(Tests, "Generator.Tests", "Snapshots", "Hinges.rules.json")
            : Path.Combine(Tests, "Browser", "Hinges", name + ".rules.json")));

    private static IHtmlDocument Page(string name) => Parse(Read(name), null);

    private static IHtmlDocument Parse(RuleDocument document, ReportRows? rows) =>
        new HtmlParser().ParseDocument(ReportPage.Write(new ReportContent(document, null, rows, null, [])));
}
