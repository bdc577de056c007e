using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>The principal reasons that <c>explain</c> and <c>predict</c> give are those of <see cref="RuleEvaluator"/>.</summary>
public sealed class ReasonCommandTests
{
    private const string Loan = """
        {"version":2,"name":"Loan","inputs":[
        {"name":"age","range":[18,90],"title":"Age of the applicant"},
        {"name":"debt","range":[0,9],"reason":{"code":"=R1","text":"Too much is owed\u202E"}},
        {"name":"cards","range":[0,9],"reason":{"code":"=R1","text":"Too much is owed\u202E"}},
        {"name":"pay","range":[0,9],"reason":{"code":"R2","text":"Too little is earned"}}],
        "outputs":[{"name":"score"}],"decision":{"kind":"threshold","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
        "conditions":[],"common":[{"bias":0,"weights":{"age":0.0625,"debt":-1,"cards":-0.5,"pay":1}}],
        "tree":{"rule":1},"rules":[{"id":1}],
        "references":[{"name":"usual","row":{"age":32,"debt":1,"cards":2,"pay":2},"default":true},
        {"name":"good","row":{"age":32,"debt":0,"cards":0,"pay":9}}]}
        """;

    private const string Rows = "age,debt,cards,pay\n16,3,4,2\n48,0,0,9\n32,9,2,0\n";

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void TextHasThemBeforeTheShares(string culture)
    {
        using var language = new Culture(culture);
        var run = Run("explain", "--reasons");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            """
            Decision: no

            Reasons: what sets score apart from the reference towards what is decided: usual
              code  reason                  share
              =R1   Too much is owed\u202E     -3
              age   Age of the applicant       -1

            Shares: what sets score
            """.ReplaceLineEndings("\n"),
            run.Out,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Reasons", Run("explain").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonHasThoseOfTheEvaluator()
    {
        var evaluator = new RuleEvaluator(RuleDocumentReader.Read(Loan));
        double[][] rows = [[16, 3, 4, 2], [48, 0, 0, 9], [32, 9, 2, 0]];
        for (var row = 1; row <= rows.Length; row++)
        {
            var number = row.ToString(CultureInfo.InvariantCulture);
            AssertSame(evaluator.Reasons(rows[row - 1]), "--row", number, "--reasons");
            AssertSame(evaluator.Reasons(rows[row - 1], 0, 1), "--row", number, "--most-reasons", "1");
            AssertSame(evaluator.Reasons(rows[row - 1], "good", 0, 9), "--row", number, "--most-reasons", "9", "--reference", "good");
            AssertSame(evaluator.Reasons(rows[row - 1], rows[1]), "--row", number, "--reasons", "--reference", "2");
        }

        // From a row to itself there is none; where nobody asks there is no list.
        Assert.Empty(Json("--reasons", "--reference", "1").GetProperty("reasons").EnumerateArray());
        Assert.Contains(
            "Reasons: no input sets score apart from the reference towards what is decided: row 1\n",
            Run("explain", "--reasons", "--reference", "1").Out,
            StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Json().GetProperty("reasons").ValueKind);

        void AssertSame(IReadOnlyList<Explanation.PrincipalReason> expected, params string[] options)
        {
            var json = Json(options);
            var shown = json.GetProperty("reasons").EnumerateArray().Select(r => (
                r.GetProperty("input").GetString(),
                r.GetProperty("code").GetString(),
                r.GetProperty("text").GetString(),
                r.GetProperty("share").GetDouble())).ToArray();
            Assert.Equal(expected.Select(r => (evaluator.Document.Inputs[r.Input].Name, r.Code, r.Text, r.Share)), shown!);
            Assert.Equal(
                json.GetProperty("reasons").GetRawText().Replace(" ", string.Empty, StringComparison.Ordinal),
                json.GetProperty("scores")[0].GetProperty("reasons").GetRawText().Replace(" ", string.Empty, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void PredictHasAColumnForEach()
    {
        var run = Run("predict", "--reasons", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            "prediction,rule,score,reason1,reason2\nno,1,-2,'=R1,age\nyes,1,12,R2,'=R1\nno,1,-8,'=R1,R2\n", run.Out);
        Assert.Contains("such as '=R1', are written with an apostrophe", run.Error, StringComparison.Ordinal);
        run = Run("predict", "--reasons", "1", "--reference", "good", "--raw", "--details");
        Assert.Equal(
            "prediction,rule,score,reason1,replaced,outside,refused", run.Out.Split('\n')[0]);
        Assert.Equal("no,1,-2,R2,,age=16,", run.Out.Split('\n')[1]);
    }

    [Fact]
    public void EachScoreHasItsOwn()
    {
        const string two = """
            {"version":2,"name":"Two","inputs":[{"name":"a","range":[0,1]},{"name":"b","range":[0,1]}],
            "outputs":[{"name":"o"},{"name":"p"}],"decision":{"kind":"threshold","thresholds":[
            {"threshold":0.5,"below":"no","atOrAbove":"yes"},{"threshold":0.5,"below":"no","atOrAbove":"yes"}]},
            "tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{"a":1}},{"bias":0,"weights":{"b":2}}]}],
            "references":[{"name":"zero","row":{"a":0,"b":0},"default":true}]}
            """;
        using var rules = new CsvFile(two, "two.rules.json");
        using var data = new CsvFile("a,b\n1,1\n");
        Assert.Equal(
            "prediction,rule,o,p,o (reason1),p (reason1)\nyes;yes,1,1,2,a,b\n",
            CommandRun.Of("predict", rules.Path, data.Path, "--reasons", "1").Out);
        var json = JsonDocument.Parse(CommandRun.Of("explain", rules.Path, data.Path, "--reasons", "--json").Out).RootElement;
        // The second output is the largest.
        Assert.Equal("b", json.GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Equal(
            ["a", "b"],
            json.GetProperty("scores").EnumerateArray().Select(s => s.GetProperty("reasons")[0].GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("explain", "reasons are measured from a reference, and the document names none by default", "--reasons")]
    [InlineData("explain", "--most-reasons is a whole number", "--most-reasons", "0")]
    [InlineData("predict", "--reasons are measured from a reference, and the document names none by default", "--reasons", "2")]
    [InlineData("predict", "the document names no reference 'x'; it names none.", "--reasons", "2", "--reference", "x")]
    [InlineData("predict", "--reference is what --reasons are measured from; give --reasons too", "--reference", "x")]
    public void WhatCannotBeGivenIsTold(string verb, string says, params string[] options)
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile("size\n1\n");
        var run = CommandRun.Of([verb, rules.Path, data.Path, .. options]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void NetworksHaveNone()
    {
        using var network = new CsvFile("""{"layers":[{"weights":[[1]],"bias":[0]}],"slopes":[],"box":[[0,1]]}""", "net.json");
        using var point = new CsvFile("0.5\n");
        string[][] all = [["predict", "--reasons", "1"], ["explain", "--reasons"], ["explain", "--most-reasons", "1"]];
        foreach (var arguments in all)
        {
            var run = CommandRun.Of([arguments[0], network.Path, point.Path, .. arguments[1..]]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"{arguments[1]} is for rules, and this is a network", run.Error, StringComparison.Ordinal);
        }
    }

    private static JsonElement Json(params string[] options) =>
        JsonDocument.Parse(Run("explain", [.. options, "--json"]).Out).RootElement;

    private static CommandRun Run(string verb, params string[] options)
    {
        using var rules = new CsvFile(Loan, "loan.rules.json");
        using var data = new CsvFile(Rows);
        return CommandRun.Of([verb, rules.Path, data.Path, .. options]);
    }
}
