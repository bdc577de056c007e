using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Says how outputs become a decision.</summary>
internal static class DecisionDescriber
{
    public static IEnumerable<string> Sentences(RuleDocument document)
    {
        switch (document.Decision)
        {
            case ThresholdDecision threshold:
                if (threshold.Bits.Count > 1)
                    yield return "Each output is decided for itself:";
                for (var k = 0; k < threshold.Bits.Count; k++)
                {
                    var bit = threshold.Bits[k];
                    var (above, below, output) = (ShownName.Of(bit.AtOrAbove), ShownName.Of(bit.Below), ShownName.Of(document.Outputs[k].Name));
                    yield return threshold.Bits.Count == 1
                        ? $"The decision is {above} where {output} >= {bit.Threshold.Literal}, and {below} otherwise."
                        : $"{output} is {above} where it is >= {bit.Threshold.Literal}, and {below} otherwise.";
                }

                break;
            case ArgmaxDecision argmax:
                var pairs = argmax.Labels.Select((label, k) => $"{ShownName.Of(label)} for {ShownName.Of(document.Outputs[k].Name)}");
                yield return $"The decision is the label of the largest output ({string.Join(", ", pairs)}); on a tie it is the first of them.";
                break;
            default:
                yield return document.Outputs.Count == 1
                    ? $"The answer is the value of {ShownName.Of(document.Outputs[0].Name)}."
                    : "The answer is the values of the outputs.";
                break;
        }
    }

    /// <summary>The label of an output that does not depend on the inputs; null where the decision needs more than this output.</summary>
    public static string? ConstantLabel(Decision decision, int output, Number value)
    {
        if (decision is not ThresholdDecision threshold)
            return null;
        var bit = threshold.Bits[output];
        return ShownName.Of(value.Value >= bit.Threshold.Value ? bit.AtOrAbove : bit.Below);
    }
}
