using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec explain</c> of rule documents: the numbers are those of <see cref="RuleEvaluator.Explain(double[])"/>.</summary>
public sealed class ExplainRulesTests
{
    private const string LoanText = """
        Loan, row 2. Numbers are rounded to 6 digits for reading; --json has all of them.

        Rule 20: 1 training row (0.1 % of all), root mean squared error 0.25
          IF    -0.5 + 0.00002 * income + {work: 0.4 for gov, private; -0.25 for self; 0.0 for "?"} >= 0
          THEN  none       = 0.0
                prediction = 0.1 + 0.01 * age
                large      = 0.0 + 0.00001 * income

        Decision: large

        No shares: the document names no reference row to measure from; --reference takes a row of the file as one.

        none = 0; switched bias 0

        prediction = 0.5; switched bias 0.1
          input  value  switched weight  adds  centre  contribution
          age    40                0.01   0.4     -10           0.5

        large = 0.95; switched bias 0
          input   value  switched weight  adds  centre  contribution
          income  95000            1E-05  0.95       0          0.95

        Conditions on the way to the rule; distances are in units of the inputs' training ranges
          condition  side  e(x)  signed distance
          7          >= 0   1.8                1
        The nearest other rule is at a distance of 1.
        The decision changes at a distance of 0.390434.

        income = 95000 is outside its training range, 0 to 90000: the rules extrapolate.
        work is missing or not declared; private stands for it.

        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void RowIsExplainedInTables(string culture)
    {
        using var language = new Culture(culture);
        using var rules = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var data = new CsvFile("region,work,age,income\nn,gov,30,50000\ns,new,40,95000\n");
        var run = CommandRun.Of("explain", rules.Path, data.Path, "--row", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            "Note: 1 row with a category of 'work' that the rules do not know, counted as 'private': 'new' (1).\n",
            run.Error,
            StringComparison.Ordinal);
        Assert.Equal(LoanText.ReplaceLineEndings("\n"), run.Out);
    }

    [Theory]
    [InlineData("Xor/Xor.rules.json", "Xor/xor.csv")]
    [InlineData("Banknote/Banknote.rules.json", "Banknote/banknote-test.csv")]
    [InlineData("Adult/Adult.rules.json", "Adult/adult-test.csv")]
    [InlineData("GermanCredit/GermanCredit.rules.json", "GermanCredit/german-credit.csv")]
    public void JsonHasTheNumbersOfTheEvaluatorToTheLastBit(string rules, string data)
    {
        using var language = new Culture("de-DE");
        var samples = Path.Combine(SourceTree.Root, "samples");
        var evaluator = new RuleEvaluator(DocumentFile.Read(Path.Combine(samples, rules)));
        using var points = PointReader.Open(Path.Combine(samples, data), new TableOptions(), evaluator.Document);
        for (var row = 1; row <= 16 && points.Read(); row++)
        {
            var run = CommandRun.Of(
                "explain", Path.Combine(samples, rules), Path.Combine(samples, data), "--json", "--row", Invariant(row));
            Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
            AssertSame(evaluator, evaluator.Explain(points.Point), row, JsonDocument.Parse(run.Out).RootElement);
        }
    }

    [Fact]
    public void WhatIsUndefinedIsNull()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile("size\n1.5\n");
        var json = JsonDocument.Parse(CommandRun.Of("explain", rules.Path, data.Path, "--json").Out).RootElement;
        foreach (var name in new[] { "decision", "probability", "distanceToOtherRule", "distanceToDecision" })
            Assert.Equal(JsonValueKind.Null, json.GetProperty(name).ValueKind);
        Assert.Equal((0, 0), (json.GetProperty("units").GetInt32(), json.GetProperty("active").GetInt32()));
        var text = CommandRun.Of("explain", rules.Path, data.Path).Out;
        Assert.Contains("No change of a number leads to another rule.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Decision", text, StringComparison.Ordinal);
    }

    private const string Referenced = """
        {"version":2,"name":"Loan","inputs":[
        {"name":"age","range":[18,90],"unit":"years"},
        {"name":"debt","range":[0,9],"special":[{"value":-9,"name":"no record"}]}],
        "outputs":[{"name":"score"}],"decision":{"kind":"threshold","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
        "conditions":[{"id":1,"expression":{"bias":-40,"weights":{"age":1}}}],
        "common":[{"bias":1,"weights":{"debt":{"weight":-0.5,"special":{"no record":-1}}},"adjustments":{"1":0.25}}],
        "tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},"rules":[{"id":1},{"id":2}],
        "references":[{"name":"usual","row":{"age":50,"debt":1},"default":true}]}
        """;

    /// <summary>Of the 14 years from 50 to 36 four are below 40, where each costs 0.25.</summary>
    [Fact]
    public void SharesComeFirstTheLargestOnTop()
    {
        using var rules = new CsvFile(Referenced, "loan.rules.json");
        using var data = new CsvFile("age,debt\n36,-9\n20,2\n36,6\n");
        var run = CommandRun.Of("explain", rules.Path, data.Path);
        Assert.Contains(
            """
            Decision: no

            Shares: what sets score = -1 apart from 0.5 at the reference: usual
              input  value        reference  share
              age    36 years     50 years      -1
              debt   "no record"  1           -0.5
              all                             -1.5

            score = -1; switched bias
            """.ReplaceLineEndings("\n"),
            run.Out,
            StringComparison.Ordinal);

        // Two rows of one rule have reasons of their own; the file's rows may be references.
        run = CommandRun.Of("explain", rules.Path, data.Path, "--row", "3");
        Assert.True(run.Out.IndexOf("debt   6", StringComparison.Ordinal) < run.Out.IndexOf("age    36 years", StringComparison.Ordinal));
        run = CommandRun.Of("explain", rules.Path, data.Path, "--row", "3", "--reference", "2", "--json");
        var json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("row 2", json.GetProperty("reference").GetString());
        Assert.Equal((-5, -3), (json.GetProperty("referenceScore").GetDouble(), json.GetProperty("score").GetDouble()));
        Assert.Equal([("age", 4), ("debt", -2)], SharesOf(json));
        var score = Assert.Single(json.GetProperty("scores").EnumerateArray());
        Assert.Equal("score", score.GetProperty("output").GetString());
        Assert.Equal(JsonValueKind.Null, score.GetProperty("against").ValueKind);
        Assert.Equal((-5, -3), (score.GetProperty("referenceScore").GetDouble(), score.GetProperty("score").GetDouble()));
        Assert.Equal(SharesOf(json), SharesOf(score));
    }

    /// <summary>A row may be called as a number is; what stands for what is not left to chance.</summary>
    [Fact]
    public void AReferenceIsARowOrHasAName()
    {
        using var rules = new CsvFile(
            Referenced.Replace(
                """{"name":"usual",""",
                """{"name":"2","row":{"age":60,"debt":{"special":"no record"}}},{"name":"usual",""",
                StringComparison.Ordinal),
            "loan.rules.json");
        using var data = new CsvFile("age,debt\n36,3\n20,2\n");
        foreach (var (text, name, at, note) in ((string, string, double, string)[])
        [
            ("usual", "usual", 0.5, string.Empty),
            ("name=usual", "usual", 0.5, string.Empty),
            ("name=2", "2", 0, string.Empty),
            ("2", "row 2", -5, "Note: shares are measured from row 2 of the file; --reference name=2 takes the reference of this name.\n"),
            ("1", "row 1", -1.5, string.Empty),
        ])
        {
            var run = CommandRun.Of("explain", rules.Path, data.Path, "--reference", text, "--json");
            Assert.Equal((0, note), (run.ExitCode, run.Error));
            var json = JsonDocument.Parse(run.Out).RootElement;
            Assert.Equal((name, at), (json.GetProperty("reference").GetString(), json.GetProperty("referenceScore").GetDouble()));
        }

        foreach (var (text, says) in ((string, string)[])
        [
            ("usal", "the document names no reference 'usal'; did you mean 'usual'?"),
            ("\u202Ex", @"the document names no reference '\u202Ex'; it names '2', 'usual'. A whole number takes a row of the file."),
            ("0", "a whole number of at least 1, not '0'"),
            ("1e99", "a whole number of at least 1, not '1e99'"),
        ])
        {
            var run = CommandRun.Of("explain", rules.Path, data.Path, "--reference", text);
            Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
            Assert.Contains(says, run.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>At the top stands the score that decides: of several outputs that of the largest one.</summary>
    [Fact]
    public void OfSeveralScoresTheDecisiveOneStandsAtTheTop()
    {
        using var rules = new CsvFile(SampleDocuments.Xor, "xor.rules.json");
        using var data = new CsvFile("in1,in2,in3,in4\n0,0,1,1\n1,0,1,1\n");
        var run = CommandRun.Of("explain", rules.Path, data.Path, "--row", "2", "--reference", "1", "--json");
        var json = JsonDocument.Parse(run.Out).RootElement;
        var scores = json.GetProperty("scores").EnumerateArray().ToArray();
        Assert.Equal(["out1", "out2"], scores.Select(s => s.GetProperty("output").GetString()));
        Assert.Equal("out1", json.GetProperty("unit").GetString());
        Assert.Equal(SharesOf(scores[0]), SharesOf(json));
        Assert.NotEqual(SharesOf(scores[1]), SharesOf(json));
    }

    [Fact]
    public void AReferenceThatIsNotThereIsNamed()
    {
        using var rules = new CsvFile(Referenced, "loan.rules.json");
        using var data = new CsvFile("age,debt\n36,3\n");
        var run = CommandRun.Of("explain", rules.Path, data.Path, "--reference", "2");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no row 2 to measure from: the file has 1; choose with --reference", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileNamesAreShownEscaped()
    {
        using var rules = new CsvFile(
            """{"version":1,"name":"N\u202E","inputs":[{"name":"a\u202E\nb","range":[0,1]}],"outputs":[{"name":"o\u0007"}],"decision":{"kind":"value"},"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{"a\u202E\nb":1}}]}]}""",
            "n.rules.json");
        using var data = new CsvFile("\"a\u202E\nb\"\n1\n");
        var run = CommandRun.Of("explain", rules.Path, data.Path, "--header");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.DoesNotContain(run.Out, c => c is '\u202E' or '\u0007');
        Assert.Contains(@"a\u202E\u000Ab", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("income,age,work,region\n1,2,gov,n\n", "", "there is no row 2: the file has 1; choose with --row, counted from 1.")]
    [InlineData("income,age,work\n1,2,gov\n", "", "the column 'region' is missing")]
    [InlineData("income,age,work,region\n1,2,gov,n\n1,,gov,n\n", "(3,3)", "'age' is missing")]
    [InlineData("income,age,work,region\n1,2,gov,n\n1,2,gov,west\n", "(3,9)", "'region' is not one of the declared categories")]
    public void RowThatCannotBeExplainedHasItsPlace(string text, string place, string says)
    {
        using var rules = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var data = new CsvFile(text);
        var run = CommandRun.Of("explain", rules.Path, data.Path, "--row", "2");
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith($"rulec: {data.Path}{place}: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void RowsAreCountedFromOne()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile("size\n1.5\n");
        var run = CommandRun.Of("explain", rules.Path, data.Path, "--row", "0");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--row is a whole number of at least 1, not '0'", run.Error, StringComparison.Ordinal);
    }

    private static void AssertSame(RuleEvaluator evaluator, Explanation expected, int row, JsonElement actual)
    {
        var document = evaluator.Document;
        Assert.Equal((row, expected.Rule), (actual.GetProperty("row").GetInt32(), actual.GetProperty("rule").GetInt32()));
        Assert.Equal(expected.RuleText, actual.GetProperty("ruleText").GetString());
        Assert.Equal(Bits(expected.Probability), Bits(actual.GetProperty("probability")));
        Assert.Equal(Bits(expected.DistanceToOtherRule), Bits(actual.GetProperty("distanceToOtherRule")));
        Assert.Equal(Bits(expected.DistanceToDecision), Bits(actual.GetProperty("distanceToDecision")));
        Assert.Equal(expected.IsDistanceToDecisionExact, actual.GetProperty("isDistanceToDecisionExact").GetBoolean());
        Assert.Equal(expected.Inputs.Select(i => Bits(i.Insens)), Numbers(actual, "insens"));
        Assert.Equal(expected.Conditions.Count, actual.GetProperty("units").GetInt32());
        Assert.Equal(expected.Conditions.Count(c => !c.IsNegative), actual.GetProperty("active").GetInt32());
        Assert.Equal(
            expected.Conditions.Select(c => (c.Number, Bits(c.Value), c.IsNegative, Bits(c.Distance))),
            actual.GetProperty("conditions").EnumerateArray().Select(c => (
                c.GetProperty("id").GetInt32(),
                Bits(c.GetProperty("value")),
                c.GetProperty("isNegative").GetBoolean(),
                Bits(c.GetProperty("distance")))));
        Assert.Equal(
            expected.Inputs.Select(i => (i.IsReplaced, i.IsOutside)),
            actual.GetProperty("inputs").EnumerateArray().Select(
                i => (i.GetProperty("isReplaced").GetBoolean(), i.GetProperty("isOutside").GetBoolean())));

        var outputs = actual.GetProperty("outputs").EnumerateArray().ToArray();
        Assert.Equal(document.Outputs.Select(o => o.Name), outputs.Select(o => o.GetProperty("name").GetString()!));
        foreach (var (output, shown) in expected.Outputs.Zip(outputs))
        {
            Assert.Equal(
                (Bits(output.Value), Bits(output.Bias), Bits(output.Probability)),
                (Bits(shown.GetProperty("value")), Bits(shown.GetProperty("switchedBias")), Bits(shown.GetProperty("probability"))));
            var (weights, centre, contributions) = (
                Numbers(shown, "switchedWeights"), Numbers(shown, "centre"), Numbers(shown, "contributions"));
            foreach (var term in output.Terms)
            {
                Assert.Equal(Bits(term.Weight), weights[term.Input]);
                Assert.Equal(Bits(term.Centre), centre[term.Input]);
                Assert.Equal(Bits(term.Contribution), contributions[term.Input]);
            }

            foreach (var i in Enumerable.Range(0, document.Inputs.Count).Except(output.Terms.Select(t => t.Input)))
            {
                Assert.Equal((Bits(0), Bits(0)), (weights[i], contributions[i]));
                Assert.Equal(Bits(document.Inputs[i] is CategoryInput ? 1 : expected.Inputs[i].Value), centre[i]);
            }
        }

        var scores = actual.GetProperty("scores").EnumerateArray().ToArray();
        Assert.Equal(expected.Shares.Count, scores.Length);
        foreach (var (score, shown) in expected.Shares.Zip(scores))
            Assert.Equal(
                score.Shares.Select(s => Bits(s)),
                shown.GetProperty("shares").EnumerateArray().Select(s => Bits(s.GetProperty("share"))));

        // What stands at the top is of the largest output.
        var largest = outputs.MaxBy(o => o.GetProperty("value").GetDouble());
        Assert.Equal(largest.GetProperty("name").GetString(), actual.GetProperty("unit").GetString());
        foreach (var name in new[] { "switchedWeights", "centre", "contributions" })
            Assert.Equal(Numbers(largest, name), Numbers(actual, name));
        Assert.Equal(Bits(largest.GetProperty("switchedBias")), Bits(actual.GetProperty("switchedBias")));
    }

    private static (string, double)[] SharesOf(JsonElement score) => score.GetProperty("shares").EnumerateArray()
        .Select(s => (s.GetProperty("input").GetString()!, s.GetProperty("share").GetDouble())).ToArray();

    private static List<long?> Numbers(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(Bits).ToList();

    private static long? Bits(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : Bits(element.GetDouble());

    private static long? Bits(double value) => double.IsFinite(value) ? BitConverter.DoubleToInt64Bits(value) : null;

    private static string Invariant(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
