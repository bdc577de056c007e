using System;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Onnx;

public class FixtureTests
{
    // What single precision lets the exporter say, and double.
    private const double SingleTolerance = 1e-5;
    private const double DoubleTolerance = 1e-12;

    public static TheoryData<string> Names => new(Fixture.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void NetworkAnswersAsItsExporterDoes(string name)
    {
        var graph = OnnxFile.Read(Fixture.PathOf(name));
        var fixture = Fixture.Of(name);
        Assert.True(fixture.Inputs.Length >= 6);
        for (var row = 0; row < fixture.Inputs.Length; row++)
        {
            var expected = fixture.Outputs[row];
            var found = graph.Evaluate(fixture.Inputs[row]);
            Assert.Equal(expected.Length, found.Length);
            var tolerance = (fixture.Double ? DoubleTolerance : SingleTolerance) * Math.Max(1, expected.Max(Math.Abs));
            Assert.All(
                expected.Zip(found),
                p => Assert.True(Math.Abs(p.First - p.Second) <= tolerance, $"row {row}: {p.First:R} expected, found {p.Second:R}"));
        }
    }

    [Theory]
    [InlineData("dense-7", NetworkHead.None)]
    [InlineData("dense-double", NetworkHead.None)]
    [InlineData("dense-sigmoid", NetworkHead.Sigmoid)]
    [InlineData("dense-softmax", NetworkHead.Softmax)]
    [InlineData("fixed-rows", NetworkHead.LogSoftmax)]
    [InlineData("images-13", NetworkHead.None)]
    [InlineData("signal-double", NetworkHead.None)]
    public void ChainsBecomeLayers(string name, NetworkHead head)
    {
        var graph = OnnxFile.Read(Fixture.PathOf(name));
        var chain = graph.ToPiecewise();
        Assert.Equal(head, chain.Head);
        foreach (var x in Fixture.Of(name).Inputs)
        {
            var scores = chain.Network.Evaluate(x);
            double[] found = head switch
            {
                NetworkHead.Sigmoid => scores.Select(s => 1 / (1 + Math.Exp(-s))).ToArray(),
                NetworkHead.Softmax => scores.Select(s => Math.Exp(s) / scores.Sum(Math.Exp)).ToArray(),
                NetworkHead.LogSoftmax => scores.Select(s => s - Math.Log(scores.Sum(Math.Exp))).ToArray(),
                _ => scores,
            };
            Assert.All(graph.Evaluate(x).Zip(found), p => Assert.Equal(p.First, p.Second, 1e-11));
        }
    }
}
