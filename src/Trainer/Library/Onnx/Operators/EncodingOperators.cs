using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>
/// What comes before classical models: OneHotEncoder, LabelEncoder, Binarizer, FeatureVectorizer, ArrayFeatureExtractor, Normalizer.
/// </summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: onnx_aionnxml_OneHotEncoder (ai.onnx.ml 1), _LabelEncoder (1, 2, 4), _Binarizer (1),
/// _FeatureVectorizer (1), _ArrayFeatureExtractor (1), _Normalizer (1).
/// </remarks>
internal static class EncodingOperators
{
    // From this version on any two types can be mapped to each other.
    private const long AnyTypes = 2;

    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("OneHotEncoder", Encode), ("LabelEncoder", Map), ("Binarizer", Binarize), ("FeatureVectorizer", Vectorize),
        ("ArrayFeatureExtractor", Extract), ("Normalizer", Normalize),
    ];

    private static IReadOnlyList<OnnxValue> Encode(OperatorNode node)
    {
        var texts = node.Texts("cats_strings") is { Length: > 0 } given ? given : null;
        var categories = texts?.Select(node.PositionOf).ToArray()
            ?? node.Integers("cats_int64s")?.Select(c => (double)c).ToArray() ?? throw new OnnxFault("its categories are missing.");
        FitKind(node, isText: texts is not null);
        return node.Result(
            node.Add(new OneHot(categories, node.Integer("zeros", 1) != 0), ElementType.Float, node.Node(0)), ElementType.Float);
    }

    private static IReadOnlyList<OnnxValue> Map(OperatorNode node)
    {
        if (node.Opset < AnyTypes)
            return MapClasses(node);
        var (_, keys) = List(node, "keys") ?? throw new OnnxFault("its keys are missing.");
        var (type, values) = List(node, "values") ?? throw new OnnxFault("its values are missing.");
        OnnxFault.When(keys.Length != values.Length, FormattableString.Invariant($"it has {keys.Length} keys for {values.Length} values."));
        FitKind(node, isText: node.Texts("keys_strings") is { Length: > 0 } || node.Tensor("keys_tensor")?.Type == ElementType.String);
        return node.Result(node.Add(new Mapping(keys, values, Otherwise(node, type)), type, node.Node(0)), type);
    }

    // In version 1 the classes are texts, and a whole number stands for each by its place.
    private static IReadOnlyList<OnnxValue> MapClasses(OperatorNode node)
    {
        var classes = (node.Texts("classes_strings") ?? throw new OnnxFault("its classes are missing.")).Select(node.PositionOf).ToArray();
        var places = Enumerable.Range(0, classes.Length).Select(i => (double)i).ToArray();
        return node.Type == ElementType.String
            ? node.Result(
                node.Add(new Mapping(classes, places, node.Integer("default_int64", -1)), ElementType.Int64, node.Node(0)),
                ElementType.Int64)
            : node.Result(
                node.Add(
                    new Mapping(places, classes, node.PositionOf(node.Text("default_string", "_Unused"))),
                    ElementType.String,
                    node.Node(0)),
                ElementType.String);
    }

    private static (ElementType Type, double[] Values)? List(OperatorNode node, string name)
    {
        if (node.Texts(name + "_strings") is { Length: > 0 } texts)
            return (ElementType.String, texts.Select(node.PositionOf).ToArray());
        if (node.Integers(name + "_int64s") is { Length: > 0 } integers)
            return (ElementType.Int64, integers.Select(i => (double)i).ToArray());
        if (node.NumbersOrNaN(name + "_floats") is { Length: > 0 } floats)
            return (ElementType.Float, floats);
        return node.Tensor(name + "_tensor") is { } tensor ? (tensor.Type, tensor.Constant!.Values) : null;
    }

    private static double Otherwise(OperatorNode node, ElementType type) =>
        node.Tensor("default_tensor") is { Constant.Values: [var given] } ? given : type switch
        {
            ElementType.String => node.PositionOf(node.Text("default_string", "_Unused")),
            ElementType.Int64 => node.Integer("default_int64", -1),
            _ => node.NumberOrNaN("default_float", 0),
        };

    private static IReadOnlyList<OnnxValue> Binarize(OperatorNode node) =>
        node.Result(node.Add(new Above(node.Number("threshold", 0)), node.Node(0)));

    private static IReadOnlyList<OnnxValue> Vectorize(OperatorNode node)
    {
        var sizes = node.Integers("inputdimensions") ?? Enumerable.Range(0, node.Count).Select(i => (long)Width(node.Shape(i))).ToArray();
        OnnxFault.When(
            sizes.Length != node.Count || node.Count == 0,
            FormattableString.Invariant($"it has {sizes.Length} inputdimensions for {node.Count} inputs."));
        var parts = Enumerable.Range(0, node.Count).Select(i =>
        {
            OnnxFault.When(
                sizes[i] != Width(node.Shape(i)),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its input {i + 1} has {Width(node.Shape(i))} values and not the {sizes[i]} that it says; "
                        + $"export it with fitting inputdimensions."));
            return node.Reshaped(node.Single(i), 1, Width(node.Shape(i)));
        }).ToArray();
        return node.Result(parts.Length == 1 ? parts[0] : node.Add(new Concatenation(1), ElementType.Float, parts), ElementType.Float);

        static int Width(TensorShape shape) => shape.Count;
    }

    private static IReadOnlyList<OnnxValue> Extract(OperatorNode node)
    {
        var shape = node.Shape(0);
        OnnxFault.When(shape.Rank == 0, "its input is a single number; it takes rows.");
        // A constant list and a place that is computed: what belongs to a class.
        if (node.IsConstant(0) && !node.IsConstant(1))
        {
            OnnxFault.When(
                shape.Count != shape[shape.Rank - 1] || node.Shape(1).Count != 1,
                "it takes several values at places that are computed; only one of a list is read.");
            return node.Result(node.Reshaped(node.Add(new Lookup(node.Constant(0, "list").Values), node.Node(1)), 1, 1));
        }

        var last = shape.Rank - 1;
        var places = node.Integers(1, "places");
        OnnxFault.When(
            places.Any(p => p < 0 || p >= shape[last]),
            string.Create(CultureInfo.InvariantCulture, $"it takes a place outside the {shape[last]} values of a row."));
        var taken = node.Add(Selection.Along(shape, last, places.Select(p => (int)p).ToArray()), node.Node(0));
        return node.Result(shape.Rank == 1 ? node.Reshaped(taken, 1, places.Length) : taken);
    }

    private static IReadOnlyList<OnnxValue> Normalize(OperatorNode node)
    {
        var norm = node.Text("norm", "MAX") switch
        {
            "MAX" => RowNorm.Maximum,
            "L1" => RowNorm.Sum,
            "L2" => RowNorm.Root,
            var other => throw new OnnxFault($"its norm {VisibleText.Of(other)} is none of MAX, L1 and L2."),
        };
        var x = node.Single(0);
        OnnxFault.When(node.ShapeOf(x).Rank == 0, "its input is a single number; it takes rows.");
        return node.Result(node.Add(new Normalization(node.ShapeOf(x).Rank - 1, norm), ElementType.Float, x), ElementType.Float);
    }

    private static void FitKind(OperatorNode node, bool isText) => OnnxFault.When(
        node.Type == ElementType.String != isText,
        $"it maps {(isText ? "texts" : "numbers")} and is given {node.Type.Name()}; the file is damaged: export it again.");
}
