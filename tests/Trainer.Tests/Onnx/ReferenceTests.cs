using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Onnx;

/// <summary>What is read here answers as ONNX Runtime does.</summary>
public sealed class ReferenceTests : IDisposable
{
    // What single precision lets the two say, of the largest value and at least of 1.
    private const double Tolerance = 1e-5;
    private const int Rows = 60;

    private static readonly Dictionary<string, Func<SmallModel>> Models = new(StringComparer.Ordinal)
    {
        ["sums along axes"] = () =>
            Cube().Whole("a", ElementType.Int64, [2], 1, -1).Node("ReduceSum", "x a", "y", ("keepdims", 0L)).Output("y"),
        ["sum of all but the rows"] = () => Cube(11).Node("ReduceSum", "x", "y", ("axes", new long[] { 1, 2 })).Output("y"),
        ["means along an axis"] = () => Cube().Node("ReduceMean", "x", "y", ("axes", new long[] { 1 })).Output("y"),
        ["means in the newest form"] = () =>
            Cube(18).Whole("a", ElementType.Int64, [1], 2).Node("ReduceMean", "x a", "y", ("keepdims", 0L)).Output("y"),
        ["largest along an axis"] = () => Cube().Node("ReduceMax", "x", "y", ("axes", new long[] { 2 }), ("keepdims", 0L)).Output("y"),
        ["least along an axis in front"] = () => Cube().Node("ReduceMin", "x", "y", ("axes", new long[] { 1 })).Output("y"),
        ["choice by a comparison"] = () =>
            Row().Tensor("t", [1], 0.25f).Tensor("c", [4], -1, -2, -3, -4).Node("Greater", "x t", "g").Node("Where", "g x c", "y").Output(
                "y"),
        ["comparisons with equals"] = () =>
            Row().Tensor("t", [4], 0, 1, 0, -1).Node("LessOrEqual", "x t", "a").Node("Less", "x t", "b").Node("GreaterOrEqual", "x t", "c")
                .Node("Not", "c", "n").Output("a", ElementType.Bool).Output("b", ElementType.Bool).Output("n", ElementType.Bool),
        ["parts of equal sizes"] = () => Row().Node("Split", "x", "a b", ("axis", 1L)).Node("Sub", "b a", "y").Output("y").Output("a"),
        ["parts of given sizes"] = () =>
            Row().Whole("s", ElementType.Int64, [2], 1, 3).Node("Split", "x s", "a b", ("axis", -1L)).Output("b").Output("a"),
        ["parts in the old form"] = () =>
            Row(11).Node("Split", "x", "a b", ("axis", 1L), ("split", new long[] { 3, 1 })).Output("a").Output("b"),
        ["a matrix on the left of a vector"] = () =>
            Row().Tensor("w", [2, 4], 1, 2, 3, 4, -1, 0.5f, 0, 1).Whole("s", ElementType.Int64, [1], 4)
                .Node("Reshape", "x s", "v").Node("MatMul", "w v", "y").Output("y"),
        ["bounds that are crossed"] = () => Row().Tensor("low", [], 2).Tensor("high", [], -1).Node("Clip", "x low high", "y").Output("y"),
        ["bounds that are equal"] = () => Row().Tensor("b", [], 0.5f).Node("Clip", "x b b", "y").Output("y"),
        ["division by constants"] = () =>
            Row().Tensor("d", [4], 3, 7, -0.1f, 1e5f).Node("Div", "x d", "q").Node("Cast", "q", "i", ("to", 7L)).Output("q").Output(
                "i", ElementType.Int64),
        ["quantised in pairs"] = () => Quantised(ElementType.UInt8, 3),
        ["quantised with signs"] = () => Quantised(ElementType.Int8, -5),
        ["quantised layers"] = () =>
            Row().Tensor("s", [], 0.02f).Whole("z", ElementType.UInt8, [], 128).Whole(
                "w", ElementType.Int8, [4, 2], 10, -3, 7, 100, -128, 127, 0, 5)
                .Tensor("ws", [2], 0.01f, 0.03f).Whole("wz", ElementType.Int8, [2], 0, 1)
                .Node("QuantizeLinear", "x s z", "q").Node("DequantizeLinear", "q s z", "f").Node(
                    "DequantizeLinear", "w ws wz", "wf", ("axis", 1L)).Node("MatMul", "f wf", "y").Output("y"),
        ["shares of a row"] = () => Row().Node("Normalizer", "x", "y", ("norm", "L1")).Output("y"),
        ["rows of length 1"] = () => Row().Node("Normalizer", "x", "y", ("norm", "L2")).Output("y"),
        ["rows by their largest"] = () => Row().Node("Abs", "x", "a").Node("Normalizer", "a", "y", ("norm", "MAX")).Output("y"),
        ["values at places"] = () =>
            Row().Whole("p", ElementType.Int64, [1, 3], 2, 0, 2).Node("ArrayFeatureExtractor", "x p", "y").Output("y"),
        ["above a threshold"] = () => Row().Node("Binarizer", "x", "y", ("threshold", 0.25f)).Output("y"),
        ["features of several inputs"] = () => new SmallModel().Input("a", ElementType.Float, -1, 1).Input("b", ElementType.Float, -1, 2)
            .Node("FeatureVectorizer", "b a", "y", ("inputdimensions", new long[] { 2, 1 })).Output("y"),
        ["missing numbers"] = () =>
            Row().Node("Imputer", "x", "y", ("imputed_value_floats", new[] { 1f, 2, 3, 4 }), ("replaced_value_float", 0f)).Output("y"),
        ["texts as categories"] = () =>
            Texts().Node("OneHotEncoder", "t", "h", ("cats_strings", new[] { "red", "green", "blue" }), ("zeros", 1L)).Output("h"),
        ["texts as numbers"] = () =>
            Texts().Node(
                "LabelEncoder",
                "t",
                "n",
                ("keys_strings", new[] { "blue", "red" }),
                ("values_floats", new[] { 0.5f, -2f }),
                ("default_float", 9f)).Output("n"),
        ["numbers as texts"] = () => new SmallModel().Input("i", ElementType.Int64, -1, 1)
            .Node(
                "LabelEncoder",
                "i",
                "t",
                ("keys_int64s", new long[] { 1, 4 }),
                ("values_strings", new[] { "one", "four" }),
                ("default_string", "?")).Output("t", ElementType.String),
        ["numbers as categories"] = () =>
            new SmallModel().Input("x", ElementType.Float, -1, 1).Node("OneHotEncoder", "x", "h", ("cats_int64s", new long[] { 0, 1, -2 }))
                .Output("h"),
        ["texts in a linear model"] = TextsInALinearModel,
        ["a linear model as it is exported"] = () => LinearClassifier("SOFTMAX"),
        ["a linear model of single classes"] = () => LinearClassifier("LOGISTIC"),
        ["a question as it is exported"] = () =>
            Row().Node("LinearClassifier", "x", "label p", ("classlabels_ints", new long[] { 3, 8 }), (
                "coefficients", new[] { 1f, -2, 0.5f, 1 }),
                ("intercepts", new[] { 0.1f }), ("post_transform", "LOGISTIC")).Node("Cast", "label", "l", ("to", 7L)).Node(
                    "Normalizer", "p", "n", ("norm", "L1")).Output("l", ElementType.Int64).Output("n"),
        ["a question about a plain score"] = () =>
            Row().Node("LinearClassifier", "x", "label p", ("classlabels_ints", new long[] { 0, 1 }), (
                "coefficients", new[] { 1f, -2, 0.5f, 1 }),
                ("intercepts", new[] { 0.1f }), ("post_transform", "NONE")).Output("label", ElementType.Int64),
        ["a scaler of numbers in double"] = () =>
            new SmallModel().Input("x", ElementType.Double, -1, 2).Node(
                "Scaler", "x", "y", ("offset", new[] { 0.1f, 3 }), ("scale", new[] { 3f, 0.7f })).Output("y"),
        ["whole numbers without a sign"] = () =>
            new SmallModel().Input("i", ElementType.Int64, -1, 1).Node("Cast", "i", "u", ("to", 12L)).Node("Cast", "u", "y", ("to", 1L))
                .Output("y"),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("onnx").FullName;

    public static TheoryData<string> Names => new(Models.Keys);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void ModelAnswersAsTheRuntimeDoes(string name)
    {
        var path = Models[name]().Write(_folder);
        var graph = OnnxFile.Read(path);
        using var reference = new OnnxReference(path, graph);
        var random = new Random(7);
        for (var row = 0; row < Rows; row++)
        {
            var x = graph.InputValues.Select(i => i.Kind switch
            {
                InputKind.Text => random.Next(-1, graph.Texts.Count),
                InputKind.WholeNumber => random.Next(-4, 6),
                // Whole numbers and quarters among them, which stand on borders.
                _ => random.Next(3) switch
                {
                    0 => random.Next(-2, 3),
                    1 => random.Next(-8, 9) / 4.0,
                    _ =>
                    (double)(float)((random.NextDouble() * 6) - 3)
                },
            }).ToArray();
            var (expected, found) = (reference.Evaluate(x), reference.Own(x));
            Assert.Equal(expected.Length, found.Length);
            var tolerance = Tolerance * expected.OfType<double>().Select(Math.Abs).Append(1).Max();
            Assert.All(expected.Zip(found), p => Assert.True(
                p.First is double e && p.Second is double f ? Math.Abs(e - f) <= tolerance : Equals(p.First, p.Second),
                $"{string.Join(", ", x)}: {p.First} expected, found {p.Second}"));
        }
    }

    [Fact]
    public void TreesBehindAScalerFallToTheSameSide()
    {
        var (random, apart) = (new Random(11), 0);
        for (var model = 0; model < 20; model++)
        {
            var (offset, scale) = ((float)(random.NextDouble() * 10), (float)(0.1 + random.NextDouble()));
            // Thresholds that some float reaches.
            var steps = Enumerable.Range(0, 6).Select(_ => (0, ((float)(random.NextDouble() * 20) - offset) * scale)).ToArray();
            var path = new SmallModel().Input("x", ElementType.Float, -1, 1).Node(
                "Scaler", "x", "s", ("offset", new[] { offset }), ("scale", new[] { scale }))
                .Steps("TreeEnsembleRegressor", "s", "y", model % 2 == 0 ? "BRANCH_LEQ" : "BRANCH_LT", steps).Output("y").Write(
                    _folder, "model" + model);
            var graph = OnnxFile.Read(path);
            using var reference = new OnnxReference(path, graph);
            foreach (var (_, threshold) in steps)
            {
                var at = (float)((threshold / (double)scale) + offset);
                foreach (var x in new[] { MathF.BitDecrement(at), at, MathF.BitIncrement(at) })
                {
                    Assert.Equal(reference.Evaluate([x]), reference.Own([x]));
                    apart += ((x - (double)offset) * scale <= threshold) != ((x - offset) * scale <= threshold) ? 1 : 0;
                }
            }
        }

        Assert.True(apart > 10, "The points do not tell single precision from double.");
    }

    [Fact]
    public void LeavesAreAddedInSinglePrecision()
    {
        var model = new SmallModel().Input("x", ElementType.Float, -1, 1);
        model.Node("TreeEnsembleRegressor", "x", "y", ("n_targets", 1L), ("post_transform", "NONE"), (
            "nodes_treeids", new long[] { 0, 1, 2 }), ("nodes_nodeids", new long[3]),
            ("nodes_featureids", new long[3]),
            ("nodes_values", new float[3]),
            ("nodes_modes", new[] { "LEAF", "LEAF", "LEAF" }),
            ("nodes_truenodeids", new long[3]),
            ("nodes_falsenodeids", new long[3]),
            ("target_treeids", new long[] { 0, 1, 2 }),
            ("target_nodeids", new long[3]),
            ("target_ids", new long[3]),
            ("target_weights", new[] { 1f, 1e-8f, -1f })).Output("y");
        var path = model.Write(_folder);
        var graph = OnnxFile.Read(path);
        using var reference = new OnnxReference(path, graph);
        Assert.Equal([0.0], graph.Evaluate([1]));
        Assert.Equal(reference.Evaluate([1]), reference.Own([1]));
    }

    internal static SmallModel TextsInALinearModel() => Texts().Input("age", ElementType.Float, -1, 1)
        .Node("OneHotEncoder", "t", "h", ("cats_strings", new[] { "red", "green", "blue" }), ("zeros", 1L)).Whole(
            "s", ElementType.Int64, [2], -1, 3).Node("Reshape", "h s", "c")
        .Node("Imputer", "age", "i", ("imputed_value_floats", new[] { 40f }), ("replaced_value_float", float.NaN))
        .Node("Scaler", "i", "a", ("offset", new[] { 38.5f }), ("scale", new[] { 0.1f })).Node("Concat", "a c", "f", ("axis", 1L))
        .Node(
            "LinearClassifier",
            "f",
            "label p",
            ("classlabels_strings", new[] { "low", "high" }),
            ("coefficients", new[] { 0.5f, 1, -1, 0.25f }),
            ("intercepts", new[] { -0.2f }),
            ("post_transform", "LOGISTIC"))
        .Output("label", ElementType.String).Output("p");

    private static SmallModel Row(long opset = 17) => new SmallModel(opset).Input("x", ElementType.Float, -1, 4);

    private static SmallModel Cube(long opset = 17) => new SmallModel(opset).Input("x", ElementType.Float, -1, 3, 2);

    private static SmallModel Texts() => new SmallModel().Input("t", ElementType.String, -1, 1);

    private static SmallModel Quantised(ElementType type, long zero) => Row().Tensor("s", [], 0.013f).Whole("z", type, [], zero)
        .Node("QuantizeLinear", "x s z", "q").Node("DequantizeLinear", "q s z", "y").Output("y");

    private static SmallModel LinearClassifier(string transform) =>
        Row().Node("LinearClassifier", "x", "label p", ("classlabels_strings", new[] { "a", "c", "b" }),
            ("coefficients", new[] { 1f, 2, -1, 0, 0.5f, -2, 1, 1, -1, 0, 0, 2 }),
            ("intercepts", new[] { 0.1f, 0, -0.3f }),
            ("multi_class", 1L),
            ("post_transform", transform))
            .Node("Normalizer", "p", "n", ("norm", "L1")).Output("label", ElementType.String).Output("n");
}
