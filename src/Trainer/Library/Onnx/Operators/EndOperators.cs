using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>Softmax, LogSoftmax and ArgMax.</summary>
/// <remarks>https://onnx.ai/onnx/operators/ by name: Softmax and LogSoftmax (1, 11, 13), ArgMax (1, 11, 12, 13).</remarks>
internal static class EndOperators
{
    // From this version on they go along one axis; before, along all axes from one on.
    private const long OneAxis = 13;

    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("Softmax", n => Normalize(n, axis => new Softmax(axis))),
        ("LogSoftmax", n => Normalize(n, axis => new LogSoftmax(axis))),
        ("ArgMax", Largest),
    ];

    private static IReadOnlyList<OnnxValue> Normalize(OperatorNode node, Func<int, Operation> operation)
    {
        var shape = node.Shape(0);
        var axis = OperatorNode.Axis(node.Integer("axis", node.Opset < OneAxis ? 1 : -1), shape.Rank);
        if (node.Opset >= OneAxis || axis == shape.Rank - 1)
            return node.Result(node.Add(operation(axis), node.Node(0)));
        var rows = node.Reshaped(node.Node(0), shape.Product(0, axis), shape.Product(axis, shape.Rank));
        return node.Result(node.Reshaped(node.Add(operation(1), rows), shape.Dimensions));
    }

    private static IReadOnlyList<OnnxValue> Largest(OperatorNode node)
    {
        OnnxFault.When(node.Flag("select_last_index"), "it takes the last of equals; of equals the first counts here.");
        var axis = OperatorNode.Axis(node.Integer("axis", 0), node.Shape(0).Rank);
        var position = node.Add(new ArgMax(axis), node.Node(0));
        if (node.Integer("keepdims", 1) == 0)
            position = node.Reshaped(position, node.ShapeOf(position).Dimensions.Where((_, a) => a != axis).ToArray());
        return node.Result(position, ElementType.Int64);
    }
}
