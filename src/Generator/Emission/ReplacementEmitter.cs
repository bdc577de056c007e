using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the method that replaces or refuses what the tree cannot take, and runs the tree again.</summary>
/// <remarks>
/// It is a method of its own: with calls in the tree's method, the JIT would store every value in memory and read it back.
/// </remarks>
internal sealed class ReplacementEmitter(EmissionContext context) : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (context.Document.Inputs.Count == 0)
            return;
        code.Write($$"""

            {{Attributes.NotUserCode}}
            private static {{context.OutputType}} {{DocumentNames.AcceptanceMethod}}({{context.Row.Parameters.And("out int rule")}})
            {
                {{EmitReplacements}}
                return {{DocumentNames.TreeMethod}}({{context.Row.Accepted.And("true", "out rule")}});
            }
            """);
    }

    private void EmitReplacements(CodeWriter code)
    {
        // A row that cannot be changed is made anew.
        if (!context.Row.AreScalars && context.Document.Version > 1)
        {
            code.Write($$"""Input row = new Input({{new CommaList(Accepted(context.Row.Given))}});""");
            return;
        }

        code.Write($$"""
            {{(context.Row.AreScalars ? string.Empty : "Input row = input;")}}
            {{Accepted(context.Row.Operand).Select((value, i) => $"{context.Row.Operand(i)} = {value};")}}
            """);
    }

    private IEnumerable<string> Accepted(Func<int, string> value) => context.Document.Inputs.Select(
        (input, i) => AcceptanceEmitter.Call(input, value(i), context.Row.ExceptionName(i)));
}
