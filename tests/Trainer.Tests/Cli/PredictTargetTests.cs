using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>How well the answers of <c>predict</c> agree with a column that says what is true.</summary>
public sealed class PredictTargetTests
{
    private const string Stay = """
        {"version":1,"name":"Stay","inputs":[{"name":"days","range":[0,9]}],"outputs":[{"name":"risk"}],
        "decision":{"kind":"threshold","scores":"logit","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
        "tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":-2,"weights":{"days":1}}]}],
        "provenance":{"tool":"rulec","options":{"target":"ill"}}}
        """;

    /// <summary>The target of training is found by its name, and what was taken is told.</summary>
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void TheTargetOfTrainingIsMeasured(string culture)
    {
        using var language = new Culture(culture);
        // Right, wrong, right, right; a row without a value, and one with a text that is no answer.
        const string table = "days,ill\n4,yes\n3,no\n1,no\n0,no\n5,\n5,\u202Emaybe\n";
        var (run, lines, json) = Predict(Stay, table);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("prediction,rule,risk,probability", lines[0]);
        Assert.Equal(7, lines.Length);
        var p = new[] { 2.0, 1, -1, -2 }.Select(s => 1 / (1 + Math.Exp(-s))).ToArray();
        var metrics = json.GetProperty("metrics");
        Assert.Equal(0.75, metrics.GetProperty("accuracy").GetDouble());
        Assert.Equal(0.833333, metrics.GetProperty("balancedAccuracy").GetDouble());
        Assert.Equal(1, metrics.GetProperty("auc").GetDouble());
        Assert.Equal(
            -(Math.Log(p[0]) + Math.Log(1 - p[1]) + Math.Log(1 - p[2]) + Math.Log(1 - p[3])) / 4,
            metrics.GetProperty("logLoss").GetDouble(),
            1e-6);
        Assert.Equal((4, 1, 1), (Int(json, "rows"), Int(json, "missing"), Int(json, "unknown")));
        Assert.True(json.GetProperty("isRecorded").GetBoolean());
        Assert.Equal(["ill"], json.GetProperty("columns").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(
            "Measured against column 'ill', the target of training, on 4 rows: accuracy 0.75, balanced accuracy 0.833333, AUC 1, log loss "
                + metrics.GetProperty("logLoss").GetRawText()
                + @". Left out: 1 row without a value there; 1 row where it is none of the answers, such as '\u202Emaybe'." + "\n",
            run.Error);
    }

    [Fact]
    public void AColumnMayBeNamed()
    {
        var (run, _, json) = Predict(Stay, "days,truth,ill\n4,no,yes\n1,no,no\n", "--target", "truth");
        Assert.Equal(0.5, json.GetProperty("metrics").GetProperty("accuracy").GetDouble());
        Assert.False(json.GetProperty("isRecorded").GetBoolean());
        Assert.StartsWith("Measured against column 'truth', on 2 rows: accuracy 0.5, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsMeasuredWhereNobodySaysWhatIsTrue()
    {
        var (run, _, json) = Predict(Stay, "days\n4\n");
        Assert.Equal((JsonValueKind.Null, string.Empty), (json.ValueKind, run.Error));
        // The name of an output is not that of a target.
        (_, _, json) = Predict(SampleDocuments.Price, "size,price\n1,2\n");
        Assert.Equal(JsonValueKind.Null, json.ValueKind);
        (run, _, json) = Predict(Stay, "days,ill\n4,\n");
        Assert.Equal((0, 1), (Int(json, "rows"), Int(json, "missing")));
        Assert.Empty(json.GetProperty("metrics").EnumerateObject());
        Assert.Equal(
            "No answer can be measured against column 'ill', the target of training. Left out: 1 row without a value there.\n", run.Error);
    }

    [Theory]
    [InlineData("Ill", "there is no column 'Ill'; did you mean 'ill'?")]
    [InlineData("ill,days", "the rules have 1 target, but --target names 2.")]
    public void AColumnThatIsNoTargetIsToldBeforeTheWork(string target, string says)
    {
        using var rules = new CsvFile(Stay, "stay.rules.json");
        using var data = new CsvFile("days,ill\n4,yes\nx,no\n");
        var run = CommandRun.Of("predict", rules.Path, data.Path, "--target", target);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Rows that the rules refuse are not measured; they are counted as refused.</summary>
    [Fact]
    public void RefusedRowsAreNotMeasured()
    {
        var (run, _, json) = Predict(Stay, "days,ill\n4,yes\n,no\nx,no\n", "--details");
        Assert.Equal((1, 0, 0), (Int(json, "rows"), Int(json, "missing"), Int(json, "unknown")));
        Assert.Contains("Of 3 rows: 2 rows refused.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesAreMeasured()
    {
        // Answers 0.3, 0.5, 0.4.
        var (run, _, json) = Predict(SampleDocuments.Price, "size,paid\n1,0.3\n2,0.7\n1.5,0.5\n1,n/a\n1,cheap\n", "--target", "paid");
        var metrics = json.GetProperty("metrics");
        Assert.Equal(1 - (0.05 / 0.08), metrics.GetProperty("r2").GetDouble(), 1e-6);
        Assert.Equal(Math.Sqrt(0.05 / 3), metrics.GetProperty("rmse").GetDouble(), 1e-6);
        Assert.Equal((3, 1, 1), (Int(json, "rows"), Int(json, "missing"), Int(json, "unknown")));
        Assert.Contains("such as 'cheap'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelsOfTheLargestOutputAreMeasured()
    {
        var rules = SampleDocuments.Loan.Replace("\"argmax\",", "\"argmax\",\"scores\":\"logit\",", StringComparison.Ordinal);
        const string rows = "region,work,age,income,loan\nn,gov,30,50000,large\ns,?,40,,small\nn,new,20,1,none\nn,new,20,1,none\n";
        var (_, lines, json) = Predict(rules, rows, "--target", "loan");
        var metrics = json.GetProperty("metrics");
        Assert.Equal(0.75, metrics.GetProperty("accuracy").GetDouble());
        Assert.Equal(0.666667, metrics.GetProperty("balancedAccuracy").GetDouble());
        Assert.False(metrics.TryGetProperty("auc", out _));
        // Scores are columns 2 to 4.
        var losses = lines.Skip(1).Zip(new[] { 2, 1, 0, 0 }, (line, truth) =>
        {
            var scores = line.Split(',')[2..5].Select(s => double.Parse(s, CultureInfo.InvariantCulture)).ToArray();
            return Math.Log(scores.Sum(Math.Exp)) - scores[truth];
        });
        Assert.Equal(losses.Average(), metrics.GetProperty("logLoss").GetDouble(), 1e-6);
        // A score that stands for no probability has no log loss.
        (_, _, json) = Predict(SampleDocuments.Loan, rows, "--target", "loan");
        Assert.Equal(["accuracy", "balancedAccuracy"], json.GetProperty("metrics").EnumerateObject().Select(m => m.Name));
    }

    [Fact]
    public void SeveralQuestionsHaveATargetEach()
    {
        var (_, _, json) = Predict(
            SampleDocuments.Xor, "in1,in2,in3,in4,a,b\n1,0,0,1,1,yes\n0,0,1,1,0,yes\n", "--target", "a", "--target", "b");
        Assert.Equal(["accuracy"], json.GetProperty("metrics").EnumerateObject().Select(m => m.Name));
        Assert.Equal(0.5, json.GetProperty("metrics").GetProperty("accuracy").GetDouble());
    }

    /// <summary>The figures are those that <c>rulec measure</c> writes into the document.</summary>
    [Theory]
    [InlineData("Banknote/Banknote.rules.json", "Banknote/banknote-test.csv")]
    [InlineData("GermanCredit/GermanCredit.rules.json", "GermanCredit/german-credit.csv")]
    [InlineData("Xor/Xor.rules.json", "Xor/xor.csv")]
    public void FiguresAreThoseOfMeasure(string rules, string data)
    {
        var samples = Path.Combine(SourceTree.Root, "samples");
        using var copy = new CsvFile(File.ReadAllText(Path.Combine(samples, data)) + "\n");
        var measured = CommandRun.Of(
            "measure", Path.Combine(samples, rules), "--data", copy.Path, "-o", copy.Sibling("m.rules.json"), "--json");
        var expected = JsonDocument.Parse(measured.Out).RootElement.GetProperty("parts").EnumerateArray().ToArray();
        var run = CommandRun.Of("predict", Path.Combine(samples, rules), copy.Path, "-o", copy.Sibling("out.csv"), "--json");
        var metrics = JsonDocument.Parse(run.Out).RootElement.GetProperty("target").GetProperty("metrics");
        Assert.Equal("all", Assert.Single(expected).GetProperty("name").GetString());
        var figures = expected[0].GetProperty("now").EnumerateObject().ToArray();
        Assert.Contains(figures, f => f.Name == "accuracy");
        Assert.All(figures, f => Assert.Equal(f.Value.GetDouble(), metrics.GetProperty(f.Name).GetDouble()));
    }

    [Fact]
    public void TheMeanOfRecallsIsOverTheLabelsThatOccur()
    {
        var recalls = new RuleCompiler.Trainer.Measures.Recalls(3);
        Assert.True(double.IsNaN(recalls.BalancedAccuracy));
        recalls.Add(0, true);
        recalls.Add(0, true);
        recalls.Add(0, false);
        recalls.Add(2, false);
        Assert.Equal(1.0 / 3, recalls.BalancedAccuracy, 1e-15);
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static (CommandRun Run, string[] Lines, JsonElement Target) Predict(string document, string table, params string[] options)
    {
        using var rules = new CsvFile(document, "x.rules.json");
        using var data = new CsvFile(table);
        var output = data.Sibling("out.csv");
        var run = CommandRun.Of(["predict", rules.Path, data.Path, "-o", output, "--json", .. options]);
        Assert.Equal(0, run.ExitCode);
        return (run, File.ReadAllLines(output), JsonDocument.Parse(run.Out).RootElement.GetProperty("target"));
    }
}
