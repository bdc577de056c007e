using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Says how outputs become a decision.</summary>
internal static class DecisionDescriber
{
    public static IEnumerable<string> Sentences(RuleDocument document) => document.Decision.Match(
        _ => new[]
        {
            document.Outputs.Count == 1
                ? $"The answer is the value of {ShownName.Of(document.Outputs[0].Name)}."
                : "The answer is the values of the outputs.",
        },
        threshold => Sentences(threshold.Bits, document.Outputs),
        argmax =>
        {
            var pairs = argmax.Labels.Select((label, k) => $"{ShownName.Of(label)} for {ShownName.Of(document.Outputs[k].Name)}");
            return new[] { $"The decision is the label of the largest output ({string.Join(", ", pairs)}); on a tie it is the first of them." };
        });

    private static IEnumerable<string> Sentences(EquatableArray<ThresholdBit> bits, EquatableArray<Output> outputs)
    {
        if (bits.Count > 1)
            yield return "Each output is decided for itself:";
        for (var k = 0; k < bits.Count; k++)
        {
            var (above, below, output) = (ShownName.Of(bits[k].AtOrAbove), ShownName.Of(bits[k].Below), ShownName.Of(outputs[k].Name));
            yield return bits.Count == 1
                ? $"The decision is {above} where {output} >= {bits[k].Threshold.Literal}, and {below} otherwise."
                : $"{output} is {above} where it is >= {bits[k].Threshold.Literal}, and {below} otherwise.";
        }
    }

    /// <summary>The label of an output that does not depend on the inputs; null where the decision needs more than this output.</summary>
    public static string? ConstantLabel(Decision decision, int output, Number value) =>
        decision.Match<string?>(_ => null, threshold => ShownName.Of(threshold.Bits[output].LabelOf(value.Value)), _ => null);
}
