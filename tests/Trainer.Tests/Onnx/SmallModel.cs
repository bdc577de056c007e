using System;
using System.IO;
using System.Linq;
using Google.Protobuf;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Operators;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Tests.Onnx;

/// <summary>Small models in ONNX, as exporters write them, put together node by node.</summary>
internal sealed class SmallModel
{
    private static readonly string[] Learning = OperatorTable.Names(OperatorTable.MachineLearning).ToArray();

    public SmallModel(long opset = 17, long learning = 2)
    {
        Proto = new ModelProto { IrVersion = 8, ProducerName = "tests", Graph = new GraphProto { Name = "small" } };
        Proto.OpsetImport.Add(new OperatorSet { Version = opset });
        Proto.OpsetImport.Add(new OperatorSet { Domain = OperatorTable.MachineLearning, Version = learning });
    }

    public ModelProto Proto { get; }

    /// <summary>An input or output; a dimension below 1 is open.</summary>
    public static ValueInfoProto Value(string name, ElementType type, params long[] dimensions)
    {
        var shape = new ShapeProto { Dim = { dimensions.Select(d => d < 1 ? new Dimension { DimParam = "n" } : new Dimension { DimValue = d }) } };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TensorType { ElemType = (int)type, Shape = dimensions.Length == 0 ? null : shape } } };
    }

    public SmallModel Input(string name, ElementType type, params long[] dimensions)
    {
        Proto.Graph.Input.Add(Value(name, type, dimensions));
        return this;
    }

    public SmallModel Output(string name, ElementType type = ElementType.Float)
    {
        Proto.Graph.Output.Add(Value(name, type));
        return this;
    }

    public SmallModel Tensor(string name, long[] dimensions, params float[] values)
    {
        Proto.Graph.Initializer.Add(
            new TensorProto { Name = name, DataType = (int)ElementType.Float, Dims = { dimensions }, FloatData = { values } });
        return this;
    }

    public SmallModel Whole(string name, ElementType type, long[] dimensions, params long[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, Dims = { dimensions } };
        if (type == ElementType.Int64)
            tensor.Int64Data.Add(values);
        else
            tensor.Int32Data.Add(values.Select(v => (int)v));
        Proto.Graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>A node; inputs and outputs are names with blanks between them, "-" an input that is left away.</summary>
    public SmallModel Node(string operation, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = operation + "/" + outputs, Domain = Learning.Contains(operation) ? OperatorTable.MachineLearning : string.Empty };
        node.Input.Add(inputs.Split(' ').Select(i => i == "-" ? string.Empty : i));
        node.Output.Add(outputs.Split(' '));
        node.Attribute.Add(attributes.Select(a => Attribute(a.Name, a.Value)));
        Proto.Graph.Node.Add(node);
        return this;
    }

    /// <summary>A decision tree of x₀ ≤ t₀, x₁ ≤ t₁, …, asked one after the other, whose leaves are 0, 1, 2, ….</summary>
    public SmallModel Steps(string operation, string input, string output, string test, params (int Feature, float Threshold)[] steps)
    {
        var (count, last) = ((2 * steps.Length) + 1, 2 * steps.Length);
        long[] Of(Func<int, long> inner) => Enumerable.Range(0, count).Select(i => i < last && i % 2 == 0 ? inner(i / 2) : 0).ToArray();
        var leaves = Enumerable.Range(0, count).Where(i => i == last || i % 2 == 1).Select(i => (long)i).ToArray();
        var zeros = new long[leaves.Length];
        return Node(operation, input, output,
            ("n_targets", 1L),
            ("post_transform", "NONE"),
            ("nodes_treeids", new long[count]),
            ("nodes_nodeids", Enumerable.Range(0, count).Select(i => (long)i).ToArray()),
            ("nodes_featureids", Of(s => steps[s].Feature)),
            ("nodes_values", Of(s => s).Select((s, i) => i < last && i % 2 == 0 ? steps[s].Threshold : 0).ToArray()),
            ("nodes_modes", Enumerable.Range(0, count).Select(i => i < last && i % 2 == 0 ? test : "LEAF").ToArray()),
            ("nodes_truenodeids", Of(s => (2 * s) + 1)), ("nodes_falsenodeids", Of(s => (2 * s) + 2)),
            ("target_treeids", zeros),
            ("target_nodeids", leaves),
            ("target_ids", zeros),
            ("target_weights", leaves.Select((_, i) => (float)i).ToArray()));
    }

    /// <summary>Writes the model into a folder.</summary>
    /// <returns>The file.</returns>
    public string Write(string folder, string name = "small")
    {
        var path = Path.Combine(folder, name + ".onnx");
        File.WriteAllBytes(path, Proto.ToByteArray());
        return path;
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case float f:
                (attribute.Type, attribute.F) = (1, f);
                break;
            case long i:
                (attribute.Type, attribute.I) = (2, i);
                break;
            case string s:
                (attribute.Type, attribute.S) = (3, ByteString.CopyFromUtf8(s));
                break;
            case float[] floats:
                attribute.Type = 6;
                attribute.Floats.Add(floats);
                break;
            case long[] integers:
                attribute.Type = 7;
                attribute.Ints.Add(integers);
                break;
            case string[] texts:
                attribute.Type = 8;
                attribute.Strings.Add(texts.Select(ByteString.CopyFromUtf8));
                break;
            default:
                throw new ArgumentException($"Attributes of {value.GetType()} are not written.", nameof(value));
        }

        return attribute;
    }
}
