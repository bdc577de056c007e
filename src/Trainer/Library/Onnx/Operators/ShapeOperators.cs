using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>Operators that move values, keep them, or tell of their shape.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name; where versions differ (Squeeze, Unsqueeze and Split 13, Slice 10, Pad 11), lists of axes and
/// sizes move from attributes to inputs.
/// </remarks>
internal static class ShapeOperators
{
    public static IEnumerable<(string Name, OperatorReader Reader)> All =>
    [
        ("Identity", Same), ("Dropout", Drop), ("Constant", Constant), ("Cast", Cast), ("Shape", Shape), ("Flatten", Flatten),
        ("Reshape", Reshape),
        ("Transpose", Transpose), ("Squeeze", Squeeze), ("Unsqueeze", Unsqueeze), ("Concat", Join), ("Gather", Gather), ("Slice", Slice),
        ("Expand", Expand), ("ConstantOfShape", Fill),
        ("Split", Divide),
        ("Pad", PadOperator.Read),
    ];

    internal static IReadOnlyList<OnnxValue> Same(OperatorNode node) => [node.Input(0)];

    private static IReadOnlyList<OnnxValue> Drop(OperatorNode node)
    {
        OnnxFault.When(
            node.IsConstant(2) && node.Constant(2, "mode").Values is [not 0],
            "it is in training mode; export the network for inference (model.eval()).");
        return Same(node);
    }

    private static IReadOnlyList<OnnxValue> Constant(OperatorNode node)
    {
        var value = node.Tensor("value")
            ?? (node.Numbers("value_floats") is { } floats ? OnnxValue.Of(ElementType.Float, new OnnxConstant([floats.Length], floats))
            : node.Integers("value_ints") is { } integers ? OnnxValue.Of(
                ElementType.Int64, new OnnxConstant([integers.Length], integers.Select(i => (double)i).ToArray()))
            : node.Texts("value_strings") is { Length: > 0 } texts ? OnnxValue.Of(
                ElementType.String, new OnnxConstant([texts.Length], texts.Select(node.PositionOf).ToArray()))
            : node.HasAttribute("value_string") ? OnnxValue.Of(
                ElementType.String, new OnnxConstant([], [node.PositionOf(node.Text("value_string", string.Empty))]))
            : node.HasAttribute("value_float") ? OnnxValue.Of(ElementType.Float, new OnnxConstant([], [node.Number("value_float", 0)]))
            : node.HasAttribute("value_int") ? OnnxValue.Of(ElementType.Int64, new OnnxConstant([], [node.Integer("value_int", 0)]))
            : throw new OnnxFault("it holds no tensor of numbers; sparse tensors are not read."));
        return [value];
    }

    private static IReadOnlyList<OnnxValue> Cast(OperatorNode node)
    {
        var to = (ElementType)node.Integer("to", 0);
        OnnxFault.When(
            !Enum.IsDefined(to),
            $"it makes elements of type {ElementTypes.Name((int)node.Integer("to", 0))}, which are not read; make it float.");
        var from = node.Type;
        OnnxFault.When(
            from != to && (from == ElementType.String || to == ElementType.String),
            $"it turns {from.Name()} into {to.Name()}; leave the texts as they are, or turn them into numbers before the model.");
        if (from == to || (node.IsConstant(0) && node.Constant(0, "values").Values.Length == 0))
            return [node.Input(0) with { Type = to }];
        if (to.IsFloating())
            return to.IsSingle() && !from.IsSingle()
                ? node.Result(node.Rounded(node.Node(0), from), to)
                : [node.Input(0) with { Type = to }];
        if (to == ElementType.Bool)
            return node.Result(node.Add(new Truth(), node.Node(0)), to);
        if (from.IsFloating())
            return node.Result(node.Add(new Truncation(), to, node.Node(0)), to);
        // Whole numbers stay what they are, but that those without a sign are never negative.
        return to is ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32
            ? node.Result(node.Add(new Wrapped(Math.Pow(2, 8 * to.Size())), to, node.Node(0)), to)
            : [node.Input(0) with { Type = to }];
    }

    private static IReadOnlyList<OnnxValue> Shape(OperatorNode node)
    {
        var dimensions = node.Input(0).Constant?.Dimensions ?? node.Shape(0).Dimensions;
        var (start, end) = (
            Clamped(node.Integer("start", 0), dimensions.Count), Clamped(node.Integer("end", long.MaxValue), dimensions.Count));
        var part = dimensions.Skip(start).Take(Math.Max(0, end - start)).Select(d => (double)d).ToArray();
        return [OnnxValue.Of(ElementType.Int64, new OnnxConstant([part.Length], part))];
    }

    private static IReadOnlyList<OnnxValue> Flatten(OperatorNode node)
    {
        var shape = node.Shape(0);
        var axis = node.Integer("axis", 1);
        var from = axis == shape.Rank ? shape.Rank : OperatorNode.Axis(axis, shape.Rank);
        return node.Result(node.Reshaped(node.Node(0), shape.Product(0, from), shape.Product(from, shape.Rank)));
    }

