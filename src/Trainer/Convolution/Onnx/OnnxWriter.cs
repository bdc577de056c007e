using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Protocol;
using Graphs = RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Convolution.Onnx;

/// <summary>Writes networks as ONNX files (opset 13), so that other programs and the other commands can use them.</summary>
/// <remarks>
/// Numbers are written in single precision where all of a network's are exact in it, as those of a trained network are, else in double. The
/// first dimension of inputs and outputs is left open for rows.
/// </remarks>
public static class OnnxWriter
{
    private const int IrVersion = 7;
    private const int Opset = 13;

    /// <summary>Writes a network as an ONNX file, whole or not at all.</summary>
    /// <param name="path">The file, written whole or not at all.</param>
    /// <param name="network">
    /// The network, made of inputs, convolutions, negative slopes, max-pools, reshapes of rows and dense layers.
    /// </param>
    /// <exception cref="ArgumentException">It has another operation; the message names its node.</exception>
    /// <exception cref="InputFileException">The file cannot be written.</exception>
    public static void Write(string path, NetworkGraph network)
    {
        var model = ModelOf(network);
        AtomicFile.Write(path, model.WriteTo);
    }

    internal static ModelProto ModelOf(NetworkGraph network)
    {
        var type = network.Nodes.SelectMany(n => NumbersOf(n.Operation)).All(v => (double)(float)v == v || double.IsNaN(v))
            ? ElementType.Float
            : ElementType.Double;
        var nodes = new NodeWriter(network, type);
        var graph = new GraphProto { Name = "network" };
        for (var i = 0; i < network.Nodes.Count; i++)
        {
            if (network.Nodes[i].Operation is NetworkInput)
                graph.Input.Add(Description(nodes.ValueOf(i), type, network.Nodes[i].Shape));
            else
                graph.Node.Add(nodes.Write(i));
        }

        graph.Initializer.Add(nodes.Tensors);
        graph.Output.Add(network.Outputs.Select(o => Description(nodes.ValueOf(o), type, network.Nodes[o].Shape)));
        return new ModelProto { IrVersion = IrVersion, ProducerName = "rulec", Graph = graph, OpsetImport = { new OperatorSet { Version = Opset } } };
    }

    private static IEnumerable<double> NumbersOf(Operation operation) => operation switch
    {
        Graphs.Convolution c => c.Weights.Concat(c.Biases),
        Dense d => d.Weights.Concat(d.Biases),
        NegativeSlope s => s.Slopes,
        _ => [],
    };

    private static ValueInfoProto Description(string name, ElementType type, TensorShape shape)
    {
        var dimensions = shape.Dimensions.Select(
            (d, i) => i == 0 && shape.Rank > 1 ? new Dimension { DimParam = "rows" } : new Dimension { DimValue = d });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TensorType { ElemType = (int)type, Shape = new ShapeProto { Dim = { dimensions } } } } };
    }
}
