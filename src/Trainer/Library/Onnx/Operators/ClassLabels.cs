using System;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>The classes of a classifier.</summary>
/// <param name="Type">The type of a label, a text or a whole number.</param>
/// <param name="Values">The number that stands for each class; null where it is its position.</param>
/// <param name="Names">What each class is called.</param>
internal sealed record ClassLabels(ElementType Type, double[]? Values, string[] Names)
{
    public int Count => Names.Length;

    public static ClassLabels Read(OperatorNode node)
    {
        var texts = node.Texts("classlabels_strings") ?? [];
        var numbers = node.Integers("classlabels_int64s") is { Length: > 0 } given ? given : node.Integers("classlabels_ints") ?? [];
        if (texts.Length + numbers.Length == 0 || (texts.Length > 0 && numbers.Length > 0))
            throw new OnnxFault("its class labels are missing, or given twice.");
        var values = texts.Length > 0 ? texts.Select(node.PositionOf).ToArray() : Array.ConvertAll(numbers, n => (double)n);
        var names = texts.Concat(numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))).ToArray();
        return new ClassLabels(
            texts.Length > 0 ? ElementType.String : ElementType.Int64,
            values.Select((v, i) => v.Equals(i)).All(same => same) ? null : values,
            names);
    }
}
