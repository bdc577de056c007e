using System.Collections.Generic;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>Equal, Greater, GreaterOrEqual, Less, LessOrEqual, Not and Where.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: Equal (7, 11, 13, 19), Greater and Less (7, 9, 13), the others with OrEqual (12, 16), Not (1),
/// Where (9, 16).
/// </remarks>
internal static class ComparisonOperators
{
    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("Equal", n => Compare(n, ComparisonKind.Equal)),
        ("Greater", n => Compare(n, ComparisonKind.Greater)),
        ("GreaterOrEqual", n => Compare(n, ComparisonKind.AtLeast)),
        ("Less", n => Compare(n, ComparisonKind.Less)),
        ("LessOrEqual", n => Compare(n, ComparisonKind.AtMost)),
        ("Not", n => n.Result(n.Add(new ScaleAndShift([-1], [1]), n.Node(0)))),
        ("Where", Choose),
    ];

    private static IReadOnlyList<OnnxValue> Compare(OperatorNode node, ComparisonKind kind) =>
        node.Result(node.Add(new Comparison(kind), ElementType.Bool, ArithmeticOperators.Inputs(node)), ElementType.Bool);

    private static IReadOnlyList<OnnxValue> Choose(OperatorNode node)
    {
        var type = node.Input(1).Type;
        return node.Result(node.Add(new Choice(), type, ArithmeticOperators.Inputs(node)), type);
    }
}
