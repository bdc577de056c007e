using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes a member of the generated class, or a few that are nothing without each other.</summary>
internal interface IMemberEmitter
{
    /// <summary>Writes the member; nothing where the document has none or the project does not want it.</summary>
    void Emit(CodeWriter code);
}
