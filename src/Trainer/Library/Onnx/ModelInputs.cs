using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>The shapes of a model's inputs for one row, where the file gives them or the first node that takes them does.</summary>
/// <param name="graph">The graph of the file.</param>
/// <param name="initializers">Its tensors.</param>
/// <param name="rows">How many rows are read at a time: 1, but where it is looked whether they stay apart.</param>
internal sealed class ModelInputs(GraphProto graph, IReadOnlyDictionary<string, TensorProto> initializers, int rows)
{
    /// <summary>
    /// The most values of one row: a picture of a megapixel, or of 590 × 590 in three colours. Each has a name, which takes more than the
    /// value, and a file of some bytes can say that there are millions.
    /// </summary>
    public const int MaxValues = 1 << 20;

    private long _values;

    /// <summary>Whether an input was made for a fixed number of rows, more than 1.</summary>
    public static bool HasFixedRows(ValueInfoProto input) =>
        input.Type?.TensorType?.Shape is { Dim: { Count: > 1 } dimensions } && dimensions[0].DimValue > 1;

    /// <summary>An input of a row.</summary>
    /// <param name="input">What the file says of it.</param>
    /// <param name="notes">Where goes what a person should know of it.</param>
    /// <exception cref="OnnxFault">It is none that is read.</exception>
    public (ElementType Type, NetworkInput Input) Read(ValueInfoProto input, List<string> notes)
    {
        var name = $"the input '{VisibleText.Of(input.Name)}'";
        if (input.Type?.TensorType is not { Shape: { } shape } tensor)
            throw new OnnxFault($"{name} is not a tensor of a known shape; export the model with one.");
        var type = (ElementType)tensor.ElemType;
        if (!Enum.IsDefined(type))
            throw new OnnxFault(
                $"{name} has elements of type {ElementTypes.Name(tensor.ElemType)}, which are not read; export the model with float "
                    + "inputs.");
        // A row at a time: where there are several dimensions the first is the rows.
        var dimensions = shape.Dim
            .Select((d, i) => i == 0 && (shape.Dim.Count > 1 || d.DimValue < 1) ? shape.Dim.Count > 1 ? rows : 1 : d.DimValue).ToArray();
        if (dimensions is [_, < 1] && Width(input.Name) is { } width)
        {
            dimensions[1] = width;
            notes.Add(string.Create(
                CultureInfo.InvariantCulture, $"{name} leaves its number of values open; the first node that takes it settles {width}"));
        }

        var open = Array.FindIndex(dimensions, d => d is < 1 or > TensorShape.MaxCount);
        if (open >= 0)
            throw new OnnxFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} leaves its dimension {open + 1} open or gives it a size that is not read; export the model with fixed sizes, "
                        + $"all but that of the rows."));
        _values += dimensions.Aggregate(1L, (product, d) => Math.Min(product * d, long.MaxValue / TensorShape.MaxCount));
        OnnxFault.When(_values > MaxValues * (long)rows, string.Create(
            CultureInfo.InvariantCulture,
            $"with {name} the network has more than the {MaxValues} values of a row that are read; export it for smaller inputs."));
        return (
            type, new NetworkInput(new TensorShape(dimensions.Select(d => (int)d).ToArray())) { Kind = type.Kind(), Type = type.Name() });
    }

    /// <summary>How many values the first node that computes with an input takes of a row; null where it does not say.</summary>
    private long? Width(string value)
    {
        for (var steps = 0; steps <= graph.Node.Count; steps++)
        {
            if (graph.Node.FirstOrDefault(n => n.Input.Count > 0 && n.Input[0] == value) is not { } node)
                return null;
            if (node.OpType is not ("Cast" or "Identity" or "Normalizer" or "Relu" or "Dropout") || node.Output.Count == 0)
                return Width(node);
            value = node.Output[0];
        }

        return null;
    }

    private long? Width(NodeProto node)
    {
        var width = node.OpType switch
        {
            "Scaler" => Longest("offset", "scale"),
            "Imputer" => Longest("imputed_value_floats", "imputed_value_int64s"),
            "LinearRegressor" => Count("coefficients") / Math.Max(1, Number("targets", 1)),
            "LinearClassifier" => Count("coefficients") / Math.Max(1, Count("intercepts") > 0 ? Count("intercepts") : 1),
            "TreeEnsembleClassifier" or "TreeEnsembleRegressor" =>
                Attribute("nodes_featureids") is { Ints.Count: > 0 } ids ? ids.Ints.Max() + 1 : null,
            "MatMul" => Dimension(1, 0),
            "Gemm" => Dimension(1, Number("transB", 0) != 0 ? 1 : 0),
            "Sub" or "Add" or "Mul" or "Div" => Last(1),
            _ => null,
        };
        return width > 1 || (width == 1 && node.OpType is not ("Scaler" or "Imputer" or "Sub" or "Add" or "Mul" or "Div")) ? width : null;

        AttributeProto? Attribute(string name) => node.Attribute.FirstOrDefault(a => a.Name == name);

        long Number(string name, long standard) => Attribute(name)?.I ?? standard;

        long Count(string name) => Attribute(name) is { } found ? Math.Max(found.Floats.Count, found.Ints.Count) : 0;

        long? Longest(string one, string other) => Math.Max(Count(one), Count(other));

        long? Dimension(int input, int axis) =>
            node.Input.Count > input && initializers.TryGetValue(node.Input[input], out var tensor) && tensor.Dims.Count == 2
                ? tensor.Dims[axis]
                : null;

        long? Last(int input) =>
            node.Input.Count > input && initializers.TryGetValue(node.Input[input], out var tensor) && tensor.Dims.Count > 0
                ? tensor.Dims[^1]
                : null;
    }
}
