using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>The classes of a classifier. A label that is a text is answered by its position.</summary>
/// <param name="Values">The number that stands for each class; null where it is its position.</param>
/// <param name="Names">What each class is called.</param>
internal sealed record ClassLabels(double[]? Values, IReadOnlyList<string> Names)
{
    public int Count => Names.Count;

    public static ClassLabels Of(OperatorNode node)
    {
        var texts = node.Texts("classlabels_strings") ?? [];
        var numbers = node.Integers("classlabels_int64s") is { Length: > 0 } given ? given : node.Integers("classlabels_ints") ?? [];
        if (texts.Length + numbers.Length == 0 || (texts.Length > 0 && numbers.Length > 0))
            throw new OnnxFault("its class labels are missing, or given twice.");
        var isPosition = numbers.Select((n, i) => n == i).All(same => same);
        var names = texts.Concat(numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))).ToArray();
        return new ClassLabels(isPosition ? null : numbers.Select(n => (double)n).ToArray(), names);
    }
}