    private static IReadOnlyList<OnnxValue> Reshape(OperatorNode node)
    {
        var (input, wanted) = (node.Shape(0), node.Integers(1, "shape"));
        var keepsZero = node.Flag("allowzero");
        var dimensions = wanted.Select((d, i) => d == 0 && !keepsZero
            ? i < input.Rank ? input[i] : throw new OnnxFault($"its shape keeps a dimension that {input} does not have.")
            : d).ToArray();
        OnnxFault.When(
            dimensions.Count(d => d == -1) > 1 || dimensions.Any(d => d is < -1 or > TensorShape.MaxCount),
            "its shape has a dimension that is none.");
        var known = dimensions.Where(d => d != -1).Aggregate(1.0, (p, d) => p * d);
        OnnxFault.When(known < 1 || input.Count % known != 0 || (!dimensions.Contains(-1) && known != input.Count), string.Create(
            CultureInfo.InvariantCulture,
            $"its shape ({string.Join(", ", wanted)}) does not fit the {input.Count} values of one row, of shape {input}; export the "
                + $"network for one row, or with the number of rows left open."));
        return node.Result(node.Reshaped(node.Node(0), dimensions.Select(d => d == -1 ? (int)(input.Count / known) : (int)d).ToArray()));
    }

    private static IReadOnlyList<OnnxValue> Transpose(OperatorNode node)
    {
        var shape = node.Shape(0);
        var axes = node.Integers("perm") is { } order
            ? order.Select(a => OperatorNode.Axis(a, shape.Rank)).ToArray()
            : Enumerable.Range(0, shape.Rank).Reverse().ToArray();
        return node.Result(node.Add(Selection.Transposed(shape, axes), node.Node(0)));
    }

    private static IReadOnlyList<OnnxValue> Squeeze(OperatorNode node)
    {
        var shape = node.Shape(0);
        var axes = Axes(node)?.Select(a => OperatorNode.Axis(a, shape.Rank)).ToHashSet() ?? Enumerable.Range(0, shape.Rank)
            .Where(a => shape[a] == 1).ToHashSet();
        OnnxFault.When(axes.Any(a => shape[a] != 1), $"it takes an axis away that is longer than 1, of the shape {shape}.");
        return node.Result(node.Reshaped(node.Node(0), shape.Dimensions.Where((_, a) => !axes.Contains(a)).ToArray()));
    }

    private static IReadOnlyList<OnnxValue> Unsqueeze(OperatorNode node)
    {
        var added = Axes(node) ?? throw new OnnxFault("its axes are missing.");
        var rank = node.Shape(0).Rank + added.Length;
        OnnxFault.When(rank > 32, "it makes more than 32 axes.");
        var axes = added.Select(a => OperatorNode.Axis(a, rank)).ToHashSet();
        OnnxFault.When(axes.Count != added.Length, "it names an axis twice.");
        var rest = new Queue<int>(node.Shape(0).Dimensions);
        return node.Result(
            node.Reshaped(node.Node(0), Enumerable.Range(0, rank).Select(a => axes.Contains(a) ? 1 : rest.Dequeue()).ToArray()));
    }

    private static IReadOnlyList<OnnxValue> Join(OperatorNode node)
    {
        // Lists of axes may be empty; values are not.
        var given = Enumerable.Range(0, node.Count).Where(i => !(node.IsConstant(i) && node.Constant(i, "values").Values.Length == 0))
            .ToArray();
        OnnxFault.When(given.Length == 0, "it joins nothing.");
        return node.Result(
            node.Add(
                new Concatenation(OperatorNode.Axis(node.Integer("axis", 1), node.Shape(given[0]).Rank)),
                given.Select(node.Node).ToArray()));
    }

    private static IReadOnlyList<OnnxValue> Gather(OperatorNode node)
    {
        var shape = node.Shape(0);
        var axis = OperatorNode.Axis(node.Integer("axis", 0), shape.Rank);
        // A constant list and places that are computed, such as what belongs to a class.
        if (node.IsConstant(0) && !node.IsConstant(1) && shape.Rank == 1)
            return node.Result(node.Add(new Lookup(node.Constant(0, "list").Values), node.Node(1)));
        var indices = node.Integers(1, "indices").Select(i => OperatorNode.Axis(i, shape[axis])).ToArray();
        var part = node.Add(Selection.Along(shape, axis, indices), node.Node(0));
        return node.Result(
            node.Reshaped(
                part, [.. shape.Dimensions.Take(axis), .. node.Constant(1, "indices").Dimensions, .. shape.Dimensions.Skip(axis + 1)]));
    }

