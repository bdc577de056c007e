using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx.Operators;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>Goes through the nodes of a model in their order and makes a graph of them.</summary>
/// <remarks>What depends on constants only is computed at once, which is how the shapes that a model computes are found.</remarks>
internal sealed class ModelReader
{
    /// <summary>The oldest operators that are read: those before stretch their inputs in another way.</summary>
    public const long OldestOpset = 7;

    /// <summary>The newest operators that are known.</summary>
    public const long NewestOpset = 25;

    /// <summary>The most nodes of a model.</summary>
    public const int MaxNodes = 10_000;

    /// <summary>How far the same row alone and among others may give different values, for sums in another order.</summary>
    private const double RowTolerance = 1e-9;

    /// <summary>The most steps that are taken for what depends on constants only.</summary>
    private const double MaxFolding = 1e9;

    private readonly GraphBuilder _builder = new();
    private readonly Dictionary<string, OnnxValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private readonly GraphProto _graph;
    private readonly TensorReader _tensors;
    private readonly int _rows;
    private double _folding;
    private long _known;

    private ModelReader(ModelProto model, TensorReader tensors, int rows)
    {
        _graph = model.Graph ?? throw new OnnxFault("this file holds no graph of an ONNX model; export the network as ONNX.");
        (_tensors, _rows) = (tensors, rows);
        foreach (var opset in model.OpsetImport)
            _opsets[Domain(opset.Domain)] = opset.Version;
    }

