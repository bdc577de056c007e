using RuleCompiler.Description;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the method that gives the outputs of the rule that holds: <c>Evaluate</c>, or <c>Score</c> where rows are classified.</summary>
internal sealed class OutputsEmitter(EmissionContext context) : IMemberEmitter
{
    /// <summary>What the method is called.</summary>
    public static string MethodName(EmissionContext context) => context.Document.Decision.IsClass ? "Score" : "Evaluate";

    /// <summary>Whether the project wants it.</summary>
    public static bool IsWanted(EmissionContext context) =>
        context.Options.Has(context.Document.Decision.IsClass ? MemberSet.Score : MemberSet.Main);

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (!IsWanted(context))
            return;
        var summary = context.Document.Decision.IsClass ? "Calculates what the decision for one row is made from." : "Calculates the answer for one row.";
        var returns = context.HasOneOutput
            ? $"The output {ShownName.Of(context.Document.Outputs[0].Name)} of the rule that holds."
            : "The outputs of the rule that holds.";
        Code answer = code => code.Write($$"""return {{context.OutputName}};""");
        new RowMethod(MethodName(context), context.OutputType, summary, returns, RowMethod.OverOutputs(context, answer)) { IsInlined = true }
            .Emit(code, context);
    }
}
