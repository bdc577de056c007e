using System;
using System.IO;
using System.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Reports.Pages;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports;

/// <summary>The part of the page that holds rules against rows whose truth is known.</summary>
public sealed class CheckedSectionTests
{
    /// <summary>The probability of yes is x; yes where it is at least 0.5.</summary>
    private const string Chance = """
        {"version":1,"name":"Chance","summary":"",
        "inputs":[{"name":"x","range":[0,1]},{"name":"colour","categories":["red","blue"],"other":"blue"}],
        "outputs":[{"name":"buys"}],
        "decision":{"kind":"threshold","scores":"probability","thresholds":[{"threshold":0.5,"below":"no","atOrAbove":"yes"}]},
        "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{"x":1}}]}]}
        """;

    // 40 red rows that say yes at 0.875 and are right three times of four, 4 blue ones that say no at 0.25, of which one says yes.
    private static readonly string Rows = "x,colour,buys,region\n"
        + string.Concat(
            Enumerable.Range(0, 40).Select(i => $"0.875,red,{(i % 4 == 0 ? "no" : "yes")},{(i % 2 == 0 ? "north" : "<south>")}\n"))
        + "0.25,blue,yes,north\n0.25,blue,no,north\n0.25,green,no,north\n0.25,blue,,north\n";

    [Fact]
    public void ConfusionMatrixHasCountsAndShares()
    {
        var cells = Cells(Table(Page(Chance, Rows), "What is true"));
        Assert.Equal(["true", "answered no", "answered yes", "rows"], cells[0]);
        Assert.Equal(["no", "2 (≈ 16.7 %)", "10 (≈ 83.3 %)", "12"], cells[1]);
        Assert.Equal(["yes", "1 (≈ 3.2 %)", "30 (≈ 96.8 %)", "31"], cells[2]);
        Assert.Equal(["right, of the rows answered so", "2 (≈ 66.7 %)", "30 (75.0 %)", "43"], cells[3]);
    }