    /// <summary>Reads a model.</summary>
    /// <param name="model">The file.</param>
    /// <param name="tensors">Reads its tensors.</param>
    /// <param name="output">The only output to read; null for all that are computed.</param>
    /// <exception cref="OnnxFault">Something is wrong with it, or not supported.</exception>
    public static OnnxModel Read(ModelProto model, TensorReader tensors, string? output = null)
    {
        var reader = new ModelReader(model, tensors, rows: 1);
        var outputs = ModelOutputs.Find(reader._graph, output);
        var graph = reader.Read(outputs);
        if (reader.UsedInputs(outputs).FirstOrDefault(ModelInputs.HasFixedRows) is { } input)
        {
            reader.FitRows(model, outputs, graph, input);
            reader._notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"the file was made for {input.Type.TensorType.Shape.Dim[0].DimValue} rows at a time; they are read one by one, which "
                    + $"gives the same"));
        }

        if (outputs.LeftOut.Count > 0)
        {
            var what = outputs.LeftOut.Count == 1
                ? "output only repeats an input or never changes, and is"
                : "outputs only repeat an input or never change, and are";
            reader._notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{outputs.LeftOut.Count} {what} left out, such as '{VisibleText.Of(outputs.LeftOut[0])}'; "
                    + $"--network-output NAME takes one"));
        }

        return new OnnxModel(graph, reader._notes);
    }

    private NetworkGraph Read(ModelOutputs outputs)
    {
        if (_opsets.TryGetValue(string.Empty, out var opset) && opset is < OldestOpset or > NewestOpset)
            throw new OnnxFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the model uses opset {opset}; read are {OldestOpset} to {NewestOpset}: export it with one of them, such as "
                        + $"opset_version=17."));
        if (_graph.Node.Count > MaxNodes)
            throw new OnnxFault(
                string.Create(
                    CultureInfo.InvariantCulture, $"the model has {_graph.Node.Count} nodes, more than the {MaxNodes} that are read."));
        foreach (var tensor in _graph.Initializer)
        {
            if (!_initializers.TryAdd(tensor.Name, tensor))
                throw new OnnxFault($"the tensor '{VisibleText.Of(tensor.Name)}' occurs twice in the model.");
        }

        if (_graph.Input.All(i => _initializers.ContainsKey(i.Name)))
            throw new OnnxFault("the model has no input.");
        var given = _graph.Input.Select(i => i.Name).Where(n => !_initializers.ContainsKey(n))
            .Concat(_graph.Node.SelectMany(n => n.Output).Where(n => n.Length > 0));
        if (given.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(
            g => g.Count() > 1 || _initializers.ContainsKey(g.Key)) is { } twice)
            throw new OnnxFault($"'{VisibleText.Of(twice.Key)}' is given twice; each value has one origin.");
        var shapes = new ModelInputs(_graph, _initializers, _rows);
        foreach (var input in UsedInputs(outputs))
        {
            var (type, operation) = shapes.Read(input, _notes);
            At(
                $"the input '{VisibleText.Of(input.Name)}'",
                () => _values.Add(input.Name, new OnnxValue(type, _builder.Add(input.Name, operation, type.IsSingle(), []), null)));
        }

        foreach (var node in outputs.Needed)
            At(Place(node), () => ReadNode(node));
        return Outputs(outputs);
    }

    /// <summary>The inputs that the outputs depend on.</summary>
    private IEnumerable<ValueInfoProto> UsedInputs(ModelOutputs outputs) =>
        _graph.Input.Where(i => !_initializers.ContainsKey(i.Name) && outputs.IsUsed(i.Name));

    private NetworkGraph Outputs(ModelOutputs outputs)
    {
        var (nodes, values) = (new List<int>(), new List<NetworkOutput>());
        foreach (var name in outputs.Names)
        {
            At($"the output '{VisibleText.Of(name)}'", () =>
            {
                var value = Find(name) ?? throw new OnnxFault("no node gives it; the file is damaged or cut off.");
                nodes.Add(value.Constant is null ? value.Node : _builder.Add(name, new Constant(value.Constant.ToTensor())));
                values.Add(new NetworkOutput(name, value.Type.Kind()));
            });
        }

        return _builder.Build(nodes).With(_tensors.Texts.All, values).RoundedBeforeJumps();
    }

    /// <summary>Refuses a model of a fixed number of rows that does not take them one by one.</summary>
    private void FitRows(ModelProto model, ModelOutputs outputs, NetworkGraph one, ValueInfoProto input)
    {
        const int Rows = 2;
        var several = new ModelReader(model, _tensors, Rows);
        string? problem = null;
        try
        {
            var graph = several.Read(outputs);
            problem = outputs.Needed.SelectMany(n => n.Output.Select(o => (Node: n, Output: o)))
                .Where(o => _values.TryGetValue(o.Output, out var v) && v.Constant is null
                && several._values.TryGetValue(o.Output, out var w) && w.Constant is null
                    && !IsOfRows(_builder.ShapeOf(v.Node), several._builder.ShapeOf(w.Node), Rows))
                .Select(o => Place(o.Node)).FirstOrDefault();
            if (problem is null && !GivesTheSame(one, graph, Rows))
                problem = "one of its nodes";
        }
        catch (OnnxFault e)
        {
            // With two rows what was made for more does not fit together.
            problem = e.Message.Split(": ")[0];
        }

        OnnxFault.When(problem is not null, string.Create(
            CultureInfo.InvariantCulture,
            $"the input '{VisibleText.Of(input.Name)}' is made for {input.Type.TensorType.Shape.Dim[0].DimValue} rows at a time, and "
                + $"{problem} takes them together; export the model for one row, or with the number of rows left open (dynamic_axes)."));
    }

    private static bool IsOfRows(TensorShape one, TensorShape several, int rows) =>
        one.Rank == several.Rank && one.Rank > 0 && several[0] == rows * one[0] && several.With(0, one[0]).Equals(one);

    // At some rows of numbers that have nothing in common.
    private static bool GivesTheSame(NetworkGraph one, NetworkGraph several, int rows)
    {
        if (one.InputCount * rows != several.InputCount || one.OutputCount * rows != several.OutputCount || one.Outputs.Count > 1
            || one.Inputs.Count > 1)
            return one.Outputs.Count > 1 || one.Inputs.Count > 1;
        var points = Enumerable.Range(0, rows)
            .Select(r => Enumerable.Range(0, one.InputCount).Select(i => Math.Sin(1 + (r * 7.3) + (i * 1.7))).ToArray()).ToArray();
        try
        {
            var apart = points.SelectMany(p => one.Evaluate(p));
            return several.Evaluate(points.SelectMany(p => p).ToArray()).Zip(apart)
                .All(p => Math.Abs(p.First - p.Second) <= RowTolerance * Math.Max(1, Math.Abs(p.Second)) || p.First.Equals(p.Second));
        }
        catch (RuleCompilerException)
        {
            // Numbers that are none of the network's categories.
            return true;
        }
    }

    private void ReadNode(NodeProto node)
    {
        var domain = Domain(node.Domain);
        var read = OperatorTable.Find(domain, node.OpType);
        var inputs = node.Input.Select(name => name.Length == 0 ? null : Find(name) ?? throw Missing(name)).ToArray();
        if (!_opsets.TryGetValue(domain, out var opset))
            throw new OnnxFault(
                "the model does not say which version of the operators it uses (opset_import); "
                    + "the file is cut off or damaged: export it again.");
        var isKnown = inputs.Length > 0 && inputs.All(i => i is null or { Constant: not null });
        var scratch = isKnown ? new GraphBuilder() : _builder;
        var results = read(new OperatorNode(node, inputs, opset, scratch, _tensors, _notes));
        if (isKnown)
            results = Fold(scratch, results);
        _known += results.Where(r => !inputs.Any(i => i is not null && ReferenceEquals(i.Constant, r.Constant)))
            .Sum(r => (long)(r.Constant?.Values.Length ?? 0));
        OnnxFault.When(
            _known > TensorShape.MaxCount,
            string.Create(
                CultureInfo.InvariantCulture,
                $"with it the constants that the model computes have more than the {TensorShape.MaxCount} "
                    + $"values that are kept; simplify the model."));
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
            throw new OnnxFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"with it what depends on constants only takes more than the {MaxFolding:0} "
                        + $"steps that are taken; simplify the model."));
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
        ? $"it takes '{VisibleText.Of(name)}', which a later node gives; nodes are in the order of evaluation and never form a cycle."
        : $"it takes '{VisibleText.Of(name)}', which neither an input nor a tensor nor a node gives; the file is damaged or was cut off.");

    private void Define(string name, OnnxValue value)
    {
        if (_initializers.ContainsKey(name) || !_values.TryAdd(name, value))
            throw new OnnxFault($"'{VisibleText.Of(name)}' is given twice; each value has one origin.");
    }

    // Two names stand for the operators of the standard.
    private static string Domain(string domain) => domain is "ai.onnx" ? string.Empty : domain;

    private static string Place(NodeProto node) =>
        $"the node '{VisibleText.Of(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(string.Empty))}' "
            + $"({VisibleText.Of(node.OpType)})";

    private static void At(string place, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is RuleCompilerException { File: null } or OverflowException)
        {
            throw new OnnxFault($"{place}: {e.Message}");
        }
    }
}
