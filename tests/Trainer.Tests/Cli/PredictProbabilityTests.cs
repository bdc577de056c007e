using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>The column <c>probability</c> of <c>predict</c> is what the compiled code's <c>Probability</c> says.</summary>
public sealed class PredictProbabilityTests
{
    [Theory]
    [InlineData("logit")]
    [InlineData("probability")]
    public void OfTheLargestOutputItIsThatOfTheAnswer(string scores)
    {
        var (lines, evaluator, data) = Predict(
            SampleDocuments.Loan.Replace("\"argmax\",", $"\"argmax\",\"scores\":\"{scores}\",", StringComparison.Ordinal),
            "region,work,age,income\nn,gov,30,50000\ns,?,40,\nn,new,20,-1e5\n");
        Assert.Equal("prediction,rule,none,prediction (output),large,probability", lines[0]);
        AssertSame(lines, evaluator, data, row => evaluator.Explain(row).Probability);
    }

    [Fact]
    public void OfOneThresholdItIsThatOfTheLabelAtOrAbove()
    {
        var samples = Path.Combine(SourceTree.Root, "samples", "Banknote");
        var text = File.ReadAllText(Path.Combine(samples, "Banknote.rules.json"));
        var (lines, evaluator, data) = Predict(text, File.ReadAllText(Path.Combine(samples, "banknote-test.csv")));
        Assert.EndsWith(",probability", lines[0], StringComparison.Ordinal);
        AssertSame(lines, evaluator, data, row => evaluator.Probabilities(evaluator.Evaluate(row).Outputs)[0]);
        AssertSame(lines, evaluator, data, row => evaluator.Explain(row).Probability);
        // Of either answer, the probability is that of one label.
        var cells = lines.Skip(1).Select(l => l.Split(',')).ToArray();
        Assert.Equal(2, cells.Select(c => c[0]).Distinct().Count());
        Assert.All(cells, c => Assert.Equal(c[0] == "1", double.Parse(c[^1], CultureInfo.InvariantCulture) >= 0.5));
    }

    [Fact]
    public void OfSeveralThresholdsThereIsOneEach()
    {
        var (lines, evaluator, data) = Predict(
            SampleDocuments.Xor
                .Replace("\"kind\":\"threshold\"", "\"kind\":\"threshold\",\"scores\":\"logit\"", StringComparison.Ordinal)
                .Replace("{\"name\":\"out2\"}", "{\"name\":\"out1 (probability)\"}", StringComparison.Ordinal),
            "in1,in2,in3,in4\n1,0,0,1\n0,0,1,1\n");
        // Every column has a name of its own.
        Assert.Equal(
            "prediction,rule,out1,out1 (probability) (output),out1 (probability),out1 (probability) (probability)", lines[0]);
        AssertSame(lines, evaluator, data, row => evaluator.Explain(row).Outputs[1].Probability);
        Assert.Equal("1;yes", lines[1].Split(',')[0]);
    }

    [Fact]
    public void PlainScoresHaveNoneAndARowThatIsRefusedHasAnEmptyCell()
    {
        using var rules = new CsvFile(
            SampleDocuments.Loan.Replace("\"argmax\",", "\"argmax\",\"scores\":\"logit\",", StringComparison.Ordinal), "loan.rules.json");
        using var data = new CsvFile("region,work,age,income\nn,gov,,1\n");
        var lines = CommandRun.Of("predict", rules.Path, data.Path, "--details").Out.Split('\n');
        Assert.Equal("prediction,rule,none,prediction (output),large,probability,replaced,outside,refused", lines[0]);
        Assert.StartsWith(",,,,,,,,\"The input 'age' is missing", lines[1], StringComparison.Ordinal);
        using var plain = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        Assert.DoesNotContain("probability", CommandRun.Of("predict", plain.Path, data.Path, "--details").Out, StringComparison.Ordinal);
    }

    private static (string[] Lines, RuleEvaluator Evaluator, CsvFile Data) Predict(string rules, string table)
    {
        using var document = new CsvFile(rules, "x.rules.json");
        var data = new CsvFile(table);
        var run = CommandRun.Of("predict", document.Path, data.Path);
        Assert.Equal(0, run.ExitCode);
        return (run.Out.TrimEnd('\n').Split('\n'), new RuleEvaluator(DocumentFile.Read(document.Path)), data);
    }

    private static void AssertSame(string[] lines, RuleEvaluator evaluator, CsvFile data, Func<double[], double> probability)
    {
        using var points = PointReader.Open(data.Path, TableOptions.Default, evaluator.Document);
        var rows = 0;
        while (points.Read())
        {
            var written = double.Parse(lines[++rows].Split(',')[^1], CultureInfo.InvariantCulture);
            Assert.Equal(BitConverter.DoubleToInt64Bits(probability(points.Point)), BitConverter.DoubleToInt64Bits(written));
        }

        Assert.Equal(lines.Length - 1, rows);
    }
}
