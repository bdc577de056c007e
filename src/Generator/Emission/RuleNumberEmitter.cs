using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Rule</c>: which rule holds.</summary>
internal sealed class RuleNumberEmitter(EmissionContext context) : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (context.Options.Has(MemberSet.Rule))
            new RowMethod("Rule", "int", "Tells which rule holds for one row.", "The number of the rule.", EmitBody) { IsInlined = true }.Emit(code, context);
    }

    private void EmitBody(CodeWriter code) => code.Write($$"""
        {{DocumentNames.TreeMethod}}({{context.Row.Descent("out int rule")}});
        return rule;
        """);
}
