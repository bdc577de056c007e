using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the method that replaces or refuses what the tree cannot take, and runs the tree again.</summary>
/// <remarks>
/// It is a method of its own, since calls in the tree's would have every value put by in memory, and read again.
/// </remarks>
internal sealed class ReplacementEmitter(EmissionContext context) : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (context.Document.Inputs.Count == 0)
            return;
        code.Write($$"""

            private static {{context.OutputType}} {{DocumentNames.AcceptanceMethod}}({{context.Row.Parameters.And("out int rule")}})
            {
                {{(context.Row.AreScalars ? string.Empty : "Input row = input;")}}
                {{Replacements}}
                return {{DocumentNames.TreeMethod}}({{context.Row.Accepted.And("true", "out rule")}});
            }
            """);
    }

    private IEnumerable<string> Replacements => context.Document.Inputs.Select((input, i) =>
    {
        var operand = context.Row.Operand(i);
        return $"{operand} = {AcceptanceEmitter.Call(input, operand, context.Row.ExceptionName(i))};";
    });
}
