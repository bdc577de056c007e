using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>MaxPool, AveragePool and those over whole channels.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: MaxPool (1 to 12, 22), AveragePool (7, 10, 11, 19, 22), the global ones (1, 22).
/// </remarks>
internal static class PoolOperators
{
    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("MaxPool", n => n.Result(n.Add(new MaxPool(Windows.Read(n, null, n.Shape(0))), n.Node(0)))),
        ("AveragePool", n => n.Result(n.Add(new AveragePool(n.Flag("count_include_pad"), Windows.Read(n, null, n.Shape(0))), n.Node(0)))),
        ("GlobalMaxPool", n => n.Result(n.Add(new MaxPool(Whole(n)), n.Node(0)))),
        ("GlobalAveragePool", n => n.Result(n.Add(new AveragePool(false, Whole(n)), n.Node(0)))),
    ];

    private static WindowAxis[] Whole(OperatorNode node) => node.Shape(0).Dimensions.Skip(2).Select(d => new WindowAxis(d)).ToArray();
}
