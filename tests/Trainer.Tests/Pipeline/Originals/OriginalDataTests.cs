using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline.Originals;

public class OriginalDataTests
{
    private const string Rows = "a,b\n0.1,0.2\n0.9,0.1\n0.3,0.4\n0.2,0.9\n";

    [Fact]
    public void AnswersAreTargets()
    {
        var (data, network) = Networks.Read(Networks.Xor, Rows);
        Assert.True(network.IsTarget);
        Assert.Equal(["a", "b"], network.Columns);
        Assert.Equal(TaskKind.Binary, data.Task.Kind);
        Assert.Equal([0, 1, 0, 1], data.Task.Labels(data.Table, 0, data.Table.AllRows()));
    }

    [Fact]
    public void InputsMayStandInAnyOrderAmongOthers()
    {
        const string table = "name,b,a\nx,0.2,1\ny,0.1,2\nz,0.4,3\n";
        var (data, network) = Networks.Read(
            Networks.Ramp, table, new OriginalTask { Kind = TaskKind.Regression, Columns = EquatableArray.Of("a", "b") });
        Assert.Equal([7.1, 10.05, 13.2], network.Answer(data.Table, data.Table.AllRows()).Select(y => Math.Round(y, 9)));
        Assert.Equal(["b", "a"], data.Features.Inputs.Select(i => i.Name));
    }

    [Fact]
    public void TheNetworkOverTheFeaturesIsTheNetwork()
    {
        // The third input is always 4, and the second the same in every training row.
        const string network = """
            { "layers": [ { "weights": [[1, 2, 0.5], [-3, 1, 0]], "bias": [-2, 0.25] }, { "weights": [[1, -2]], "bias": [100] } ],
              "slopes": [0.1], "box": [[0, 1], [0, 1], [0, 1]] }
            """;
        var table = CsvFile.Rows("a,b,c", 40, i => $"{i * 25},{(i - 20) * 0.001},4");
        var (data, original) = Networks.Read(network, table, new OriginalTask { Kind = TaskKind.Regression });
        var start = new OriginalModel(original, data, 1).Start;
        var features = data.Features.Encode(data.Table, data.Train.Rows);
        var answers = original.Answer(data.Table, data.Train.Rows);
        Assert.Equal(2, start.Inputs);
        for (var r = 0; r < data.Train.Rows.Length; r++)
        {
            var x = data.Features.EncodePoint(data.Features.ToPoints(data.Table, data.Train.Rows.AsSpan(r, 1))[0]);
            Assert.Equal(features[r * 2], (float)x[0]);
            var (_, y) = data.Targets.ToOriginalUnits(0, [], start.Evaluate(x)[0]);
            Assert.Equal(answers[r], y, 1e-9 * Math.Abs(answers[r]));
        }
    }

    [Fact]
    public void TwoLogitsAreOneQuestion()
    {
        const string two = """
            { "layers": [ { "weights": [[1, 0], [0, 1]], "bias": [0, 0] } ], "box": [[0, 1], [0, 1]] }
            """;
        var (data, network) = Networks.Read(two, Rows, new OriginalTask { Labels = EquatableArray.Of("first", "second") });
        Assert.Equal([1, 0, 1, 1], data.Task.Labels(data.Table, 0, data.Table.AllRows()));
        Assert.Equal(["first", "second"], data.Task.Targets[0].Labels);
        Assert.Equal(0.1, network.Answer(data.Table, [0])[0], 1e-12);
    }

    [Fact]
    public void AThresholdIsWhereTheSecondLabelBegins()
    {
        // The outputs are -4, 3, -4 and 2.
        var (data, _) = Networks.Read(Networks.Xor, Rows, new OriginalTask { Threshold = 2.5 });
        Assert.Equal([0, 1, 0, 0], data.Task.Labels(data.Table, 0, data.Table.AllRows()));
    }

