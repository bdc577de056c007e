using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>The attributes that say how windows lie: kernel_shape, strides, dilations, pads, auto_pad, ceil_mode.</summary>
internal static class Windows
{
    /// <summary>Reads them.</summary>
    /// <param name="node">The node.</param>
    /// <param name="weights">The sizes of the windows by the weights; null where there are none.</param>
    /// <param name="input">The shape of the input.</param>
    /// <returns>The windows along each axis.</returns>
    public static WindowAxis[] Read(OperatorNode node, int[]? weights, TensorShape input)
    {
        var sizes = node.Integers("kernel_shape")
            ?? weights?.Select(w => (long)w).ToArray() ?? throw new OnnxFault("its kernel_shape is missing.");
        if (weights is not null && !sizes.SequenceEqual(weights.Select(w => (long)w)))
            throw new OnnxFault("its kernel_shape is not that of its weights.");
        var axes = sizes.Length;
        if (axes is < 1 or > 2 || input.Rank != axes + 2)
            throw new OnnxFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its windows go along {axes} axes and its input has the shape {input}; windows along one or two axes after rows and "
                        + $"channels are read."));
        var strides = List(node, "strides", axes, 1);
        var dilations = List(node, "dilations", axes, 1);
        var pads = List(node, "pads", 2 * axes, 0);
        foreach (var number in sizes.Concat(strides).Concat(dilations).Concat(pads))
        {
            if (number is < 0 or > WindowAxis.Max)
                throw new OnnxFault(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"a size, stride, dilation or pad of its windows is {number}, out of the range that is read."));
        }

        var mode = node.Text("auto_pad", "NOTSET");
        return Enumerable.Range(0, axes).Select(a =>
        {
            var axis = new WindowAxis(
                (int)sizes[a], (int)strides[a], (int)dilations[a], (int)pads[a], (int)pads[axes + a], node.Flag("ceil_mode"));
            return mode switch
            {
                "NOTSET" or "" => axis,
                "VALID" => axis with { Before = 0, After = 0 },
                "SAME_UPPER" => Same(axis, input[a + 2], isUpper: true),
                "SAME_LOWER" => Same(axis, input[a + 2], isUpper: false),
                _ => throw new OnnxFault("its auto_pad is none of NOTSET, VALID, SAME_UPPER and SAME_LOWER."),
            };
        }).ToArray();
    }

    // As many windows as strides fit in; an odd place goes to the end or to the beginning.
    private static WindowAxis Same(WindowAxis axis, int length, bool isUpper)
    {
        if (axis.Stride < 1)
            throw new OnnxFault("its stride is 0.");
        var windows = ((length - 1) / axis.Stride) + 1;
        var total = Math.Max(0, ((windows - 1L) * axis.Stride) + ((axis.Size - 1L) * axis.Dilation) + 1 - length);
        if (total > WindowAxis.Max)
            throw new OnnxFault("its windows are out of the range that is read.");
        var (small, large) = ((int)(total / 2), (int)(total - (total / 2)));
        return isUpper ? axis with { Before = small, After = large } : axis with { Before = large, After = small };
    }

    private static long[] List(OperatorNode node, string name, int count, long standard)
    {
        var list = node.Integers(name) is { Length: > 0 } found ? found : Enumerable.Repeat(standard, count).ToArray();
        return list.Length == count
            ? list
            : throw new OnnxFault(
                string.Create(CultureInfo.InvariantCulture, $"its {name} are {list.Length} numbers where {count} are needed."));
    }
}
