using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the method that most callers want where rows are classified: <c>Classify</c>.</summary>
internal sealed class DecisionEmitter(EmissionContext context) : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (!context.Document.Decision.IsClass || !context.Options.Has(MemberSet.Main))
            return;
        var returns = string.Join(" ", DecisionDescriber.Sentences(context.Document));
        new RowMethod("Classify", "Label", "Decides one row.", returns, RowMethod.OverOutputs(context, EmitAnswer))
        {
            IsInlined = context.HasOneOutput,
        }.Emit(code, context);
    }

    /// <summary>Writes what follows the outputs: the decision that is made of them.</summary>
    public void EmitAnswer(CodeWriter code) => context.Document.Decision.Match(
        _ => { },
        threshold =>
        {
            if (context.HasOneOutput)
                EmitBinary(code, threshold.Bits[0]);
            else
                EmitBits(code, threshold);
        },
        _ => EmitLargest(code));

    private void EmitBinary(CodeWriter code, ThresholdBit bit)
    {
        var labels = context.Names.Labels;
        code.Write($$"""return {{context.OutputName}} >= {{bit.Threshold.Literal}} ? Label.{{labels[1]}} : Label.{{labels[0]}};""");
    }

    private void EmitBits(CodeWriter code, ThresholdDecision decision)
    {
        code.Write($$"""
            Label label = Label.None;
            {{Bits}}
            return label;
            """);

        void Bits(CodeWriter code)
        {
            for (var k = 0; k < decision.Bits.Count; k++)
            {
                code.Write($$"""
                    if (scores.{{context.Names.Outputs[k].Property}} >= {{decision.Bits[k].Threshold.Literal}})
                    {
                        label |= Label.{{context.Names.Labels[k]}};
                    }
                    """);
            }
        }
    }

    private void EmitLargest(CodeWriter code) => code.Write($$"""
        Label label = Label.{{context.Names.Labels[0]}};
        double largest = scores.{{context.Names.Outputs[0].Property}};
        {{LargestOutput.Tests(context, k => $"label = Label.{context.Names.Labels[k]};")}}
        return label;
        """);
}
