using RuleCompiler.Description;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Probability</c> and <c>Probabilities</c>, where scores stand for them.</summary>
internal sealed class ProbabilityEmitter(EmissionContext context) : IMemberEmitter
{
    private readonly ProbabilityStruct _struct = new(context);

    private string Returns => (_struct.AreLogits, context.Document.Decision.ComparesOutputs) switch
    {
        (false, _) => "The score, brought to 0 to 1.",
        (true, true) => "From 0 to 1: softmax over the scores.",
        (true, false) => "From 0 to 1: the logistic function of the score.",
    };

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (!context.HasProbability)
            return;
        if (context.HasOneOutput)
        {
            var label = ShownName.Of(context.Document.Decision.LabelsOf(0)[1]);
            EmitMethod(code, "Probability", "double", $"Calculates the probability of {label} for one row.", _struct.OfScore(context.OutputName));
            return;
        }

        const string all = ProbabilityStruct.Name + ".Of(scores)";
        if (context.Document.Decision.ComparesOutputs)
            EmitMethod(code, "Probability", "double", "Calculates the probability of the label that Classify gives for one row.", all + ".Chosen(scores)");
        EmitMethod(code, "Probabilities", ProbabilityStruct.Name, "Calculates the probability of each label for one row.", all);
        _struct.Emit(code);
    }

    private void EmitMethod(CodeWriter code, string name, string type, string summary, string answer) =>
        new RowMethod(name, type, summary, Returns, RowMethod.OverOutputs(context, code => code.Write($$"""return {{answer}};"""))).Emit(code, context);
}
