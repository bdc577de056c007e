using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>A node of a model as its operator sees it: inputs, attributes, and the graph that it adds to.</summary>
internal sealed class OperatorNode
{
    private readonly NodeProto _node;
    private readonly OnnxValue?[] _inputs;
    private readonly GraphBuilder _builder;
    private readonly TensorReader _tensors;
    private readonly Dictionary<int, int> _materialised = [];
    private readonly List<string> _notes;

    /// <param name="node">The node of the model.</param>
    /// <param name="inputs">Its inputs; null for omitted ones.</param>
    /// <param name="opset">The version of its operators.</param>
    /// <param name="builder">The graph.</param>
    /// <param name="tensors">Reads tensors that are attributes.</param>
    /// <param name="notes">Where goes what a person should know of how the node is read.</param>
    public OperatorNode(NodeProto node, OnnxValue?[] inputs, long opset, GraphBuilder builder, TensorReader tensors, List<string> notes)
    {
        (_node, _inputs, Opset, _builder, _tensors, _notes) = (node, inputs, opset, builder, tensors, notes);
        if (node.Attribute.FirstOrDefault(a => a.RefAttrName.Length > 0) is { } reference)
            throw new OnnxFault(
                $"its attribute '{VisibleText.Of(reference.Name)}' refers to one of a function; export the model without functions.");
    }

    /// <summary>The version of the operators.</summary>
    public long Opset { get; }

    /// <summary>The number of inputs, including omitted ones.</summary>
    public int Count => _inputs.Length;

    /// <summary>What the node's results are called in messages.</summary>
    public string Name => _node.Name.Length > 0 ? _node.Name : _node.Output.FirstOrDefault(string.Empty);

    /// <summary>Whether an input is given.</summary>
    public bool Has(int index) => index < _inputs.Length && _inputs[index] is not null;

    /// <summary>Whether an input is given and known.</summary>
    public bool IsConstant(int index) => Has(index) && _inputs[index]!.Constant is not null;

    /// <summary>An input.</summary>
    public OnnxValue Input(int index) => index < _inputs.Length && _inputs[index] is { } value
        ? value
        : throw new OnnxFault(string.Create(CultureInfo.InvariantCulture, $"its input {index + 1} is missing."));

    /// <summary>An input as a node of the graph.</summary>
    public int Node(int index)
    {
        var input = Input(index);
        if (input.Constant is null)
            return input.Node;
        if (!_materialised.TryGetValue(index, out var node))
            _materialised[index] = node = _builder.Add(Name, new Constant(input.Constant.ToTensor()));
        return node;
    }

    /// <summary>The shape of an input.</summary>
    public TensorShape Shape(int index) =>
        Input(index) is { Constant: { } constant } ? new TensorShape(constant.Dimensions) : ShapeOf(Node(index));

    /// <summary>The shape of a node of the graph.</summary>
    public TensorShape ShapeOf(int node) => _builder.ShapeOf(node);

    /// <summary>An input that has to be known.</summary>
    public OnnxConstant Constant(int index, string what) =>
        Input(index).Constant
            ?? throw new OnnxFault(
                $"its {what} must be a constant; they are computed in this model: export it with fixed shapes and weights.");

    /// <summary>An input of weights: known, and all of them finite.</summary>
    public Tensor Weights(int index, string what)
    {
        var tensor = Constant(index, what).ToTensor();
        var bad = Array.FindIndex(tensor.Values, v => !double.IsFinite(v));
        return bad < 0
            ? tensor
            : throw new OnnxFault(
                string.Create(CultureInfo.InvariantCulture, $"its {what} are not finite at position {bad}; train the network again."));
    }

    /// <summary>An input of one number per channel or unit.</summary>
    public double[] Row(int index, string what, int count)
    {
        var values = Weights(index, what).Values;
        return values.Length == count
            ? values
            : throw new OnnxFault(
                string.Create(CultureInfo.InvariantCulture, $"its {what} are {values.Length} numbers where {count} are needed."));
    }

    /// <summary>An input of whole numbers, such as axes.</summary>
    public long[] Integers(int index, string what) =>
        Constant(index, what).Values.Select(v => v >= 9.2e18 ? long.MaxValue : v <= -9.2e18 ? long.MinValue : (long)v).ToArray();

    /// <summary>An attribute that is a whole number.</summary>
    public long Integer(string name, long standard) => Attribute(name)?.I ?? standard;

    /// <summary>An attribute that says yes or no.</summary>
    public bool Flag(string name) => Integer(name, 0) != 0;

    /// <summary>An attribute that is a number.</summary>
    public double Number(string name, double standard) => Attribute(name) is not { } found ? standard
        : !float.IsNaN(found.F) ? found.F
        : throw new OnnxFault($"its attribute '{name}' is NaN.");

