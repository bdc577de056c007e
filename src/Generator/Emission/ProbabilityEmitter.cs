using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Probability</c> and <c>Probabilities</c>, where scores stand for them.</summary>
internal sealed class ProbabilityEmitter(EmissionContext context) : IMemberEmitter
{
    private readonly ProbabilityStruct _struct = new(context);

    private string Returns => context.Document.Decision switch
    {
        _ when !_struct.AreLogits => "The score, brought to 0 to 1.",
        ArgmaxDecision => "From 0 to 1: softmax over the scores.",
        _ => "From 0 to 1: the logistic function of the score.",
    };

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (!context.HasProbability)
            return;
        if (context.Document.Decision is ThresholdDecision { Bits.Count: 1 } binary)
        {
            var label = ShownName.Of(binary.Bits[0].AtOrAbove);
            EmitMethod(code, "Probability", "double", $"Calculates the probability of {label} for one row.", _struct.OfScore(context.OutputName));
            return;
        }

        const string all = ProbabilityStruct.Name + ".Of(scores)";
        if (context.Document.Decision is ArgmaxDecision)
            EmitMethod(code, "Probability", "double", "Calculates the probability of the label that Classify gives for one row.", all + ".Chosen(scores)");
        EmitMethod(code, "Probabilities", ProbabilityStruct.Name, "Calculates the probability of each label for one row.", all);
        _struct.Emit(code);
    }

    private void EmitMethod(CodeWriter code, string name, string type, string summary, string answer) =>
        new RowMethod(name, type, summary, Returns, RowMethod.OverOutputs(context, code => code.Write($$"""return {{answer}};"""))).Emit(code, context);
}
