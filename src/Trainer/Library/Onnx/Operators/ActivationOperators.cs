using System.Collections.Generic;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>Relu, LeakyRelu, PRelu, Clip, HardSigmoid, Sigmoid and Tanh.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: Relu (6, 13, 14), LeakyRelu (6, 16), PRelu (7, 9, 16), Clip (6, 11, 12, 13), HardSigmoid (6,
/// 22), Sigmoid and Tanh (6, 13).
/// </remarks>
internal static class ActivationOperators
{
    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("Relu", n => n.Result(n.Add(new NegativeSlope([0]), n.Node(0)))),
        ("LeakyRelu", n => n.Result(n.Add(new NegativeSlope([n.Number("alpha", 0.01f)]), n.Node(0)))),
        ("PRelu", n => n.Result(n.Add(new NegativeSlope(ArithmeticOperators.Stretched(n, 1, n.Shape(0))), n.Node(0)))),
        ("Clip", Clip),
        (
            "HardSigmoid",
            n => n.Result(
                n.Add(new Limited(0, 1), n.Add(new ScaleAndShift([n.Number("alpha", 0.2f)], [n.Number("beta", 0.5)]), n.Node(0))))),
        ("Sigmoid", n => n.Result(n.Add(new Sigmoid(), n.Node(0)))),
        ("Tanh", n => n.Result(n.Add(new HyperbolicTangent(), n.Node(0)))),
    ];

    private static IReadOnlyList<OnnxValue> Clip(OperatorNode node)
    {
        var isOld = node.Opset < 11;
        var (low, high) = isOld
            ? (node.Number("min", float.MinValue), node.Number("max", float.MaxValue))
            : (Bound(node, 1, double.NegativeInfinity), Bound(node, 2, double.PositiveInfinity));
        // The largest number of single precision stands for no bound.
        low = low <= float.MinValue ? double.NegativeInfinity : low;
        high = high >= float.MaxValue ? double.PositiveInfinity : high;
        // Bounds that are crossed: first the least value counts, then the largest, so that all become it.
        if (low >= high)
            return node.Result(node.Add(new ScaleAndShift([0], [high]), node.Node(0)));
        return node.Result(node.Add(new Limited(low, high), node.Node(0)));
    }

    private static double Bound(OperatorNode node, int index, double standard)
    {
        if (!node.Has(index) || node.Constant(index, "bounds").Values is [])
            return standard;
        return node.Constant(index, "bounds").Values is [var bound] ? bound : throw new OnnxFault("each of its bounds is one number.");
    }
}