    /// <summary>An attribute that is a number or NaN.</summary>
    public double NumberOrNaN(string name, double standard) => Attribute(name)?.F ?? standard;

    /// <summary>An attribute that is a text.</summary>
    public string Text(string name, string standard) => Attribute(name) is { } found ? Encoding.UTF8.GetString(found.S.Span) : standard;

    /// <summary>An attribute that is a list of whole numbers.</summary>
    public long[]? Integers(string name) => Attribute(name)?.Ints.ToArray();

    /// <summary>An attribute that is a list of texts.</summary>
    public string[]? Texts(string name) => Attribute(name)?.Strings.Select(s => Encoding.UTF8.GetString(s.Span)).ToArray();

    /// <summary>An attribute that is a list of numbers.</summary>
    public double[]? Numbers(string name)
    {
        var found = Attribute(name)?.Floats.Select(f => (double)f).ToArray();
        return found is null || !found.Any(double.IsNaN)
            ? found
            : throw new OnnxFault($"its attribute '{name}' holds NaN; train the model again.");
    }

    /// <summary>An attribute that is a list of numbers, NaN among them.</summary>
    public double[]? NumbersOrNaN(string name) => Attribute(name)?.Floats.Select(f => (double)f).ToArray();

    /// <summary>An attribute that is a tensor.</summary>
    public OnnxValue? Tensor(string name) => Attribute(name)?.T is { } tensor ? _tensors.Read(tensor) : null;

    /// <summary>The type in which the node computes: that of its first input.</summary>
    public ElementType Type => _inputs.Length > 0 && _inputs[0] is { } first ? first.Type : ElementType.Float;

    /// <summary>The number of outputs, including omitted ones.</summary>
    public int Outputs => _node.Output.Count;

    /// <summary>The position that stands for a text.</summary>
    public double PositionOf(string text) => _tensors.Texts.PositionOf(text);

    /// <summary>Keeps what a person should know of how the node is read, once.</summary>
    public void Tell(string note)
    {
        if (!_notes.Contains(note, StringComparer.Ordinal))
            _notes.Add(note);
    }

    /// <summary>Adds to the graph, in the type in which the node computes.</summary>
    /// <returns>The position of the new node.</returns>
    public int Add(Operation operation, params IReadOnlyList<int> inputs) => Add(operation, Type, inputs);

    /// <summary>Adds to the graph.</summary>
    /// <param name="operation">What the new node computes.</param>
    /// <param name="type">The type of its values.</param>
    /// <param name="inputs">The nodes that it takes.</param>
    /// <returns>The position of the new node.</returns>
    public int Add(Operation operation, ElementType type, params IReadOnlyList<int> inputs)
    {
        OnnxFault.When(
            _inputs.Any(i => i?.Type == ElementType.String)
                && operation is not (Reshape or Selection or Concatenation or OneHot or Mapping or Lookup or Comparison or Choice),
            "it computes with texts; turn them into numbers with OneHotEncoder or LabelEncoder before it.");
        return _builder.Add(Name, operation, type.IsSingle(), inputs);
    }

    /// <summary>An input as a node of single precision, as the operators of machine learning take it.</summary>
    public int Single(int index) => Rounded(Node(index), Input(index).Type);

    /// <summary>A value of a type as one of single precision.</summary>
    public int Rounded(int node, ElementType type) => type.IsSingle() ? node : Add(new Reshape(ShapeOf(node)), ElementType.Float, node);

    /// <summary>A value stretched to a shape, if it has another.</summary>
    public int Stretched(int node, TensorShape shape) =>
        ShapeOf(node).Equals(shape) ? node : Add(Selection.Stretched(ShapeOf(node), shape), node);

    /// <summary>A value in another shape.</summary>
    public int Reshaped(int node, params IReadOnlyList<int> dimensions) =>
        ShapeOf(node).Dimensions.SequenceEqual(dimensions) ? node : Add(new Reshape(new TensorShape(dimensions)), node);

    /// <summary>An axis, which may be counted from the end.</summary>
    public static int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw new OnnxFault(string.Create(CultureInfo.InvariantCulture, $"it names axis {axis} of {rank} axes."));

    /// <summary>The only result, of the type of the first input unless another is given.</summary>
    public IReadOnlyList<OnnxValue> Result(int node, ElementType? type = null) => [new OnnxValue(type ?? Input(0).Type, node, null)];

    /// <summary>Whether an attribute is given.</summary>
    public bool HasAttribute(string name) => Attribute(name) is not null;

    private AttributeProto? Attribute(string name) =>
        _node.Attribute.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal));
}