    [Fact]
    public void CalibrationIsATableAndAChart()
    {
        var page = Page(Chance, Rows);
        var cells = Cells(Table(page, "Probability of yes"));
        Assert.Equal(["20 to 30 %", "3", "25.0 %", "1 (≈ 33.3 %)"], cells[1][..4]);
        Assert.Equal(["80 to 90 %", "40", "87.5 %", "30 (75.0 %)"], cells[2][..4]);
        var chart = page.QuerySelector("#calibration-1")!;
        Assert.Equal(2, chart.QuerySelectorAll(".measured").Length);
        Assert.Equal(2, chart.QuerySelectorAll(".whisker").Length);
        Assert.Contains("87.5 % predicted, 75.0 % observed in 40 rows", chart.QuerySelector("desc")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void GroupsHaveTheirSizeAnswersAndAccuracyAndSmallOnesAreMarked()
    {
        var page = Page(Chance, Rows);
        var cells = Cells(Table(page, "By colour"));
        Assert.Equal(["colour", "rows", "answered yes", "truly yes", "answered right"], cells[0]);
        Assert.Equal(["red", "40", "100.0 %", "75.0 %", "75.0 %"], cells[1]);
        Assert.Equal(["blue", "3 (few)", "0.0 %", "50.0 %", "50.0 %"], cells[2]);
        // What is not declared counts as blue for the rules, and is a group of its own.
        Assert.Equal(["not declared", "1 (few)", "0.0 %", "0.0 %", "100.0 %"], cells[3]);
        Assert.Contains("fewer than 30 rows are marked", Text(page), StringComparison.Ordinal);
        Assert.Contains("43 of them say what is true", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void AnyColumnCanBeChosenAndItsTextsStayText()
    {
        var page = Page(Chance, Rows, "region");
        Assert.Equal(["<south>", "north"], Cells(Table(page, "By region")).Skip(1).Select(r => r[0]));
        Assert.DoesNotContain(page.QuerySelectorAll("caption"), c => c.TextContent.StartsWith("By colour", StringComparison.Ordinal));
        var problem = Assert.Throws<InputFileException>(() => Page(Chance, Rows, "regoin"));
        Assert.Contains("'region'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelsCategoriesAndFilesStayText()
    {
        const string Attack = "<img src=x onerror=1>\u202E";
        var document = Chance.Replace("\"yes\"", $"\"{Attack}yes\"", StringComparison.Ordinal)
            .Replace("\"red\"", $"\"{Attack}red\"", StringComparison.Ordinal)
            .Replace("\"name\":\"colour\"", $"\"name\":\"{Attack}colour\"", StringComparison.Ordinal)
            .Replace("\"buys\"", $"\"{Attack}buys\"", StringComparison.Ordinal);
        var rows = Rows.Replace("yes", Attack + "yes", StringComparison.Ordinal).Replace("red", Attack + "red", StringComparison.Ordinal)
            .Replace("colour", Attack + "colour", StringComparison.Ordinal).Replace("buys", Attack + "buys", StringComparison.Ordinal);
        var page = Page(document, rows);
        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.Equal(2, page.QuerySelectorAll("script").Length);
        Assert.DoesNotContain('\u202E', page.DocumentElement.OuterHtml);
        foreach (var shown in (string[])["answered <img src=x onerror=1>\\u202Eyes", "<img src=x onerror=1>\\u202Ered", "By <img src=x"])
            Assert.Contains(shown, Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersWithManyValuesAreGroupedByFifths()
    {
        var rows = CsvFile.Rows("x,colour,buys,age", 100, i => FormattableString.Invariant($"0.9,red,yes,{(i * 37) % 100}"));
        var cells = Cells(Table(Page(Chance, rows, "age"), "By age"));
        Assert.Equal(["0 to 19", "20 to 39", "40 to 59", "60 to 79", "80 to 99"], cells.Skip(1).Select(r => r[0]));
        Assert.All(cells.Skip(1), r => Assert.Equal("20 (few)", r[1]));
        // Few numbers are groups by themselves, by size and not by text.
        rows = CsvFile.Rows("x,colour,buys,age", 99, i => FormattableString.Invariant($"0.9,red,yes,{9 + (i % 3)}"));
        Assert.Equal(["9", "10", "11"], Cells(Table(Page(Chance, rows, "age"), "By age")).Skip(1).Select(r => r[0]));
    }

    [Fact]
    public void WithoutTruthAnswersAreShownAndTheRestIsSaid()
    {
        var page = Page(Chance, Rows.Replace("buys", "other", StringComparison.Ordinal));
        Assert.Contains("None of them says what is true", Text(page), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#calibration-1"));
        Assert.Equal(["colour", "rows", "answered yes"], Cells(Table(page, "By colour"))[0]);
    }

    [Fact]
    public void ScoresWithoutProbabilityAreSaidToHaveNone()
    {
        var page = Page(Chance.Replace("\"scores\":\"probability\",", string.Empty, StringComparison.Ordinal), Rows);
        Assert.Contains("stand for no probability", Text(page), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#calibration-1"));
        Assert.NotNull(Table(page, "What is true"));
    }

    [Fact]
    public void ValuesHaveResidualsInTheirPlace()
    {
        // 0.1 + 0.2·size; what is true is 0.2 more, but for the last row.
        var rows = CsvFile.Rows("size,price", 20, i => FormattableString.Invariant($"{i / 5.0},{(0.2 * i / 5.0) + 0.3}"));
        var page = Page(SampleDocuments.Price, rows);
        var cells = Cells(Table(page, "Residuals of price"));
        Assert.Equal(11, cells.Count);
        Assert.Equal(["2", "≈ 0.12"], cells[1][1..3]);
        Assert.NotNull(page.QuerySelector("#residuals-1"));
        Assert.Contains("no probabilities to calibrate", Text(page), StringComparison.Ordinal);
        Assert.Contains("The rules have no category", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void ManyLabelsAreListedByTheirMistakes()
    {
        string Each(Func<int, string> text) => string.Join(',', Enumerable.Range(0, 14).Select(text));
        var document = "{\"version\":1,\"name\":\"Many\",\"summary\":\"\",\"inputs\":[{\"name\":\"x\",\"range\":[0,1]}],"
            + $"\"outputs\":[{Each(i => $"{{\"name\":\"o{i}\"}}")}],"
            + $"\"decision\":{{\"kind\":\"argmax\",\"scores\":\"logit\",\"labels\":[{Each(i => $"\"l{i}\"")}]}},"
            + "\"conditions\":[],\"tree\":{\"rule\":1},"
            + $"\"rules\":[{{\"id\":1,\"expressions\":[{Each(i => $"{{\"bias\":{(i == 3 ? 1 : 0)}}}")}]}}]}}";
        using var file = new CsvFile("x,label\n0,l3\n0,l3\n0,l5\n0,l5\n0,l0\n");
        var read = RuleDocumentReader.Read(document);
        var page = Parse(new ReportContent(read, null, ReportRows.Read(file.Path, CsvFile.Target("label"), read), null, []));
        var cells = Cells(Table(page, "With 14 labels: all mistakes"));
        Assert.Equal([["l5", "l3", "2 (100.0 %)"], ["l0", "l3", "1 (100.0 %)"]], cells.Skip(1));
        // Of the label that is answered: right twice of five.
        Assert.Contains("2 (40.0 %)", Table(page, "Probability of the label").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void PageWithoutRowsSaysSo()
    {
        var page = Parse(new ReportContent(RuleDocumentReader.Read(Chance), null, null, null, []));
        Assert.Null(page.QuerySelector("#checked"));
        Assert.Contains("No rows were given", page.QuerySelector("#left-out")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void SeedAndOptionsOfTheTrainingAreOnThePage()
    {
        var page = Parse(new ReportContent(ReportPageTests.Read(3), null, null, null, []));
        var cells = Cells(page.QuerySelector("#training table")!);
        Assert.Contains(cells, c => c is ["seed", "1"]);
        Assert.Contains(cells, c => c is ["data", "adult-train.csv"]);
        Assert.Contains(cells, c => c is ["SHA-256 of the data", { Length: 64 }]);
        Assert.Contains(cells, c => c is ["test data", "adult-test.csv"]);
        Assert.Contains(cells, c => c is ["--max-numbers", "60"]);
        Assert.Contains(cells, c => c is ["--ignore", "fnlwgteducation"]);
        Assert.Null(Parse(new ReportContent(RuleDocumentReader.Read(Chance), null, null, null, [])).QuerySelector("#training"));
    }

    [Fact]
    public void LongRulesAreClosedAndOnesThatAreReadAtAGlanceAreNot()
    {
        Assert.Empty(Parse(new ReportContent(ReportPageTests.Read(0), null, null, null, [])).QuerySelectorAll("article details"));
        var document = RuleDocumentReader.Read(
            File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "Version1", "GeneSwitch.rules.json")));
        var gene = Parse(new ReportContent(document, null, null, null, []));
        Assert.Equal(8, gene.QuerySelectorAll("article > details > summary").Length);
        Assert.Equal(8, gene.QuerySelectorAll("article > h3").Length);
    }

    [Fact]
    public void FirstPlaneIsNotOfTwoNumbersThatAreNearlyEqual()
    {
        var document = RuleDocumentReader.Read("""
            {"version":1,"name":"Twins","summary":"",
            "inputs":[{"name":"radius","range":[0,100]},{"name":"girth","range":[0,628]},{"name":"age","range":[0,100]}],
            "outputs":[{"name":"out"}],"decision":{"kind":"threshold","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
            "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":-100,"weights":{"radius":3,"girth":0.4,"age":-1}}]}]}
            """);
        using var file = new CsvFile(
            CsvFile.Rows("radius,girth,age", 60, i => FormattableString.Invariant($"{i},{(6.28 * i) + (i % 3)},{(i * 7) % 50}")));
        var rows = ReportRows.Read(file.Path, CsvFile.Target([]), document);
        var plane = PlaneChoice.Choose(document, rows, InputImportance.Measure(document, rows))!;
        Assert.Equal((0, 2), (plane.X, plane.Y));
        // Without rows nothing says that they are.
        Assert.Equal(0, PlaneChoice.Choose(document, null, [])!.X);
    }

    private static IHtmlDocument Page(string document, string rows, params string[] groups)
    {
        using var file = new CsvFile(rows);
        var read = RuleDocumentReader.Read(document);
        return Parse(new ReportContent(
            read, null, ReportRows.Read(file.Path, CsvFile.Target([]), read, groups.ToEquatableArray()), null, []));
    }

    private static IHtmlDocument Parse(ReportContent content) => new HtmlParser().ParseDocument(ReportPage.Write(content));

    private static string Text(IHtmlDocument page) => page.QuerySelector("#checked")!.TextContent;

    private static IElement Table(IHtmlDocument page, string caption) => page.QuerySelectorAll("#checked table").Single(
        t => t.QuerySelector("caption")!.TextContent.StartsWith(caption, StringComparison.Ordinal));

    private static System.Collections.Generic.List<string[]> Cells(IElement table) =>
        table.QuerySelectorAll("tr").Select(r => r.Children.Select(c => c.TextContent).ToArray()).ToList();
}
