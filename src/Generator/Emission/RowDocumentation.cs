using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The documentation that methods of one row have in common.</summary>
internal sealed class RowDocumentation(EmissionContext context)
{
    /// <summary>Each input as a parameter. What it is stands with its property alone; editors show it at the parameter, too.</summary>
    public void EmitScalars(CodeWriter code)
    {
        foreach (var input in context.Names.Inputs)
            code.Write($$"""/// <param name="{{input.Name}}">"""
                + $$"""<inheritdoc cref="Input.{{input.Property}}" path="/summary/node()"/></param>""");
    }

    /// <summary>Each input as a parameter with a value for each row.</summary>
    public void EmitColumns(CodeWriter code)
    {
        foreach (var input in context.Names.Inputs)
            code.Write($$"""/// <param name="{{input.Name}}">A column of <see cref="Input.{{input.Property}}"/>.</param>""");
    }

    /// <summary>The row as a parameter.</summary>
    public static void EmitRow(CodeWriter code) => code.Write($$"""/// <param name="input">The row.</param>""");

    /// <summary>When a row is refused.</summary>
    public void EmitExceptions(CodeWriter code)
    {
        if (context.Document.Inputs.Numbers().Any())
            EmitException(code, "ArgumentException", "A number is infinite, or is missing and nothing stands for it.");
        if (context.Document.Inputs.Categories().Any(c => c.Other is null))
            EmitException(code, "ArgumentOutOfRangeException", "A category is not declared, and none stands for others.");
    }

    private static void EmitException(CodeWriter code, string type, string text) =>
        code.Write($$"""/// <exception cref="global::System.{{type}}">{{text}}</exception>""");
}
