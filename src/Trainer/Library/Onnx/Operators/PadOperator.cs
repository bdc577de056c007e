using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>Pad: values added around others: a constant, those at the edge, or the others mirrored.</summary>
internal static class PadOperator
{
    // From this version on the numbers are inputs.
    private const long Inputs = 11;

    public static IReadOnlyList<OnnxValue> Read(OperatorNode node)
    {
        var isOld = node.Opset < Inputs;
        var pads = isOld ? node.Integers("pads") ?? throw new OnnxFault("its pads are missing.") : node.Integers(1, "pads");
        var value = isOld ? node.Number("value", 0) : node.Has(2) && node.Weights(2, "value").Values is [var given, ..] ? given : 0;
        var rank = node.Shape(0).Rank;
        var axes = !isOld && node.Has(3)
            ? node.Integers(3, "axes").Select(a => OperatorNode.Axis(a, rank)).ToArray()
            : Enumerable.Range(0, rank).ToArray();
        OnnxFault.When(
            pads.Length != 2 * axes.Length,
            FormattableString.Invariant($"its pads are {pads.Length} numbers where {2 * axes.Length} are needed."));
        OnnxFault.When(pads.Any(p => Math.Abs((double)p) > WindowAxis.Max), "one of its pads is out of the range that is read.");

        var (mode, padded) = (node.Text("mode", "constant"), node.Node(0));
        for (var i = 0; i < axes.Length; i++)
        {
            var (before, after) = ((int)pads[i], (int)pads[i + axes.Length]);
            if (before == 0 && after == 0)
                continue;
            padded = mode == "constant"
                ? Framed(node, padded, axes[i], before, after, value)
                : node.Add(
                    Selection.Along(node.ShapeOf(padded), axes[i], Positions(mode, node.ShapeOf(padded)[axes[i]], before, after)), padded);
        }

        return node.Result(padded);
    }

    private static int Framed(OperatorNode node, int padded, int axis, int before, int after, double value)
    {
        var (shape, length) = (node.ShapeOf(padded), node.ShapeOf(padded)[axis]);
        // Less than nothing added is something taken away.
        var kept = Enumerable.Range(0, length).Skip(-before).SkipLast(-after).ToArray();
        var inner = kept.Length == length ? padded : node.Add(Selection.Along(shape, axis, kept), padded);
        var parts = new[] { Part(before), inner, Part(after) }.Where(p => p >= 0).ToArray();
        return parts.Length == 1 ? inner : node.Add(new Concatenation(axis), parts);

        int Part(int count)
        {
            if (count <= 0)
                return -1;
            var part = shape.With(axis, count);
            return node.Add(new Constant(new Tensor(part, Enumerable.Repeat(value, part.Count).ToArray())));
        }
    }

    private static int[] Positions(string mode, int length, int before, int after)
    {
        var positions = Enumerable.Range(-before, Math.Max(0, length + before + after));
        return mode switch
        {
            "edge" => positions.Select(p => Math.Clamp(p, 0, length - 1)).ToArray(),
            "reflect" when Math.Max(before, after) < length =>
                positions.Select(p => p < 0 ? -p : p >= length ? (2 * (length - 1)) - p : p).ToArray(),
            "reflect" => throw new OnnxFault("it mirrors more values than there are."),
            _ => throw new OnnxFault($"its mode {VisibleText.Of(mode)} is not supported; there are constant, edge and reflect."),
        };
    }
}
