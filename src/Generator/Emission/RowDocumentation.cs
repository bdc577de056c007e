using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The documentation that methods of one row have in common.</summary>
internal sealed class RowDocumentation(EmissionContext context)
{
    /// <summary>Each input as a parameter.</summary>
    public void EmitScalars(CodeWriter code)
    {
        for (var i = 0; i < context.Names.Inputs.Count; i++)
            code.Write($$"""/// <param name="{{context.Names.Inputs[i].Name}}">{{context.Describer.Input(i)}}</param>""");
    }

    /// <summary>The row as a parameter.</summary>
    public static void EmitRow(CodeWriter code) => code.Write($$"""/// <param name="input">The row.</param>""");

    /// <summary>When a row is refused.</summary>
    public void EmitExceptions(CodeWriter code)
    {
        if (context.Document.Inputs.Numbers().Any())
            code.Write($$"""/// <exception cref="global::System.ArgumentException">A number is infinite, or is missing and nothing stands for it.</exception>""");
        if (context.Document.Inputs.Categories().Any(c => c.Other is null))
            code.Write($$"""/// <exception cref="global::System.ArgumentOutOfRangeException">A category is not declared, and none stands for others.</exception>""");
    }
}
