using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>Gemm, MatMul, Conv and BatchNormalization: layers with weights, which are constants.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: Gemm (7, 9, 11, 13), MatMul (1, 9, 13), Conv (1, 11, 22), BatchNormalization (7, 9, 14, 15).
/// </remarks>
internal static class LayerOperators
{
    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("Gemm", Gemm), ("MatMul", MatrixProduct), ("Conv", Convolve), ("BatchNormalization", Normalize),
    ];

    private static IReadOnlyList<OnnxValue> Gemm(OperatorNode node)
    {
        var (alpha, beta) = (node.Number("alpha", 1), node.Number("beta", 1));
        var weights = Matrix(node.Weights(1, "weights"), node.Flag("transB"));
        var x = node.Flag("transA") ? node.Add(Selection.Transposed(node.Shape(0), [1, 0]), node.Node(0)) : node.Node(0);
        OnnxFault.When(node.ShapeOf(x).Rank != 2, $"it multiplies matrices, its first input has the shape {node.Shape(0)}.");
        var scaled = alpha == 1 ? weights.Values : weights.Values.Select(w => alpha * w).ToArray();
        var units = weights.Shape[1];
        // A bias that is one row is part of the layer; another one is added.
        var isRow = node.IsConstant(2) && node.Shape(2).Count is var count
            && (count == 1 || (count == units && node.Shape(2)[node.Shape(2).Rank - 1] == units));
        var biases = isRow ? Each(node.Weights(2, "biases").Values.Select(b => beta * b).ToArray(), units) : new double[units];
        var product = node.Add(new Dense(scaled, biases), x);
        if (!node.Has(2) || isRow)
            return node.Result(product);
        var added = node.Stretched(node.Node(2), node.ShapeOf(product));
        return node.Result(node.Add(new WeightedSum([1, beta]), product, added));
    }

    private static IReadOnlyList<OnnxValue> MatrixProduct(OperatorNode node)
    {
        if (node.IsConstant(1))
        {
            var weights = node.Weights(1, "weights");
            if (weights.Shape.Rank == 2)
                return node.Result(node.Add(new Dense(weights.Values, new double[weights.Shape[1]]), node.Node(0)));
            if (weights.Shape.Rank == 1)
            {
                var product = node.Add(new Dense(weights.Values, [0]), node.Node(0));
                return node.Result(node.Reshaped(product, node.ShapeOf(product).Dimensions.SkipLast(1).ToArray()));
            }
        }

        if (node.IsConstant(0) && node.Shape(0).Rank == 2 && node.Shape(1).Rank == 1)
            return node.Result(node.Add(Turned(node), node.Node(1)), node.Input(1).Type);
        if (node.IsConstant(0) && node.Shape(0).Rank == 2 && node.Shape(1).Rank == 2)
        {
            // W·X = (Xᵀ·Wᵀ)ᵀ
            var columns = node.Add(Selection.Transposed(node.Shape(1), [1, 0]), node.Node(1));
            var product = node.Add(Turned(node), columns);
            return node.Result(node.Add(Selection.Transposed(node.ShapeOf(product), [1, 0]), product));
        }

        throw new OnnxFault(
            $"it multiplies {node.Shape(0)} by {node.Shape(1)}; one side must be a constant matrix: two values that are computed (as in "
                + "attention) are not multiplied.");
    }

    private static IReadOnlyList<OnnxValue> Convolve(OperatorNode node)
    {
        var weights = node.Weights(1, "weights");
        OnnxFault.When(
            weights.Shape.Rank is < 3 or > 4, $"its weights have the shape {weights.Shape}; convolutions along one or two axes are read.");
        var windows = Windows.Read(node, weights.Shape.Dimensions.Skip(2).ToArray(), node.Shape(0));
        var biases = node.Has(2) ? node.Row(2, "biases", weights.Shape[0]) : new double[weights.Shape[0]];
        var groups = node.Integer("group", 1);
        OnnxFault.When(groups is < 1 or > TensorShape.MaxCount, "its group is not a number of groups.");
        return node.Result(node.Add(new Convolution(weights.Values, biases, (int)groups, windows), node.Node(0)));
    }

    private static IReadOnlyList<OnnxValue> Normalize(OperatorNode node)
    {
        OnnxFault.When(node.Flag("training_mode"), "it is in training mode; export the network for inference (model.eval()).");
        OnnxFault.When(node.Integer("spatial", 1) == 0, "it normalises each place by itself (spatial = 0); export it with a newer opset.");
        var shape = node.Shape(0);
        OnnxFault.When(shape.Rank < 2, $"its input has the shape {shape}, without channels.");
        var channels = shape[1];
        var (scale, bias) = (node.Row(1, "scales", channels), node.Row(2, "biases", channels));
        var (mean, variance) = (node.Row(3, "means", channels), node.Row(4, "variances", channels));
        var epsilon = node.Number("epsilon", 1e-5f);
        OnnxFault.When(variance.Any(v => !(v + epsilon > 0)), "one of its variances is not positive.");
        var factor = Enumerable.Range(0, channels).Select(c => scale[c] / Math.Sqrt(variance[c] + epsilon)).ToArray();
        var inner = shape.Stride(1);
        var (scales, shifts) = (new double[shape.Count], new double[shape.Count]);
        for (var i = 0; i < shape.Count; i++)
        {
            var c = i / inner % channels;
            (scales[i], shifts[i]) = (factor[c], bias[c] - (factor[c] * mean[c]));
        }

        return node.Result(node.Add(new ScaleAndShift(scales, shifts), node.Node(0)));
    }

    // W·x as a layer, of a constant on the left.
    private static Dense Turned(OperatorNode node)
    {
        var weights = Matrix(node.Weights(0, "weights"), isTransposed: true);
        return new Dense(weights.Values, new double[weights.Shape[1]]);
    }

    // Inputs × units.
    private static Tensor Matrix(Tensor weights, bool isTransposed)
    {
        if (weights.Shape.Rank != 2)
            throw new OnnxFault($"its weights have the shape {weights.Shape}; they are a matrix.");
        if (!isTransposed)
            return weights;
        var turned = Selection.Transposed(weights.Shape, [1, 0]);
        return new Tensor(turned.Shape, turned.Positions.Select(p => weights.Values[p]).ToArray());
    }

    private static double[] Each(double[] values, int count) =>
        values.Length == count ? values : Enumerable.Repeat(values[0], count).ToArray();
}
