using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Tests.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec explain</c> of networks, against the definitions computed here with dense matrices.</summary>
public sealed class ExplainNetworkTests
{
    private const string AllMethods =
        "insens contributions gradient gradient-input integrated-gradients lrp-epsilon lrp-alpha-beta deep-taylor";

    /// <summary>z = (x1 − x2, x1 + x2 − 4), then ReLU, then z1 + 2·z2 + 0.5 and −z1.</summary>
    private const string Small = """
        {"layers":[{"weights":[[1,-1],[1,1]],"bias":[0,-4]},{"weights":[[1,2],[-1,0]],"bias":[0.5,0]}],"slopes":[0],"box":[[-10,10],[-10,10]]}
        """;

    private const string SmallText = """
        net.json, row 1. Numbers are rounded to 6 digits for reading; --json has all of them.
        Outputs: 1.75, -1.25; the largest is number 0, counted from 0
        Unit 1:0: v = 1.75, switched bias 0.5
        1 of 2 hidden units is active (50.0 %)

          input  value  switched weight  centre  contribution  Insens
          x1       1.5                1   0.625         0.875  -1.125
          x2      0.25               -1   1.125         0.875  -1.125
          all                                            1.75   -2.25

        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void UnitIsExplainedInTables(string culture)
    {
        using var language = new Culture(culture);
        using var network = new CsvFile(Small, "net.json");
        using var data = new CsvFile("x1,x2\n1.5,0.25\n");
        var run = CommandRun.Of("explain", network.Path, data.Path);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(SmallText.ReplaceLineEndings("\n"), run.Out);
    }

    [Fact]
    public void JsonHasTheSwitchedProjectionAndInsensByDefinition() => RandomCases.Hold(25, random =>
    {
        var network = RandomPiecewise.Relu(random, random.Next(1, 6), random.Next(1, 9), random.Next(1, 9), random.Next(1, 4));
        using var file = new CsvFile(JsonOf(network), "net.json");
        var x = Enumerable.Range(0, network.Inputs).Select(_ => (2 * random.NextDouble()) - 1).ToArray();
        using var data = new CsvFile(
            "0" + string.Concat(Enumerable.Repeat(",0", x.Length - 1)) + "\n" + string.Join(',', x.Select(Text)) + "\n");

        var json = Json("explain", file.Path, data.Path, "--no-header", "--row", "2", "--json");
        var expected = Definition.Of(network, x);
        var output = Array.IndexOf(expected.Rows[^1], expected.Rows[^1].MaxBy(r => r.Value));
        Assert.Equal(FormattableString.Invariant($"2:{output}"), json.GetProperty("unit").GetString());
        AssertProjection(expected.Rows[^1][output], x, json);
        AssertClose(expected.Insens, Numbers(json, "insens"));
        AssertClose(network.Evaluate(x), Numbers(json, "outputs"));
        Assert.Equal(Numbers(json, "outputs"), Numbers(json, "scores"));
        Assert.Equal(x, Numbers(json, "input"));
        Assert.Equal(
            (2, expected.Units, expected.Active),
            (json.GetProperty("row").GetInt32(), json.GetProperty("units").GetInt32(), json.GetProperty("active").GetInt32()));
        if (network.Outputs > 1)
            Assert.Equal(output, json.GetProperty("prediction").GetInt32());
        else
            Assert.Equal(JsonValueKind.Null, json.GetProperty("prediction").ValueKind);

        // Any unit, hidden ones too.
        var layer = random.Next(3);
        var index = random.Next(expected.Rows[layer].Length);
        var unit = Json(
            "explain",
            file.Path,
            data.Path,
            "--no-header",
            "--row",
            "2",
            "--json",
            "--unit",
            FormattableString.Invariant($"{layer}:{index}"));
        AssertProjection(expected.Rows[layer][index], x, unit);
        Assert.Equal(Numbers(json, "insens"), Numbers(unit, "insens"));
    });

    [Fact]
    public void EveryMethodIsToldWithTheSumItMustHave() => RandomCases.Hold(10, random =>
    {
        var network = RandomPiecewise.Relu(random, 4, 6, 5, 3);
        using var file = new CsvFile(JsonOf(network), "net.json");
        using var data = new CsvFile(string.Join(',', Enumerable.Range(0, 4).Select(_ => Text(random.NextDouble()))) + "\n");
        var json = Json("explain", file.Path, data.Path, "--json", "--method", "all");
        var attributions = json.GetProperty("attributions");
        Assert.Equal(AllMethods.Split(' '), attributions.EnumerateObject().Select(p => p.Name));
        foreach (var method in attributions.EnumerateObject())
        {
            // Of integrated gradients the sum is that of the exact integral.
            var tolerance = method.Name == "integrated-gradients" ? 0.1 : 1e-9;
            var values = Numbers(method.Value, "values");
            Assert.Equal(4, values.Length);
            Assert.InRange(
                values.Sum() - method.Value.GetProperty("sum").GetDouble(),
                -tolerance * (1 + values.Sum(Math.Abs)),
                tolerance * (1 + values.Sum(Math.Abs)));
        }

        Assert.Equal(Numbers(json, "insens"), Numbers(attributions.GetProperty("insens"), "values"));
        Assert.Equal(Numbers(json, "contributions"), Numbers(attributions.GetProperty("contributions"), "values"));
        Assert.Equal(Numbers(json, "switchedWeights"), Numbers(attributions.GetProperty("gradient"), "values"));
    });

    [Fact]
    public void MethodsStandInColumnsEachOnce()
    {
        using var network = new CsvFile(Small, "net.json");
        using var data = new CsvFile("1.5,0.25\n");
        var run = CommandRun.Of(
            "explain",
            network.Path,
            data.Path,
            "--method",
            "deep-taylor",
            "--method",
            "lrp-epsilon",
            "--method",
            "deep-taylor",
            "--method",
            "insens");
        Assert.Contains("contribution  Insens  deep-taylor  lrp-epsilon\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void OutputsAreALayerOfTheirOwn()
    {
        using var network = new CsvFile(Small, "net.json");
        using var data = new CsvFile("1.5,0.25\n");
        var byName = Json("explain", network.Path, data.Path, "--json", "--unit", "output:1");
        Assert.Equal(("1:1", -1.25), (byName.GetProperty("unit").GetString(), byName.GetProperty("value").GetDouble()));
        Assert.Equal([-1, 1], Numbers(byName, "switchedWeights"));
        Assert.Equal(byName.GetRawText(), Json("explain", network.Path, data.Path, "--json", "--unit", "1:1").GetRawText());
    }

    [Fact]
    public void OfManyInputsTheTableShowsThoseThatContributeMost()
    {
        var weights = string.Join(',', Enumerable.Range(1, 40).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        var box = string.Join(',', Enumerable.Repeat("[0,1]", 40));
        using var network = new CsvFile(
            $$"""{"layers":[{"weights":[[{{weights}}]],"bias":[0]}],"slopes":[],"box":[{{box}}]}""", "net.json");
        using var data = new CsvFile(string.Join(',', Enumerable.Repeat("1", 40)) + "\n");
        var run = CommandRun.Of("explain", network.Path, data.Path);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("  x40 ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("  x10 ", run.Out, StringComparison.Ordinal);
        Assert.Contains("and 10 more that contribute less", run.Out, StringComparison.Ordinal);
        Assert.Contains("0 of 0 hidden units are active\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2\n", "model", "there is no layer 3: the network has 1 hidden layers", "--unit", "3:0")]
    [InlineData("1,2\n", "model", "there is no unit 2 in layer 0: its units are from 0 to 1.", "--unit", "0:2")]
    [InlineData("1,2\n", "model", "there is no unit 2 in the outputs", "--unit", "output:2")]
    [InlineData("1,2\n", "model", "'0:-1' names no unit", "--unit", "0:-1")]
    [InlineData("1,2\n", "model", "'a\\u000Ab' names no unit", "--unit", "a\nb")]
    [InlineData("1,2\n", "data", "there is no row 2: the file has 1", "--row", "2")]
    [InlineData("x1,x2\n", "data", "there is no row in this file")]
    [InlineData("1\n", "data", "this table has 1 columns, the network has 2 inputs")]
    [InlineData("x1,x3\n1,2\n", "data", "the column 'x2' is missing")]
    [InlineData("x1,x2\n1,\n", "data(2,3)", "'' is not a finite number")]
    [InlineData("x1,x2\n1,nan\n", "data(2,3)", "'nan' is not a finite number")]
    [InlineData("", "data", "this file is empty")]
    [InlineData("1,2\n", "data", "this is a table, whose numbers are taken as they are", "--scale", "2")]
    [InlineData("1,2\n", "data", "--shape 1×1×3 has 3 values, the network takes 2", "--shape", "1x3")]
    [InlineData("1,20\n", "data", "outside the bounds", "--method", "deep-taylor")]
    [InlineData("1,2\n", null, "there is no method 'x'", "--method", "x")]
    [InlineData("1,2\n", null, "--bounds is two numbers", "--bounds", "1,0")]
    [InlineData("1,2\n", null, "--shape is rows x columns", "--shape", "0x3")]
    [InlineData("1,2\n", null, "--channels is first or last", "--channels", "middle")]
    public void WrongInputIsSaidInOneLine(string text, string? file, string says, params string[] options)
    {
        using var network = new CsvFile(Small, "net.json");
        using var data = new CsvFile(text);
        var run = CommandRun.Of(["explain", network.Path, data.Path, .. options]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        var place = file?.Replace("model", network.Path, StringComparison.Ordinal).Replace("data", data.Path, StringComparison.Ordinal);
        Assert.StartsWith("rulec: " + place, run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void OptionsOfNetworksAreRefusedForRules()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile("size\n1.5\n");
        foreach (var option in new[] { "--unit=0:0", "--method=insens", "--png=x.png", "--svg=x.svg", "--scale=1", "--shift=1", "--shape=1x1", "--channels=last", "--bounds=0,1" })
        {
            var run = CommandRun.Of("explain", rules.Path, data.Path, option);
            Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
            Assert.Contains($"{option.Split('=')[0]} is for networks", run.Error, StringComparison.Ordinal);
        }
    }

    private static JsonElement Json(params string[] arguments)
    {
        var run = CommandRun.Of(arguments);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static void AssertProjection(Row expected, double[] x, JsonElement actual)
    {
        Assert.Equal(expected.Value, actual.GetProperty("value").GetDouble(), 1e-10);
        AssertClose(expected.Weights, Numbers(actual, "switchedWeights"));
        Assert.Equal(expected.Bias, actual.GetProperty("switchedBias").GetDouble(), 1e-10);
        var pattern = expected.Pattern;
        AssertClose(x.Zip(pattern, (xj, p) => xj - p).ToArray(), Numbers(actual, "centre"));
        AssertClose(pattern.Zip(expected.Weights, (p, w) => p * w).ToArray(), Numbers(actual, "contributions"));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange(actual[i] - expected[i], -1e-9 * (1 + Math.Abs(expected[i])), 1e-9 * (1 + Math.Abs(expected[i])));
    }

    private static double[] Numbers(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble()).ToArray();

    private static string JsonOf(PiecewiseNetwork network) => JsonSerializer.Serialize(new
    {
        layers = network.Layers
            .Select(l => new { weights = Enumerable.Range(0, l.Units).Select(i => l.WeightsOf(i).ToArray()), bias = l.Biases }),
        slopes = network.Layers.SkipLast(1).Select(_ => 0),
        box = Enumerable.Repeat(new[] { 0, 1 }, network.Inputs),
    });

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A unit as a function of the input in its state.</summary>
    private sealed record Row(double[] Weights, double Bias, double Value)
    {
        public double[] Pattern =>
            Weights.Any(w => w != 0) ? Weights.Select(w => Value / Weights.Sum(a => a * a) * w).ToArray() : new double[Weights.Length];
    }

    /// <summary>Every unit of a ReLU network, and Insens: the mean of (v / ŵ·ŵ)·ŵ over the hidden units with v ≤ 0.</summary>
    private sealed record Definition(Row[][] Rows, double[] Insens, int Units, int Active)
    {
        public static Definition Of(PiecewiseNetwork network, double[] x)
        {
            var below = x.Select((xj, j) => new Row(x.Select((_, k) => k == j ? 1.0 : 0).ToArray(), 0, xj)).ToArray();
            var rows = new List<Row[]>();
            foreach (var layer in network.Layers)
            {
                rows.Add(Enumerable.Range(0, layer.Units).Select(i =>
                {
                    var w = layer.WeightsOf(i).ToArray();
                    return new Row(
                        x.Select((_, j) => w.Select((wk, k) => wk * below[k].Weights[j]).Sum()).ToArray(),
                        layer.Biases[i] + w.Select((wk, k) => wk * below[k].Bias).Sum(),
                        layer.Biases[i] + w.Select((wk, k) => wk * below[k].Value).Sum());
                }).ToArray());
                below = rows[^1].Select(r => r.Value > 0 ? r : new Row(new double[x.Length], 0, 0)).ToArray();
            }

            var hidden = rows.SkipLast(1).SelectMany(r => r).ToArray();
            var inactive = hidden.Where(r => r.Value <= 0).ToArray();
            var insens = x.Select((_, j) => inactive.Length == 0 ? 0 : inactive.Average(r => r.Pattern[j])).ToArray();
            return new Definition(rows.ToArray(), insens, hidden.Length, hidden.Length - inactive.Length);
        }
    }
}
