using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Rules</c>: the rules as text.</summary>
internal sealed class RulesTextEmitter(EmissionContext context) : IMemberEmitter
{
    /// <summary>Longer texts are cut.</summary>
    private const int MaxLength = RuleLayout.MaxTextLength;

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        // An explanation quotes them.
        if (!context.Options.Has(MemberSet.Rules) && !context.HasExplanation)
            return;
        code.Write($$"""

            /// <summary>The rules as text, for a log or a screen: the same as in the comments.</summary>
            {{Attributes.Member}}
            {{(context.Options.Has(MemberSet.Rules) ? "public" : "private")}} static string Rules =>
            {{new VerbatimString(context.Describer.All(MaxLength))}};
            """);
    }
}
