using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx.Operators;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>Goes through the nodes of a model in their order and makes a graph of them.</summary>
/// <remarks>What depends on constants only is computed at once, which is how shapes that a model computes become known.</remarks>
internal sealed class ModelReader
{
    /// <summary>The oldest operators that are read: those before stretch their inputs in another way.</summary>
    public const long OldestOpset = 7;

    /// <summary>The newest operators that are known.</summary>
    public const long NewestOpset = 25;

    /// <summary>The most nodes of a model.</summary>
    public const int MaxNodes = 10_000;

    /// <summary>The most steps that are taken for what depends on constants only.</summary>
    private const double MaxFolding = 1e9;

    private readonly GraphBuilder _builder = new();
    private readonly Dictionary<string, OnnxValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal);
    private readonly GraphProto _graph;
    private readonly TensorReader _tensors;
    private double _folding;
    private long _known;

    private ModelReader(ModelProto model, TensorReader tensors)
    {
        _graph = model.Graph ?? throw new OnnxFault("this file holds no graph of an ONNX model; export the network as ONNX.");
        _tensors = tensors;
        foreach (var opset in model.OpsetImport)
            _opsets[Domain(opset.Domain)] = opset.Version;
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="OnnxFault">Something is wrong with it, or not supported.</exception>
    public static NetworkGraph Read(ModelProto model, TensorReader tensors) => new ModelReader(model, tensors).Read();

    private NetworkGraph Read()
    {
        if (_opsets.TryGetValue(string.Empty, out var opset) && opset is < OldestOpset or > NewestOpset)
            throw new OnnxFault(string.Create(CultureInfo.InvariantCulture, $"the model uses opset {opset}; read are {OldestOpset} to {NewestOpset}: export it with one of them, such as opset_version=17."));
        if (_graph.Node.Count > MaxNodes)
            throw new OnnxFault(string.Create(CultureInfo.InvariantCulture, $"the model has {_graph.Node.Count} nodes, more than the {MaxNodes} that are read."));
        foreach (var tensor in _graph.Initializer)
        {
            if (!_initializers.TryAdd(tensor.Name, tensor))
                throw new OnnxFault($"the tensor '{VisibleText.Of(tensor.Name)}' stands twice in the model.");
        }

        foreach (var input in _graph.Input.Where(i => !_initializers.ContainsKey(i.Name)))
            Define(input.Name, InputValue(input));
        if (_values.Count == 0)
            throw new OnnxFault("the model has no input.");
        foreach (var node in _graph.Node)
            At(Place(node), () => ReadNode(node));
        return Outputs();
    }

    private NetworkGraph Outputs()
    {
        var outputs = new List<int>();
        foreach (var output in _graph.Output)
        {
            At($"the output '{VisibleText.Of(output.Name)}'", () =>
            {
                var value = Find(output.Name) ?? throw new OnnxFault("no node gives it; the file is damaged or cut off.");
                outputs.Add(value.Constant is null ? value.Node : _builder.Add(output.Name, new Constant(value.Constant.ToTensor())));
            });
        }

        return outputs.Count > 0 ? _builder.Build(outputs) : throw new OnnxFault("the model has no output.");
    }

    private void ReadNode(NodeProto node)
    {
        var domain = Domain(node.Domain);
        var read = OperatorTable.Find(domain, node.OpType);
        var inputs = node.Input.Select(name => name.Length == 0 ? null : Find(name) ?? throw Missing(name)).ToArray();
        if (!_opsets.TryGetValue(domain, out var opset))
            throw new OnnxFault("the model does not say which version of the operators it uses (opset_import); the file is cut off or damaged: export it again.");
        var isKnown = inputs.Length > 0 && inputs.All(i => i is null or { Constant: not null });
        var scratch = isKnown ? new GraphBuilder() : _builder;
        var results = read(new OperatorNode(node, inputs, opset, scratch, _tensors));
        if (isKnown)
            results = Fold(scratch, results);
        _known += results.Where(r => !inputs.Any(i => i is not null && ReferenceEquals(i.Constant, r.Constant))).Sum(r => (long)(r.Constant?.Values.Length ?? 0));
        OnnxFault.When(_known > TensorShape.MaxCount, FormattableString.Invariant($"with it the constants that the model computes have more than the {TensorShape.MaxCount} values that are kept; simplify the model."));
        for (var i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0 && i < results.Count)
                Define(node.Output[i], results[i]);
        }
    }

    private OnnxValue[] Fold(GraphBuilder scratch, IReadOnlyList<OnnxValue> results)
    {
        var open = results.Where(r => r.Constant is null).ToArray();
        if (open.Length == 0)
            return results.ToArray();
        var graph = scratch.Build(open.Select(r => r.Node).ToArray());
        _folding += graph.Work;
        if (_folding > MaxFolding)
            throw new OnnxFault(string.Create(CultureInfo.InvariantCulture, $"with it what depends on constants only takes more than the {MaxFolding:0} steps that are taken; simplify the model."));
        var values = graph.Run([]);
        var folded = new Queue<OnnxConstant>(graph.Outputs.Select(o => new OnnxConstant(graph.Nodes[o].Shape.Dimensions, values[o])));
        return results.Select(r => r.Constant is null ? OnnxValue.Of(r.Type, folded.Dequeue()) : r).ToArray();
    }

    private OnnxValue? Find(string name)
    {
        if (_values.TryGetValue(name, out var value))
            return value;
        if (!_initializers.TryGetValue(name, out var tensor))
            return null;
        return _values[name] = _tensors.Read(tensor);
    }

    private OnnxFault Missing(string name) => new(_graph.Node.Any(n => n.Output.Contains(name))
        ? $"it takes '{VisibleText.Of(name)}', which a later node gives; nodes stand in the order of evaluation and never in a circle."
        : $"it takes '{VisibleText.Of(name)}', which neither an input nor a tensor nor a node gives; the file is damaged or was cut down.");

    private void Define(string name, OnnxValue value)
    {
        if (_initializers.ContainsKey(name) || !_values.TryAdd(name, value))
            throw new OnnxFault($"'{VisibleText.Of(name)}' is given twice; each value has one origin.");
    }

    private OnnxValue InputValue(ValueInfoProto input)
    {
        var name = $"the input '{VisibleText.Of(input.Name)}'";
        if (input.Type?.TensorType is not { Shape: { } shape } tensor)
            throw new OnnxFault($"{name} is no tensor of a known shape; export the model with one.");
        if (!Enum.IsDefined((ElementType)tensor.ElemType))
            throw new OnnxFault(string.Create(CultureInfo.InvariantCulture, $"{name} has elements of type {tensor.ElemType}, which are no numbers that are read; export the model with float inputs."));
        // A row at a time: where there are several dimensions the first is the rows.
        var dimensions = shape.Dim.Select((d, i) => i == 0 && (shape.Dim.Count > 1 || d.DimValue == 0) ? 1 : d.DimValue).ToArray();
        var open = Array.FindIndex(dimensions, d => d is < 1 or > TensorShape.MaxCount);
        if (open >= 0)
            throw new OnnxFault(string.Create(CultureInfo.InvariantCulture, $"{name} leaves its dimension {open + 1} open or gives it a size that is not read; export the model with fixed sizes, all but that of the rows."));
        var at = -1;
        At(name, () => at = _builder.Add(input.Name, new NetworkInput(new TensorShape(dimensions.Select(d => (int)d).ToArray()))));
        return new OnnxValue((ElementType)tensor.ElemType, at, null);
    }

    // Two names stand for the operators of the standard.
    private static string Domain(string domain) => domain is "ai.onnx" ? string.Empty : domain;

    private static string Place(NodeProto node) =>
        $"the node '{VisibleText.Of(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(string.Empty))}' ({VisibleText.Of(node.OpType)})";

    private static void At(string place, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is OnnxFault or ArgumentException or OverflowException)
        {
            throw new OnnxFault($"{place}: {e.Message}");
        }
    }
}
