using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec explain</c> of networks that other programs exported.</summary>
public sealed class ExplainOnnxTests
{
    private static readonly string Fixtures = Path.Combine(SourceTree.Root, "tests", "Trainer.Tests", "Onnx", "Fixtures");

    [Theory]
    [InlineData("images-13")]
    [InlineData("images-double")]
    [InlineData("residual")]
    [InlineData("dense-softmax")]
    public void NumbersAreThoseOfTheInterpretation(string name)
    {
        var x = InputOf(name);
        using var data = new CsvFile(string.Join(',', x.Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "\n");
        var run = CommandRun.Of("explain", PathOf(name), data.Path, "--json");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var json = JsonDocument.Parse(run.Out).RootElement;

        var graph = OnnxFile.Read(PathOf(name));
        var state = NetworkState.At(graph, x);
        var largest = state.Outputs.MaxBy(state.ValueOf);
        var projection = state.Project(largest);
        Assert.Equal(projection.Weights, Numbers(json, "switchedWeights"));
        Assert.Equal(projection.Bias, json.GetProperty("switchedBias").GetDouble());
        Assert.Equal(projection.Centre(x), Numbers(json, "centre"));
        Assert.Equal(Insens.Compute(state), Numbers(json, "insens"));
        Assert.Equal(state.Outputs.Select(state.ValueOf), Numbers(json, "scores"));
        Assert.Equal(graph.Evaluate(x), Numbers(json, "outputs"));
        Assert.Equal(projection.Value, Numbers(json, "contributions").Sum(), 1e-9);
        Assert.Equal((state.Units, state.Active), (json.GetProperty("units").GetInt32(), json.GetProperty("active").GetInt32()));
        Assert.Equal(
            state.Layers.Select(l => (l.Units, l.Active)),
            json.GetProperty("layers").EnumerateArray().Select(
                l => (l.GetProperty("units").GetInt32(), l.GetProperty("active").GetInt32())));
    }

    [Fact]
    public void ShapeOfThePictureIsThatOfTheNetworksInput()
    {
        var graph = OnnxFile.Read(PathOf("images-13"));
        var shape = InputLayout.Infer(graph.Nodes[graph.Inputs[0]].Shape.Dimensions, null)!.Shape;
        using var data = new CsvFile(
            string.Join(',', InputOf("images-13").Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "\n");
        var png = data.Sibling("maps.png");
        var run = CommandRun.Of("explain", PathOf("images-13"), data.Path, "--png", png);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(99 + (shape.Height * (240 / Math.Max(shape.Height, shape.Width))), PngFile.Read(png).Height);
    }

    [Fact]
    public void HeadIsSaidToBeLeftOut()
    {
        using var data = new CsvFile(
            string.Join(',', InputOf("dense-softmax").Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "\n");
        var run = CommandRun.Of("explain", PathOf("dense-softmax"), data.Path);
        Assert.Contains("\nScores, which the network's last step makes these of: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotPiecewiseLinearIsNamed()
    {
        using var data = new CsvFile(
            string.Join(',', InputOf("trees-sum").Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "\n");
        var run = CommandRun.Of("explain", PathOf("trees-sum"), data.Path);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith($"rulec: {PathOf("trees-sum")}: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("is not piecewise linear", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void DeepTaylorOfATableNeedsBounds()
    {
        using var data = new CsvFile(
            string.Join(',', InputOf("dense-softmax").Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "\n");
        var without = CommandRun.Of("explain", PathOf("dense-softmax"), data.Path, "--method", "deep-taylor");
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("give --bounds low,high", without.Error, StringComparison.Ordinal);
        Assert.Equal(
            0, CommandRun.Of("explain", PathOf("dense-softmax"), data.Path, "--method", "deep-taylor", "--bounds", "-100,100").ExitCode);
    }

    private static string PathOf(string name) => Path.Combine(Fixtures, name + ".onnx");

    private static double[] InputOf(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Fixtures, name + ".json")));
        return document.RootElement.GetProperty("inputs")[0].EnumerateArray().Select(e => e.GetDouble()).ToArray();
    }

    private static double[] Numbers(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble()).ToArray();
}
