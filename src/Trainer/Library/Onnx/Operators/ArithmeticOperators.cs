using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>
/// Add, Sub, Mul, Div, Sum, Mean, Max, Min, Neg, Abs: values stretch to a common shape; with constants they stay one operation on each
/// value.
/// </summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: Add, Sub, Mul and Div (7, 13, 14), Sum, Mean, Max and Min (8, 13), Neg and Abs (6, 13).
/// </remarks>
internal static class ArithmeticOperators
{
    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("Add", n => Linear(n, 1)),
        ("Sub", n => Linear(n, -1)),
        ("Mul", Multiply),
        ("Div", Divide),
        ("Sum", n => Weighted(n, Enumerable.Repeat(1.0, n.Count).ToArray())),
        ("Mean", n => Weighted(n, Enumerable.Repeat(1.0 / n.Count, n.Count).ToArray())),
        ("Max", n => Extreme(n, true)),
        ("Min", n => Extreme(n, false)),
        ("Neg", n => n.Result(n.Add(new ScaleAndShift([-1], [0]), n.Node(0)))),
        ("Abs", n => n.Result(n.Add(new Absolute(), n.Node(0)))),
    ];

    private static IReadOnlyList<OnnxValue> Linear(OperatorNode node, double sign)
    {
        var shape = Selection.Common(node.Shape(0), node.Shape(1));
        if (node.IsConstant(1) && !node.IsConstant(0))
            return Affine(node, 0, shape, [1], Stretched(node, 1, shape).Select(c => sign * c).ToArray());
        if (node.IsConstant(0) && !node.IsConstant(1))
            return Affine(node, 1, shape, [sign], Stretched(node, 0, shape));
        return Weighted(node, [1, sign]);
    }

    private static IReadOnlyList<OnnxValue> Weighted(OperatorNode node, double[] weights) =>
        node.Result(node.Add(new WeightedSum(weights), Inputs(node)));

    private static IReadOnlyList<OnnxValue> Multiply(OperatorNode node)
    {
        var shape = Selection.Common(node.Shape(0), node.Shape(1));
        if (node.IsConstant(1) && !node.IsConstant(0))
            return Affine(node, 0, shape, Stretched(node, 1, shape), [0]);
        if (node.IsConstant(0) && !node.IsConstant(1))
            return Affine(node, 1, shape, Stretched(node, 0, shape), [0]);
        return node.Result(node.Add(new Product(), Inputs(node)));
    }

    private static IReadOnlyList<OnnxValue> Divide(OperatorNode node)
    {
        var isWhole = !node.Input(0).Type.IsFloating();
        if (node.IsConstant(1))
        {
            OnnxFault.When(node.Weights(1, "divisors").Values.Contains(0), "it divides by 0.");
            if (!node.IsConstant(0) && !isWhole)
            {
                var shape = Selection.Common(node.Shape(0), node.Shape(1));
                return node.Result(node.Add(new Division(Stretched(node, 1, shape)), node.Stretched(node.Node(0), shape)));
            }
        }

        var quotient = node.Add(new Quotient(), Inputs(node));
        return node.Result(isWhole ? node.Add(new Truncation(), quotient) : quotient);
    }

    private static IReadOnlyList<OnnxValue> Extreme(OperatorNode node, bool isMaximum)
    {
        // One number that bounds all values: max(x, low), min(x, high).
        if (node.Count == 2 && (Bounded(node, 0, 1, isMaximum) ?? Bounded(node, 1, 0, isMaximum)) is { } bounded)
            return bounded;
        return node.Result(node.Add(isMaximum ? new Maximum() : new Minimum(), Inputs(node)));
    }

    private static IReadOnlyList<OnnxValue>? Bounded(OperatorNode node, int value, int bound, bool isMaximum)
    {
        if (!node.IsConstant(bound) || node.IsConstant(value) || node.Constant(bound, "bound").Values is not [var limit]
            || !double.IsFinite(limit))
            return null;
        var shape = Selection.Common(node.Shape(0), node.Shape(1));
        var limited = isMaximum ? new Limited(limit, double.PositiveInfinity) : new Limited(double.NegativeInfinity, limit);
        return node.Result(node.Add(limited, node.Stretched(node.Node(value), shape)), node.Input(value).Type);
    }

    private static IReadOnlyList<OnnxValue> Affine(OperatorNode node, int input, TensorShape shape, double[] scale, double[] shift) =>
        node.Result(node.Add(new ScaleAndShift(scale, shift), node.Stretched(node.Node(input), shape)), node.Input(input).Type);

    // All values, in the shape that they stretch to.
    internal static int[] Inputs(OperatorNode node)
    {
        OnnxFault.When(node.Count == 0, "it has no input.");
        var shape = Enumerable.Range(0, node.Count).Select(node.Shape).Aggregate(Selection.Common);
        return Enumerable.Range(0, node.Count).Select(i => node.Stretched(node.Node(i), shape)).ToArray();
    }

    /// <summary>A constant, one number for all values or one for each.</summary>
    internal static double[] Stretched(OperatorNode node, int input, TensorShape shape)
    {
        var weights = node.Weights(input, "constants");
        return weights.Values.Length == 1 || weights.Shape.Equals(shape)
            ? weights.Values
            : Selection.Stretched(weights.Shape, shape).Positions.Select(p => weights.Values[p]).ToArray();
    }
}
