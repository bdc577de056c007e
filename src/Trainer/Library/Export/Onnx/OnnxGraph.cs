using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Export.Onnx;

/// <summary>A graph of elementary operators over columns, each value made once.</summary>
/// <remarks>
/// ONNX Runtime (1.31) does to some numbers what would change bits, and the graph is written so that it meets none of these. Its optimiser
/// takes 0 and −0 for one constant, although they are two; it takes away an addition or subtraction of what is 0 as a float, and a
/// multiplication by what is 1 as a float; and Where gives 0 for a −0 that is chosen where the condition holds.
/// </remarks>
/// <param name="names">The names of its values.</param>
internal sealed class OnnxGraph(OnnxNames names)
{
    // The first in which Equal takes doubles, and LabelEncoder texts.
    private const int Opset = 11;
    private const int LearningOpset = 2;
    private const string LearningDomain = "ai.onnx.ml";

    /// <summary>What belongs to opset 11 (docs/Versioning.md of the standard).</summary>
    private const int IrVersion = 6;

    /// <summary>AttributeProto.AttributeType.</summary>
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;
    private const int StringsAttribute = 8;

    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxNode> _made = new(StringComparer.Ordinal);
    private readonly List<ValueInfoProto> _inputs = [];
    private readonly List<ValueInfoProto> _outputs = [];
    private readonly List<OnnxNode> _asked = [];
    private OnnxNode? _truth;

    /// <summary>A column that is given.</summary>
    public OnnxNode Input(string name, ElementType type, string remark)
    {
        _inputs.Add(Column(name, type, remark));
        return Keep(new OnnxNode(_nodes.Count, []) { Name = name, MayBeNegativeZero = type == ElementType.Double });
    }

    /// <summary>Answers with a column.</summary>
    public void Output(string name, ElementType type, string remark, OnnxNode value)
    {
        // Several answers may be one value, which has one name.
        var answer = value.Name is null ? value : Keep(new OnnxNode(_nodes.Count, [value]) { Operator = Operator("Identity") });
        answer.Name = name;
        _outputs.Add(Column(name, type, remark));
        _asked.Add(answer);
    }

    /// <summary>Says which column of truth values there is for every row, which is how constants become columns.</summary>
    public void SetRows(OnnxNode truth) => _truth ??= truth;

    /// <summary>A constant number; −0 as a column.</summary>
    public OnnxNode Double(double value) => IsNegativeZero(value)
        ? Neg(Row(Double(0)))
        : Constant(
            "d" + BitConverter.DoubleToInt64Bits(value).ToString(CultureInfo.InvariantCulture),
            new TensorProto { DataType = (int)ElementType.Double, RawData = Bytes([value]) },
            value);

    /// <summary>A constant whole number.</summary>
    public OnnxNode Integer(long value) => Constant(
        "i" + value.ToString(CultureInfo.InvariantCulture),
        new TensorProto { DataType = (int)ElementType.Int64, RawData = Bytes([value]) });

    /// <summary>A value in every row.</summary>
    public OnnxNode Row(OnnxNode value) => Where(_truth!, value, value);

    /// <summary>Which of some texts each text is, by numbers; −1 for none.</summary>
    public OnnxNode Encode(OnnxNode text, IReadOnlyList<KeyValuePair<string, int>> numbers)
    {
        var node = Operator("LabelEncoder", LearningDomain);
        node.Attribute.Add(new AttributeProto { Name = "default_int64", Type = IntegerAttribute, I = -1 });
        node.Attribute.Add(new AttributeProto
        { Name = "keys_strings", Type = StringsAttribute, Strings = { numbers.Select(n => ByteString.CopyFromUtf8(n.Key)) } });
        node.Attribute.Add(new AttributeProto
        { Name = "values_int64s", Type = IntegersAttribute, Ints = { numbers.Select(n => (long)n.Value) } });
        return Keep(new OnnxNode(_nodes.Count, [text]) { Operator = node });
    }

