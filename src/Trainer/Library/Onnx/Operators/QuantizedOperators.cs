using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>QuantizeLinear and DequantizeLinear, as files in QDQ form have them around float operators.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/ by name: QuantizeLinear and DequantizeLinear (10, 13, 19, 21). A quantised value is represented here by
/// the number
/// that it means, so that the second of a pair gives back what the first one made.
/// </remarks>
internal static class QuantizedOperators
{
    public static IEnumerable<(string Name, OperatorReader Reader)> All => [("QuantizeLinear", Quantize), ("DequantizeLinear", Dequantize)];

    private static IReadOnlyList<OnnxValue> Quantize(OperatorNode node)
    {
        var type = node.Has(2) ? node.Input(2).Type : ElementType.UInt8;
        var (low, high) = type switch
        {
            ElementType.UInt8 => (0.0, 255.0),
            ElementType.Int8 => (-128.0, 127.0),
            ElementType.UInt16 => (0.0, 65535.0),
            ElementType.Int16 => (-32768.0, 32767.0),
            _ => throw new OnnxFault($"it makes values of {type.Name()}; read are int8, uint8, int16 and uint16."),
        };
        var (scale, zero) = (Along(node, 1, "scales"), node.Has(2) ? Along(node, 2, "zero points") : [0]);
        OnnxFault.When(scale.Any(s => !(s > 0)), "one of its scales is not positive.");
        node.Tell("the file is quantised; rules and regions are those of its float network, which keeps the ranges of the quantised values "
            + "and omits their rounding");
        var values = node.Add(new Quantization(scale, zero, low, high), node.Node(0));
        return [new OnnxValue(type, values, null) { IsMeant = true }];
    }

    private static IReadOnlyList<OnnxValue> Dequantize(OperatorNode node)
    {
        var type = node.Input(1).Type;
        if (node.Input(0).IsMeant)
            return [new OnnxValue(type, node.Node(0), null)];
        OnnxFault.When(
            !node.IsConstant(0),
            "it takes whole numbers that are computed; quantise with QuantizeLinear and DequantizeLinear around float operators (QDQ).");
        var (scale, zero) = (Along(node, 1, "scales"), node.Has(2) ? Along(node, 2, "zero points") : [0]);
        var shifted = node.Add(new ScaleAndShift([1], zero.Select(z => -z).ToArray()), node.Node(0));
        return node.Result(node.Add(new ScaleAndShift(scale, [0]), type, shifted), type);
    }

    /// <summary>One number for all values, or one for each of those along the axis.</summary>
    private static double[] Along(OperatorNode node, int input, string what)
    {
        var (values, shape) = (node.Weights(input, what).Values, node.Shape(0));
        if (values.Length == 1)
            return values;
        var axis = OperatorNode.Axis(node.Integer("axis", 1), shape.Rank);
        OnnxFault.When(
            node.Integer("block_size", 0) != 0 || values.Length != shape[axis],
            FormattableString.Invariant(
                $"its {what} are not one for each of the {shape[axis]} values along axis {axis}; blocks are not read."));
        return Enumerable.Range(0, shape.Count).Select(i => values[i / shape.Stride(axis) % shape[axis]]).ToArray();
    }
}
