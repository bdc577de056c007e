using System;
using System.IO;
using System.Linq;
using RuleCompiler.Convolution.Tests.Stages;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Convolution.Onnx;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Onnx;

public sealed class OnnxWriterTests : IDisposable
{
    private const int Float = 1;
    private const int Double = 11;

    private readonly string _folder = Directory.CreateTempSubdirectory("onnx").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TrainedNetworkComesBackToTheLastBit() => RandomCases.Hold(30, random =>
    {
        var graph = new ConvolutionalNetwork(RandomArchitectures.Network(random, RandomArchitectures.Next(random), 16)).ToGraph();
        var path = Path.Combine(_folder, "network.onnx");
        OnnxWriter.Write(path, graph);
        var back = OnnxFile.Read(path);
        Assert.Equal(graph.Nodes[graph.Inputs[0]].Shape, back.Nodes[back.Inputs[0]].Shape);
        for (var i = 0; i < 5; i++)
        {
            var x = Enumerable.Range(0, graph.InputCount).Select(_ => random.NextDouble() - 0.3).ToArray();
            Assert.Equal(graph.Evaluate(x), back.Evaluate(x));
        }

        Assert.All(OnnxWriter.ModelOf(graph).Graph.Initializer, t => Assert.Equal(Float, t.DataType));
    });

    [Fact]
    public void OperatorsAreThoseOfOtherPrograms()
    {
        var architecture = ConvolutionalArchitecture.TwoConvolutions(new ImageShape(1, 8, 8), 3);
        var model = OnnxWriter.ModelOf(new ConvolutionalNetwork(RandomArchitectures.Network(new Random(1), architecture, 16)).ToGraph());
        Assert.Equal(
            ["Conv", "Relu", "MaxPool", "Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Relu", "Gemm"],
            model.Graph.Node.Select(n => n.OpType));
        var first = model.Graph.Node[0];
        Assert.Equal(["image", "conv1.weight", "conv1.bias"], first.Input);
        Assert.Equal([2, 2, 2, 2], first.Attribute.Single(a => a.Name == "pads").Ints);
        Assert.Equal([32, 1, 5, 5], model.Graph.Initializer[0].Dims);
        Assert.Equal("rows", Assert.Single(model.Graph.Input).Type.TensorType.Shape.Dim[0].DimParam);
        Assert.Equal(13, Assert.Single(model.OpsetImport).Version);
    }

    [Fact]
    public void SlopesOfAChannelAreWrittenOnce()
    {
        var architecture = new ConvolutionalArchitecture(new ImageShape(2, 5, 5), [new ConvolutionLayer(3, 3)], [4], 2, Rectifier.PRelu);
        var tensors = OnnxWriter.ModelOf(
            new ConvolutionalNetwork(RandomArchitectures.Network(new Random(1), architecture, 16)).ToGraph()).Graph.Initializer;
        Assert.Equal([3, 1, 1], tensors.Single(t => t.Name == "rectifier1.slope").Dims);
        Assert.Equal([4], tensors.Single(t => t.Name == "rectifier2.slope").Dims);
    }

    [Fact]
    public void NumbersBeyondSinglePrecisionAreKept()
    {
        var builder = new GraphBuilder();
        var input = builder.Add("x", new NetworkInput(new TensorShape(1, 2)));
        var graph = builder.Build(
            [builder.Add("y", new NegativeSlope([0.1, 0.3]), builder.Add("z", new Dense([0.1, 0.2, 0.3, 0.4], [0.5, 1.0 / 3]), input))]);
        Assert.All(OnnxWriter.ModelOf(graph).Graph.Initializer, t => Assert.Equal(Double, t.DataType));
        var path = Path.Combine(_folder, "double.onnx");
        OnnxWriter.Write(path, graph);
        Assert.Equal(graph.Evaluate([0.7, -9]), OnnxFile.Read(path).Evaluate([0.7, -9]));
    }

    [Fact]
    public void SameNetworkGivesTheSameBytes()
    {
        var graph = new ConvolutionalNetwork(
            RandomArchitectures.Network(new Random(1), RandomArchitectures.Next(new Random(5)), 16)).ToGraph();
        var paths = new[] { "a.onnx", "b.onnx" }.Select(n => Path.Combine(_folder, n)).ToArray();
        foreach (var path in paths)
            OnnxWriter.Write(path, graph);
        Assert.Equal(File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1]));
    }

    [Fact]
    public void OperationThatIsNotWrittenIsNamed()
    {
        var builder = new GraphBuilder();
        var graph = builder.Build(
            [builder.Add("probabilities", new Softmax(1), builder.Add("x", new NetworkInput(new TensorShape(1, 2))))]);
        var path = Path.Combine(_folder, "none.onnx");
        var error = Assert.Throws<ArgumentException>(() => OnnxWriter.Write(path, graph));
        Assert.Contains("'probabilities' is a Softmax", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }
}