    /// <summary>For each position the number of a table.</summary>
    public OnnxNode Pick(IReadOnlyList<double> table, OnnxNode position)
    {
        var numbers = table.Select(v => v == 0 ? 0 : v).ToArray();
        var picked = Make(
            "Gather",
            [],
            Constant(
                "t" + string.Join(',', numbers.Select(v => BitConverter.DoubleToInt64Bits(v).ToString(CultureInfo.InvariantCulture))),
                new TensorProto { DataType = (int)ElementType.Double, Dims = { numbers.Length }, RawData = Bytes(numbers) }),
            position);
        foreach (var (value, k) in table.Select((v, k) => (v, k)).Where(t => IsNegativeZero(t.v)))
            picked = Where(Equal(position, Integer(k)), Double(value), picked);
        return picked;
    }

    /// <summary>For each position one of some texts.</summary>
    public OnnxNode Pick(IReadOnlyList<string> texts, OnnxNode position)
    {
        var tensor = new TensorProto
        {
            DataType = (int)ElementType.String,
            Dims = { texts.Count },
            StringData = { texts.Select(ByteString.CopyFromUtf8) },
        };
        return Make("Gather", [], Keep(new OnnxNode(_nodes.Count, []) { Constant = tensor }), position);
    }

    /// <summary>A sum of two.</summary>
    public OnnxNode Add(OnnxNode a, OnnxNode b)
    {
        var (left, right) = (Kept(a, noop: 0, isNone: false), Kept(b, noop: 0, isNone: false));
        return Make("Add", [], left.MayBeNegativeZero && right.MayBeNegativeZero, left, right);
    }

    /// <summary>A difference.</summary>
    public OnnxNode Sub(OnnxNode a, OnnxNode b) => Make("Sub", [], a.MayBeNegativeZero, a, Kept(b, noop: 0, isNone: true));

    /// <summary>A product.</summary>
    public OnnxNode Mul(OnnxNode a, OnnxNode b) =>
        Make("Mul", [], true, Kept(a, noop: 1, isNone: true), Kept(b, noop: 1, isNone: true));

    /// <summary>A quotient of a constant and a column.</summary>
    public OnnxNode Div(double a, OnnxNode b) => Make("Div", [], true, Double(a), b);

    /// <summary>The other sign.</summary>
    public OnnxNode Neg(OnnxNode a) => Make("Neg", [], true, a);

    /// <summary>e to a power; its last bits are the runtime's.</summary>
    public OnnxNode Exp(OnnxNode a) => Make("Exp", [], a);

    /// <summary>Whether a number is less than another; not for NaN.</summary>
    public OnnxNode Less(OnnxNode a, OnnxNode b) => Make("Less", [], a, b);

    /// <summary>Whether two numbers are equal, −0 and 0 too; not for NaN.</summary>
    public OnnxNode Equal(OnnxNode a, OnnxNode b) => Make("Equal", [], a, b);

    /// <summary>Whether a number is NaN.</summary>
    public OnnxNode IsNaN(OnnxNode a) => Make("IsNaN", [], a);

    /// <summary>Whether one holds, and another does not.</summary>
    public OnnxNode AndNot(OnnxNode a, OnnxNode b) => Make("And", [], a, Make("Not", [], b));

    /// <summary>Whether one of several holds; null for none of them.</summary>
    public OnnxNode? Or(params IEnumerable<OnnxNode?> several) =>
        several.Aggregate((OnnxNode?)null, (a, b) => a is null ? b : b is null ? a : Make("Or", [], a, b));

    /// <summary>One value where something holds, and another where it does not.</summary>
    /// <param name="condition">The condition; no negation, since the optimiser would turn the choice round.</param>
    /// <param name="yes">Where it holds.</param>
    /// <param name="no">Where it does not.</param>
    public OnnxNode Where(OnnxNode condition, OnnxNode yes, OnnxNode no)
    {
        if (!yes.MayBeNegativeZero)
            return Make("Where", [], no.MayBeNegativeZero, condition, yes, no);
        // Both side by side, of which the one is taken as it is.
        var both = Make("Concat", [("axis", 1)], Column(no), Column(yes));
        return Make("GatherElements", [("axis", 1)], true, both, Make("Cast", [("to", (int)ElementType.Int64)], condition));

        OnnxNode Column(OnnxNode value) => value.Constant is null ? value : Row(value);
    }

