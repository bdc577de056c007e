using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
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
        var run = CommandRun.Of("report", file.Path, "--data", data.Path, "--target", "label", "-o", page, "--svg", pictures, "--compare", file.Path);
        Assert.Equal((0, string.Empty, string.Empty), (run.ExitCode, run.Out, run.Error));
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
    public void NetworkIsDrawnWithItsOwnWeights()
    {
        using var file = new CsvFile(SampleDocuments.Xor, "xor.rules.json");
        using var network = new CsvFile(XorNetwork, "network.json");
        var folder = file.Sibling("svg");
        var run = CommandRun.Of("report", file.Path, "--network", network.Path, "--svg", folder);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var drawing = XDocument.Load(Path.Combine(folder, "network.svg")).Root!;
        var weights = drawing.Descendants().Select(e => e.Attribute("class")?.Value).Where(c => c?.StartsWith("weight", StringComparison.Ordinal) == true).ToArray();
        // Four and two from the inputs and biases of each unit, and 1, −1, 0.25 and 0.5, 2 at the outputs.
        Assert.Equal(4 + 3, weights.Count(c => c == "weight positive") - 1);
        Assert.Equal(2 + 1, weights.Count(c => c == "weight negative"));
        Assert.Equal(2, drawing.Descendants().Count(e => e.Attribute("class")?.Value == "unit nonlinear"));
    }

    [Theory]
    [InlineData(new[] { "F" }, "name the page to write with -o")]
    [InlineData(new[] { "F", "-o", "no/such/folder/x.html" }, "its folder does not exist")]
    [InlineData(new[] { "F", "-o", "x.html", "--data", "absent.csv" }, "absent.csv")]
    [InlineData(new[] { "F", "-o", "x.html", "--network", "N" }, "The network has 4 inputs, but the rules have 8 features")]
    [InlineData(new[] { "F", "-o", "x.html", "--compare", "absent.rules.json" }, "absent.rules.json")]
    public void WhatIsWrongIsSaidOnOneLine(string[] arguments, string says)
    {
        using var file = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var network = new CsvFile(XorNetwork, "network.json");
        var run = CommandRun.Of(["report", .. arguments.Select(a => a switch { "F" => file.Path, "N" => network.Path, "x.html" or "absent.csv" => file.Sibling(a), _ => a })]);
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
