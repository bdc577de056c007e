using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the class that probabilities are calculated with.</summary>
internal sealed class ExponentialEmitter : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code) => code.Write($$"""

        {{SharedSource.Exponential}}
        """);
}
