using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the enum of labels, if rows are classified.</summary>
internal sealed class LabelEmitter(EmissionContext context) : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code) => context.Document.Decision.Match<EnumType?>(
        _ => null,
        threshold => context.HasOneOutput ? Chosen(Below(threshold.Bits[0]), AtOrAbove(threshold.Bits[0])) : Combined(threshold),
        argmax => Chosen(argmax.Labels.Select((label, k) => $"{ShownName.Of(label)}, where {Output(k)} is the largest output.").ToArray()))
        ?.Emit(code);

    private EnumType Chosen(params string[] summaries) =>
        new("Label", "What the rules decide.", summaries.Select((summary, k) => (context.Names.Labels[k], k, summary)));

    private EnumType Combined(ThresholdDecision decision) => new(
        "Label",
        "What the rules decide: each output is a yes or no of its own, and a label is any combination of them.",
        decision.Bits.Select((bit, k) => (
            context.Names.Labels[k],
            1 << k,
            $"{Output(k)} is {ShownName.Of(bit.AtOrAbove)}, where it is >= {bit.Threshold.Literal}; without this, {ShownName.Of(bit.Below)}."))
            .Prepend(("None", 0, "Every output is below its threshold.")))
    {
        IsFlags = true,
    };

    private string Below(ThresholdBit bit) => $"{ShownName.Of(bit.Below)}, where {Output(0)} < {bit.Threshold.Literal}.";

    private string AtOrAbove(ThresholdBit bit) => $"{ShownName.Of(bit.AtOrAbove)}, where {Output(0)} >= {bit.Threshold.Literal}.";

    private string Output(int position) => ShownName.Of(context.Document.Outputs[position].Name);
}