    /// <summary>The graph as a model, without what no answer needs.</summary>
    /// <param name="name">What it is called.</param>
    public ModelProto ToModel(string name)
    {
        var used = Used();
        foreach (var node in used.Where(n => n.Name is null))
            node.Name = names.Distinct((node.Constant is null ? "v" : "c") + node.Position.ToString(CultureInfo.InvariantCulture));
        var graph = new GraphProto { Name = OnnxNames.Valid(name), Input = { _inputs }, Output = { _outputs } };
        foreach (var node in used)
        {
            if (node.Constant is { } constant)
            {
                constant.Name = node.Name;
                graph.Initializer.Add(constant);
            }

            if (node.Operator is { } made)
            {
                made.Name = node.Name;
                made.DocString = node.Remark;
                made.Input.Add(node.From.Select(n => n.Name));
                made.Output.Add(node.Name);
                graph.Node.Add(made);
            }
        }

        return new ModelProto
        {
            IrVersion = IrVersion,
            Graph = graph,
            OpsetImport = { new OperatorSet { Version = Opset }, new OperatorSet { Domain = LearningDomain, Version = LearningOpset } },
        };
    }

    private static ValueInfoProto Column(string name, ElementType type, string remark)
    {
        var shape = new ShapeProto { Dim = { new Dimension { DimParam = "rows" }, new Dimension { DimValue = 1 } } };
        return new ValueInfoProto
        { Name = name, DocString = remark, Type = new TypeProto { TensorType = new TensorType { ElemType = (int)type, Shape = shape } } };
    }

    private static NodeProto Operator(string name, string domain = "") => new() { OpType = name, Domain = domain };

    private static ByteString Bytes<T>(T[] values)
        where T : unmanaged => BitConverter.IsLittleEndian
        ? ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()))
        : throw new PlatformNotSupportedException("Tensors are little-endian.");

    private List<OnnxNode> Used()
    {
        var used = new bool[_nodes.Count];
        foreach (var asked in _asked)
            used[asked.Position] = true;
        for (var n = _nodes.Count - 1; n >= 0; n--)
        {
            foreach (var from in used[n] ? _nodes[n].From : [])
                used[from.Position] = true;
        }

        return _nodes.Where(n => used[n.Position]).ToList();
    }

    private static bool IsNegativeZero(double value) => value == 0 && double.IsNegative(value);

    /// <summary>A constant as a column where the optimiser, which looks at it as a float, would take the operation away.</summary>
    /// <param name="value">The value.</param>
    /// <param name="noop">The number with which it takes an operation away.</param>
    /// <param name="isNone">Whether the operation with exactly this number changes nothing indeed.</param>
    private OnnxNode Kept(OnnxNode value, double noop, bool isNone) =>
        value.Number is { } number && (float)number == noop && !(isNone && number == noop) ? Row(value) : value;

    private OnnxNode Constant(string key, TensorProto tensor, double? number = null)
    {
        if (!_made.TryGetValue(key, out var constant))
            _made.Add(key, constant = Keep(new OnnxNode(_nodes.Count, []) { Constant = tensor, Number = number }));
        return constant;
    }

    private OnnxNode Make(string operation, (string Name, int Value)[] attributes, params OnnxNode[] from) =>
        Make(operation, attributes, false, from);

    // An operator has always the same attributes here, so that they are not asked for again.
    private OnnxNode Make(string operation, (string Name, int Value)[] attributes, bool mayBeNegativeZero, params OnnxNode[] from)
    {
        var key = operation + string.Concat(from.Select(f => " " + f.Position.ToString(CultureInfo.InvariantCulture)));
        if (_made.TryGetValue(key, out var made))
            return made;
        var node = Operator(operation);
        node.Attribute.Add(attributes.Select(a => new AttributeProto { Name = a.Name, Type = IntegerAttribute, I = a.Value }));
        made = Keep(new OnnxNode(_nodes.Count, from) { Operator = node, MayBeNegativeZero = mayBeNegativeZero });
        _made.Add(key, made);
        return made;
    }

    private OnnxNode Keep(OnnxNode node)
    {
        _nodes.Add(node);
        return node;
    }
}
