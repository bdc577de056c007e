using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>ReduceSum, ReduceMean, ReduceMax and ReduceMin: one value for all along some axes.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: ReduceSum (1, 11, 13: axes as an input), ReduceMean, ReduceMax and ReduceMin (1 to 13, 18:
/// likewise).
/// </remarks>
internal static class ReductionOperators
{
    private const long SumAxesAsInput = 13;
    private const long AxesAsInput = 18;

    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("ReduceSum", n => Reduce(n, SumAxesAsInput, (node, rows, count) => Weighted(node, rows, count, 1))),
        ("ReduceMean", n => Reduce(n, AxesAsInput, (node, rows, count) => Weighted(node, rows, count, 1.0 / count))),
        ("ReduceMax", n => Reduce(n, AxesAsInput, Largest)),
        ("ReduceMin", n => Reduce(n, AxesAsInput, (node, rows, count) => Negative(node, Largest(node, Negative(node, rows), count)))),
    ];

    private delegate int RowReader(OperatorNode node, int rows, int count);

    private static IReadOnlyList<OnnxValue> Reduce(OperatorNode node, long asInput, RowReader reduce)
    {
        var shape = node.Shape(0);
        var given = node.Opset >= asInput ? node.Has(1) ? node.Integers(1, "axes") : null : node.Integers("axes");
        if (given is null or [] && node.Flag("noop_with_empty_axes"))
            return ShapeOperators.Same(node);
        var axes = (given is null or [] ? Enumerable.Range(0, shape.Rank) : given.Select(a => OperatorNode.Axis(a, shape.Rank)))
            .Distinct().Order().ToArray();
        var kept = Enumerable.Range(0, shape.Rank).Except(axes).ToArray();
        var count = axes.Aggregate(1, (product, a) => product * shape[a]);
        var x = node.Node(0);
        if (axes.Length > 0 && kept.Length > 0 && !kept.Concat(axes).SequenceEqual(Enumerable.Range(0, shape.Rank)))
            x = node.Add(Selection.Transposed(shape, [.. kept, .. axes]), x);
        var reduced = reduce(node, node.Reshaped(x, shape.Count / count, count), count);
        return node.Result(node.Reshaped(reduced, node.Integer("keepdims", 1) != 0
            ? Enumerable.Range(0, shape.Rank).Select(a => axes.Contains(a) ? 1 : shape[a]).ToArray()
            : kept.Select(a => shape[a]).ToArray()));
    }

    private static int Weighted(OperatorNode node, int rows, int count, double weight) =>
        node.Add(new Dense(Enumerable.Repeat(weight, count).ToArray(), [0]), rows);

    private static int Largest(OperatorNode node, int rows, int count) =>
        node.Add(new MaxPool(new WindowAxis(count)), node.Reshaped(rows, 1, node.ShapeOf(rows)[0], count));

    private static int Negative(OperatorNode node, int rows) => node.Add(new ScaleAndShift([-1], [0]), rows);
}
