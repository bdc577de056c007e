using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class ReportCommandTests
{
    private const string LoanRows = "income,age,work,region,label\n20000,30,gov,n,none\n60000,50,self,s,large\n,40,?,n,small\n";

    private const string XorNetwork = """
        {"layers":[{"weights":[[1,1,0,0],[0,0,1,1]],"bias":[-1,-1]},{"weights":[[1,-1],[0.5,2]],"bias":[0.25,0]}],"slopes":[0.2],"box":[[0,1],[0,1],[0,1],[0,1]]}
        """;

    [Fact]
    public void PageAndPicturesAreWritten()
    {
        using var file = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var data = new CsvFile(LoanRows);
        var (page, pictures) = (file.Sibling("report.html"), file.Sibling("pictures"));
        var run = CommandRun.Of(
            "report", file.Path, "--data", data.Path, "--target", "label", "-o", page, "--svg", pictures, "--compare", file.Path);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("Note: missing, and another value stands for it: 'income' in ", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Equal(["importance.svg", "network.svg", "regions.svg"], Directory.GetFiles(pictures).Select(Path.GetFileName).Order());
        foreach (var picture in Directory.GetFiles(pictures))
        {
            var root = XDocument.Load(picture).Root!;
            Assert.Equal(XName.Get("svg", "http://www.w3.org/2000/svg"), root.Name);
            Assert.Contains(root.Descendants(), e => e.Name.LocalName == "style" && e.Value.Contains(".drawing", StringComparison.Ordinal));
            // What a picture refers to is in it.
            var ids = root.DescendantsAndSelf().Select(e => e.Attribute("id")?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
            Assert.All(root.Descendants().Attributes("href"), href => Assert.Contains(href.Value.TrimStart('#'), ids));
        }
    }

    [Fact]
    public void CurvesAndCalibrationAreFilesOfTheirOwnToo()
    {
        using var data = new CsvFile("age,income,debt,housing,paid\n30,50,20,own,granted\n60,20,90,rent,refused\n");
        var folder = data.Sibling("pictures");
        var rules = Path.Combine(SourceTree.Root, "tests", "Generator.Tests", "Snapshots", "Hinges.rules.json");
        var run = CommandRun.Of("report", rules, "--data", data.Path, "--target", "paid", "--svg", folder);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(["calibration-1.svg", "curve-1.svg"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        var curve = XDocument.Load(Path.Combine(folder, "curve-1.svg")).Root!;
        Assert.Equal(4, curve.Descendants().Count(e => e.Attribute("class")?.Value == "curve-point"));
        // By itself it has the style of what is drawn.
        Assert.Contains(
            ".drawing .curve {", curve.Descendants().Single(e => e.Name.LocalName == "style").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void GroupsNeedData()
    {
        using var file = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        var run = CommandRun.Of("report", file.Path, "--group", "work", "-o", file.Sibling("x.html"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--group names columns of the data; name the file with --data", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void NetworkIsDrawnWithItsOwnWeights()
    {
        using var file = new CsvFile(SampleDocuments.Xor, "xor.rules.json");
        using var network = new CsvFile(XorNetwork, "network.json");
        var folder = file.Sibling("svg");
        var run = CommandRun.Of("report", file.Path, "--network", network.Path, "--svg", folder);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var drawing = XDocument.Load(Path.Combine(folder, "network.svg")).Root!;
        var weights = drawing.Descendants().Select(e => e.Attribute("class")?.Value).Where(
            c => c?.StartsWith("weight", StringComparison.Ordinal) == true).ToArray();
        // Four and two from the inputs and biases of each unit, and 1, −1, 0.25 and 0.5, 2 at the outputs.
        Assert.Equal(4 + 3, weights.Count(c => c == "weight positive") - 1);
        Assert.Equal(2 + 1, weights.Count(c => c == "weight negative"));
        Assert.Equal(2, drawing.Descendants().Count(e => e.Attribute("class")?.Value == "unit nonlinear"));
    }

    [Fact]
    public void NetworkOfACollapseIsAskedByTheColumnsOfTheData()
    {
        // The rules use a; the network has b before it, and answers a − 0.5 + 0·b with a sigmoid's worth of nothing after it.
        var rules = """
            {"version":1,"name":"Cell","summary":"","inputs":[{"name":"a","range":[0,1]}],"outputs":[{"name":"answer"}],
            "decision":{"kind":"threshold","scores":"logit","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
            "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":-0.7,"weights":{"a":1}}]}],
            "provenance":{"tool":"rulec","network":{"file":"n.json","sha256":"SHA"},"options":{"ignore":"id"}}}
            """;
        using var network = new CsvFile(
            """{"layers":[{"weights":[[0,1]],"bias":[0]},{"weights":[[1]],"bias":[-0.5]}],"slopes":[0],"box":[[0,1],[0,1]]}""", "n.json");
        using var file = new CsvFile(
            rules.Replace("SHA", FileFingerprint.Sha256(network.Path), StringComparison.Ordinal), "Cell.rules.json");
        using var data = new CsvFile("id,b,a,truth\nr1,1,0.1,no\nr2,0,0.6,no\nr3,1,0.8,yes\nr4,0,0.9,no\n");
        string[] start = ["report", file.Path, "--data", data.Path, "--network", network.Path, "-o", file.Sibling("x.html")];

        var run = CommandRun.Of([.. start, "--target", "truth"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        // The network says no, yes, yes, yes, and the rules no, no, yes, yes.
        Assert.Equal(
            [
                ["network", "1 hidden unit", "50 %", "–"],
                ["rules", "1 rule, 0 conditions", "75 %", "75 %"],
                ["majority", "–", "75 %", "25 %"],
            ],
            Compared());
        Assert.Equal(["b", "a"], Page().QuerySelectorAll("#network-picture .input text").Select(t => t.TextContent));

        run = CommandRun.Of([.. start, "--ignore", "truth"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal([["network", "1 hidden unit", "–"], ["rules", "1 rule, 0 conditions", "75 %"], ["majority", "–", "75 %"]], Compared());

        // In the other order its answer is b − 0.5.
        run = CommandRun.Of([.. start, "--inputs", "a,b"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal([["network", "1 hidden unit", "–"], ["rules", "1 rule, 0 conditions", "50 %"], ["majority", "–", "50 %"]], Compared());

        run = CommandRun.Of(start);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the network takes 2 inputs, and 3 columns are given ('b', 'a', 'truth')", run.Error, StringComparison.Ordinal);

        run = CommandRun.Of([.. start, "--inputs", "a,id"]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"rulec: {data.Path}(2,1): 'r1' is not a finite number", run.Error, StringComparison.Ordinal);

        // Without rows it is only drawn, and its inputs have no names; another file than that of the collapse is told.
        File.AppendAllText(network.Path, " ");
        run = CommandRun.Of("report", file.Path, "--network", network.Path, "-o", file.Sibling("x.html"));
        Assert.Equal(
            (0, "This is not the network that the rules were made from: its SHA-256 is not that of the document.\n"),
            (run.ExitCode, run.Error));
        Assert.Equal(["x1", "x2"], Page().QuerySelectorAll("#network-picture .input text").Select(t => t.TextContent));
        Assert.Null(Page().GetElementById("comparison"));

        IHtmlDocument Page() => new HtmlParser().ParseDocument(File.ReadAllText(file.Sibling("x.html")));

        // Models by name, size, accuracy where truth is known, and agreement.
        string[][] Compared()
        {
            var heads = Page().QuerySelectorAll("#comparison thead th").Select(t => t.TextContent).ToArray();
            var shown = Enumerable.Range(0, heads.Length).Where(
                i => heads[i] is "model" or "size" or "Accuracy" or "decides as the network");
            return Page().QuerySelectorAll("#comparison tbody tr").Select(r => shown.Select(i => r.Children[i].TextContent).ToArray())
                .ToArray();
        }
    }

    [Fact]
    public void GeneSwitchIsComparedWithItsNetwork()
    {
        var folder = Path.Combine(SourceTree.Root, "samples", "GeneSwitch");
        using var file = new CsvFile(File.ReadAllText(Path.Combine(folder, "GeneSwitch.rules.json")), "GeneSwitch.rules.json");
        var run = CommandRun.Of(
            "report",
            file.Path,
            "--data",
            Path.Combine(folder, "gene-switch.csv"),
            "--target",
            "states",
            "--network",
            Path.Combine(folder, "gene-switch.onnx"),
            "-o",
            file.Sibling("x.html"));
        Assert.Equal(0, run.ExitCode);
        // Validation and test rows are among these, and the ranges are those of the training rows.
        Assert.StartsWith(
            "Note: outside the ranges of training, ", Assert.Single(run.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(file.Sibling("x.html")));
        var rows = page.QuerySelectorAll("#comparison tbody tr").Select(r => r.Children.Select(c => c.TextContent).ToArray()).ToArray();
        // As the sample's page says: right on 98.3 % of the cells; with its rules the network agrees on 97.8 % of all rows.
        Assert.Equal(["network", "120 hidden units", "98.28 %"], rows[0][..3]);
        Assert.Equal(("rules", "97.76 %"), (rows[1][0], rows[1][^1]));
        Assert.Equal(15, page.QuerySelectorAll("#network-picture .input").Length);
        Assert.Equal(48, page.QuerySelectorAll("#network-picture .unit").Length);
        // Per layer the largest weights at most, and a bias for each unit that is drawn.
        Assert.InRange(page.QuerySelectorAll("#network-picture .weight").Length, 300, 150 + 150 + 24 + 48 + 1);
    }

    [Fact]
    public void NetworkThatIsNoChainIsComparedWithoutAPicture()
    {
        var network = Path.Combine(SourceTree.Root, "tests", "Trainer.Tests", "Onnx", "Fixtures", "dense-tanh.onnx");
        var count = OnnxFile.Read(network).InputCount;
        using var file = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var data = new CsvFile(
            $"income,age,work,region,{string.Join(',', Enumerable.Range(1, count).Select(i => "n" + i))}\n"
            + string.Concat(
                Enumerable.Range(0, 9).Select(
                    r => $"{r}0000,4{r},gov,n,{string.Join(',', Enumerable.Range(0, count).Select(i => (r * i % 5) - 2))}\n")));
        var run = CommandRun.Of(
            "report",
            file.Path,
            "--data",
            data.Path,
            "--network",
            network,
            "--inputs",
            string.Join(',', Enumerable.Range(1, count).Select(i => "n" + i)),
            "-o",
            file.Sibling("x.html"));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("The network is compared, but not drawn: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        var page = new HtmlParser().ParseDocument(File.ReadAllText(file.Sibling("x.html")));
        Assert.Equal(
            ["network", "rules", "majority"], page.QuerySelectorAll("#comparison tbody tr").Select(r => r.Children[0].TextContent));
        Assert.Equal("What is left of the network", page.GetElementById("network-heading")!.TextContent);

        run = CommandRun.Of("report", file.Path, "--network", network, "-o", file.Sibling("y.html"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("not piecewise linear", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file.Sibling("y.html")));
    }

    [Theory]
    [InlineData(new[] { "F" }, "name the page to write with -o")]
    [InlineData(new[] { "F", "-o", "no/such/folder/x.html" }, "its folder does not exist")]
    [InlineData(new[] { "F", "-o", "x.html", "--data", "absent.csv" }, "absent.csv")]
    [InlineData(new[] { "F", "-o", "x.html", "--network", "N" }, "The network has 2 outputs, the rules have 3.")]
    [InlineData(
        new[] { "F", "-o", "x.html", "--network", "M" },
        "The network has 4 inputs, but the rules have 8 features, one per number and one per category; give rows")]
    [InlineData(new[] { "F", "-o", "x.html", "--compare", "absent.rules.json" }, "absent.rules.json")]
    public void WhatIsWrongIsSaidOnOneLine(string[] arguments, string says)
    {
        using var file = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var network = new CsvFile(XorNetwork, "network.json");
        using var other = new CsvFile(
            XorNetwork.Replace(
                "[[1,-1],[0.5,2]],\"bias\":[0.25,0]", "[[1,-1],[0.5,2],[1,1]],\"bias\":[0.25,0,0]", StringComparison.Ordinal),
            "other.json");
        var run = CommandRun.Of(
            ["report", .. arguments.Select(
                a => a switch { "F" => file.Path, "N" => network.Path, "M" => other.Path, "x.html" or "absent.csv" => file.Sibling(a), _ =>
                    a })]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.False(File.Exists(file.Sibling("x.html")));
    }

    [Fact]
    public void RefusedRowHasItsPlace()
    {
        using var file = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var data = new CsvFile("income,age,work,region\n20000,30,gov,n\n20000,,gov,n\n");
        var run = CommandRun.Of("report", file.Path, "--data", data.Path, "-o", file.Sibling("x.html"));
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"rulec: {data.Path}(3,7): The input 'age' is missing", run.Error, StringComparison.Ordinal);
    }
}