    [Fact]
    public void LabelsOfTheDataStandInTheOrderOfTheNetwork()
    {
        const string table = "a,b,y\n0.1,0.2,even\n0.9,0.1,odd\n0.3,0.4,even\n";
        var (data, _) = Networks.Read(Networks.Xor, table, new OriginalTask { Labels = EquatableArray.Of("odd", "even") }, "y");
        Assert.Equal(["odd", "even"], data.Task.Targets[0].Labels);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n4,5,6\n", "takes 2 inputs, and 3 columns are given")]
    [InlineData("a,b\nx,2\ny,5\n", "'a' has no numbers but texts such as 'x'")]
    [InlineData("a,b\n1,2\n,5\n3,3\n", "(3,1): the column 'a' has no value here")]
    [InlineData("a,b\n0.1,0.1\n0.2,0.2\n", "answers 'no' for every row")]
    public void RowsThatDoNotFitAreRefused(string table, string problem) =>
        Assert.Contains(
            problem, Assert.Throws<InputFileException>(() => Networks.Read(Networks.Xor, table)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(TaskKind.MultiClass, "", "", "classes have an output each")]
    [InlineData(null, "yes", "", "has 2 labels, each once; --labels gives 'yes'")]
    [InlineData(null, "a,a", "", "each once")]
    [InlineData(TaskKind.Regression, "a,b", "", "no labels, each once")]
    [InlineData(null, "", "a,x", "no column 'x' (named by --inputs)")]
    [InlineData(null, "", "a,a", "names 'a' twice")]
    public void WhatIsSaidOfTheNetworkMustFit(TaskKind? kind, string labels, string columns, string problem)
    {
        static EquatableArray<string> List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries).ToEquatableArray();
        var task = new OriginalTask { Kind = kind, Labels = List(labels), Columns = List(columns) };
        Assert.Contains(
            problem, Assert.Throws<InputFileException>(() => Networks.Read(Networks.Xor, Rows, task)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,y\n0.1,0.2,u\n0.9,0.1,v\n0.3,0.4,w\n", "", "the network has 1 output, and 'y' asks for 3")]
    [InlineData("a,b,y\n0.1,0.2,u\n0.9,0.1,v\n", "u,w", "--labels gives 'u', 'w', and the labels of 'y' are 'u', 'v'")]
    public void TargetsMustFit(string table, string labels, string problem)
    {
        var task = new OriginalTask { Labels = labels.Split(',', StringSplitOptions.RemoveEmptyEntries).ToEquatableArray() };
        Assert.Contains(
            problem,
            Assert.Throws<InputFileException>(() => Networks.Read(Networks.Xor, table, task, "y")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void FreshPointsLieBetweenRows()
    {
        // A number, a whole number, and two columns of which exactly one is 1.
        var random = new Random(1);
        var table = CsvFile.Rows(
            "x,n,red,blue", 200, i => $"{Networks.Cell(random.NextDouble() * 50)},{random.Next(1, 90)},{i % 3 / 2},{1 - (i % 3 / 2)}");
        const string network = """{ "layers": [ { "weights": [[1, -1, 2, 3]], "bias": [0] } ], "box": [[0, 1], [0, 1], [0, 1], [0, 1]] }""";
        var (data, original) = Networks.Read(network, table);
        var fresh = FreshPoints.Draw(data, 500, new Xoshiro256(1));
        double[] Values(string name) => ((NumberColumn)fresh.Table[name]).Values;
        Assert.Equal(500, fresh.Rows.Length);
        Assert.All(fresh.Rows, r => Assert.Equal(1, Values("red")[r] + Values("blue")[r]));
        Assert.All(Values("n"), n => Assert.Equal(Math.Floor(n), n));
        foreach (var input in data.Features.Inputs.Cast<NumberInput>())
            Assert.All(Values(input.Name), v => Assert.InRange(v, input.Minimum.Value, input.Maximum.Value));
        Assert.True(Values("x").Except(((NumberColumn)data.Table["x"]).Values).Count() > 450);
        Assert.Equal(Values("x"), ((NumberColumn)FreshPoints.Draw(data, 500, new Xoshiro256(1)).Table["x"]).Values);
        Assert.Equal(500, original.Answer(fresh.Table, fresh.Rows).Length);
    }

    [Fact]
    public void RowsWeighAsMuchAsFreshPoints()
    {
        var (data, original) = Networks.Read(Networks.Xor, Networks.Rows("a,b", 200, 0, 1));
        var set = new OriginalModel(original, data, 1).ToTrain(data.Train, Loss.Logistic);
        Assert.Equal(4_000, set.Rows);
        Assert.Equal(2_000, set.Weights!.Take(data.Train.Rows.Length).Sum(w => (double)w), 1e-3 * 2_000);
        Assert.Equal(4_000, set.Weights!.Sum(w => (double)w), 1e-3 * 4_000);
        var expected = 1 / (1 + Math.Exp(-original.Answer(data.Table, data.Train.Rows[..1])[0]));
        Assert.Equal(expected, set.Targets(0)[0], 1e-6);
    }
}