    private static IReadOnlyList<OnnxValue> Divide(OperatorNode node)
    {
        var shape = node.Shape(0);
        var axis = OperatorNode.Axis(node.Integer("axis", 0), shape.Rank);
        var parts = (int)node.Integer("num_outputs", node.Outputs);
        OnnxFault.When(parts < 1, "it names no output.");
        var sizes = (node.Opset < 13 ? node.Integers("split") : node.Has(1) ? node.Integers(1, "split") : null) is { Length: > 0 } given
            ? given
            : Equal(shape[axis], parts);
        OnnxFault.When(
            sizes.Any(s => s < 1 || s > shape[axis]) || sizes.Sum() != shape[axis],
            FormattableString.Invariant(
                $"its parts are not the {shape[axis]} values along axis {axis}; parts without values are not read."));
        var results = new List<OnnxValue>();
        var first = 0;
        foreach (var size in sizes)
        {
            results.Add(new OnnxValue(
                node.Type, node.Add(Selection.Along(shape, axis, Enumerable.Range(first, (int)size).ToArray()), node.Node(0)), null));
            first += (int)size;
        }

        return results;
    }

    // Equal parts, the last one smaller where they do not fit.
    private static long[] Equal(int length, int parts)
    {
        var size = ((length - 1) / parts) + 1;
        return Enumerable.Range(0, parts).Select(i => (long)Math.Max(0, Math.Min(size, length - (i * size)))).ToArray();
    }

    private static IReadOnlyList<OnnxValue> Slice(OperatorNode node)
    {
        var isOld = node.Opset < 10;
        var starts = isOld ? node.Integers("starts") ?? throw new OnnxFault("its starts are missing.") : node.Integers(1, "starts");
        var ends = isOld ? node.Integers("ends") ?? throw new OnnxFault("its ends are missing.") : node.Integers(2, "ends");
        var axes = (isOld ? node.Integers("axes") : node.Has(3) ? node.Integers(3, "axes") : null)
            ?? Enumerable.Range(0, starts.Length).Select(a => (long)a).ToArray();
        var steps = !isOld && node.Has(4) ? node.Integers(4, "steps") : Enumerable.Repeat(1L, starts.Length).ToArray();
        OnnxFault.When(
            ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length,
            "its starts, ends, axes and steps are not as many.");
        var part = node.Node(0);
        for (var i = 0; i < starts.Length; i++)
        {
            var shape = node.ShapeOf(part);
            var axis = OperatorNode.Axis(axes[i], shape.Rank);
            OnnxFault.When(steps[i] == 0, "one of its steps is 0.");
            part = node.Add(Selection.Along(shape, axis, Range(starts[i], ends[i], steps[i], shape[axis])), part);
        }

        return node.Result(part);
    }

    private static IReadOnlyList<OnnxValue> Expand(OperatorNode node)
    {
        var dimensions = node.Integers(1, "shape");
        OnnxFault.When(dimensions.Any(d => d is < 1 or > TensorShape.MaxCount), "its shape has a dimension that is none.");
        return node.Result(
            node.Stretched(node.Node(0), Selection.Common(node.Shape(0), new TensorShape(dimensions.Select(d => (int)d).ToArray()))));
    }

    private static IReadOnlyList<OnnxValue> Fill(OperatorNode node)
    {
        var (dimensions, value) = (node.Integers(0, "shape"), node.Tensor("value"));
        OnnxFault.When(
            dimensions.Any(d => d is < 0 or > TensorShape.MaxCount) || value is { Constant.Values.Length: not 1 },
            "its shape or its value is none.");
        var (type, filling) = (value?.Type ?? ElementType.Float, value?.Constant!.Values[0] ?? 0);
        var count = dimensions.Contains(0) ? 0 : new TensorShape(dimensions.Select(d => (int)d).ToArray()).Count;
        return [OnnxValue.Of(
            type, new OnnxConstant(dimensions.Select(d => (int)d).ToArray(), Enumerable.Repeat(filling, count).ToArray()))];
    }

    private static long[]? Axes(OperatorNode node) =>
        node.Opset < 13 ? node.Integers("axes") : node.Has(1) ? node.Integers(1, "axes") : null;

    private static int Clamped(long index, int count) => (int)Math.Clamp(index < 0 ? index + count : index, 0, count);

    private static int[] Range(long start, long end, long step, int length)
    {
        var (last, indices) = (length - 1, new List<int>());
        var from = Math.Clamp(start < 0 ? start + length : start, step > 0 ? 0 : -1, step > 0 ? length : last);
        var to = step > 0
            ? Math.Clamp(end < 0 ? end + length : end, 0, length)
            : Math.Clamp(end < 0 ? Math.Max(end, -length - 1L) + length : end, -1, last);
        // Past the length one step is like any other.
        var stride = Math.Clamp(step, -length, length);
        for (var i = from; stride > 0 ? i < to : i > to; i += stride)
            indices.Add((int)i);
        return [.. indices];
    }
}
