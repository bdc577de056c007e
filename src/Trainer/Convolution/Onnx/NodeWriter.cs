using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Protocol;
using Graphs = RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Convolution.Onnx;

/// <summary>Writes the nodes of a graph as operators of ONNX, and their numbers as tensors.</summary>
/// <param name="network">The graph.</param>
/// <param name="type">The type of its numbers, float or double.</param>
internal sealed class NodeWriter(NetworkGraph network, ElementType type)
{
    /// <summary>The values of AttributeProto.AttributeType.</summary>
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;

    private readonly ILookup<string, GraphNode> _named = network.Nodes.ToLookup(n => n.Name, StringComparer.Ordinal);
    private readonly List<TensorProto> _tensors = [];

    /// <summary>The tensors of the nodes written so far.</summary>
    public IReadOnlyList<TensorProto> Tensors => _tensors;

    /// <summary>The name of a node's value: its own, and its position where another has the same.</summary>
    public string ValueOf(int node)
    {
        var name = network.Nodes[node].Name;
        return name.Length > 0 && _named[name].Count() == 1 ? name : FormattableString.Invariant($"{name}#{node}");
    }

    /// <summary>Writes a node.</summary>
    /// <exception cref="ArgumentException">Its operation is not written.</exception>
    public NodeProto Write(int position)
    {
        var node = network.Nodes[position];
        var name = ValueOf(position);
        var written = node.Operation switch
        {
            Graphs.Convolution c =>
                Of(
                    "Conv",
                    [Tensor(name + ".weight", [c.Biases.Length, c.GroupChannels, .. c.Axes.Select(a => a.Size)], c.Weights), Tensor(
                        name + ".bias", [c.Biases.Length], c.Biases)],
                    [.. Windows(c.Axes), Attribute("group", c.Groups)]),
            Dense d when node.Shape.Rank == 2 =>
                Of("Gemm", [Tensor(name + ".weight", [d.Inputs, d.Units], d.Weights), Tensor(name + ".bias", [d.Units], d.Biases)], []),
            NegativeSlope { Slopes: [0] } => Of("Relu", [], []),
            NegativeSlope s => Of("PRelu", [Slopes(name + ".slope", s, node.Shape)], []),
            MaxPool p => Of("MaxPool", [], [.. Windows(p.Axes), Attribute("ceil_mode", p.Axes[0].IsLastPartial ? 1 : 0)]),
            Reshape r when r.Shape.Rank == 2 && r.Shape[0] == 1 && network.Nodes[node.Inputs[0]].Shape is { Rank: > 1 } from
                && from[0] == 1 => Of("Flatten", [], [Attribute("axis", 1)]),
            var o => throw new ArgumentException(
                $"The node '{VisibleText.Of(node.Name)}' is a {o.GetType().Name}, which is not written as ONNX in this place."),
        };
        written.Name = name;
        written.Output.Add(name);
        return written;

        NodeProto Of(string operation, string[] tensors, AttributeProto[] attributes)
        {
            var result = new NodeProto { OpType = operation };
            result.Input.Add(node.Inputs.Select(ValueOf));
            result.Input.Add(tensors);
            result.Attribute.Add(attributes);
            return result;
        }
    }

    private static IEnumerable<AttributeProto> Windows(IReadOnlyList<WindowAxis> axes)
    {
        yield return Attribute("kernel_shape", axes.Select(a => a.Size));
        yield return Attribute("strides", axes.Select(a => a.Stride));
        yield return Attribute("dilations", axes.Select(a => a.Dilation));
        yield return Attribute("pads", axes.Select(a => a.Before).Concat(axes.Select(a => a.After)));
    }

    private static AttributeProto Attribute(string name, int value) => new() { Name = name, Type = IntegerAttribute, I = value };

    private static AttributeProto Attribute(string name, IEnumerable<int> values) =>
        new() { Name = name, Type = IntegersAttribute, Ints = { values.Select(v => (long)v) } };

    /// <summary>One slope per channel where the values of each channel share one, else one per value.</summary>
    private string Slopes(string name, NegativeSlope operation, TensorShape shape)
    {
        var channels = shape.Rank > 1 ? shape[1] : 1;
        var pixels = shape.Count / channels;
        var each = Enumerable.Range(0, shape.Count).Select(operation.SlopeAt).ToArray();
        var perChannel = Enumerable.Range(0, channels).Select(c => each[c * pixels]).ToArray();
        return each.Select((a, i) => a.Equals(perChannel[i / pixels])).All(same => same)
            ? Tensor(name, [channels, .. Enumerable.Repeat(1, Math.Max(0, shape.Rank - 2))], perChannel)
            : Tensor(name, shape.Dimensions.Skip(1).ToArray(), each);
    }

    private string Tensor(string name, int[] dimensions, double[] values)
    {
        var bytes = type == ElementType.Float
            ? MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (float)v).AsSpan())
            : MemoryMarshal.AsBytes(values.AsSpan());
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Tensors are little-endian.");
        _tensors.Add(
            new TensorProto
            {
                Name = name,
                DataType = (int)type,
                Dims = { dimensions.Select(d => (long)d) },
                RawData = ByteString.CopyFrom(
                bytes)
            });
        return name;
    }
}
