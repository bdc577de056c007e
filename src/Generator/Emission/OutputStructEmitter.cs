using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the struct of outputs, where there are several.</summary>
internal sealed class OutputStructEmitter(EmissionContext context) : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (context.HasOneOutput)
            return;
        code.Write($$"""

            /// <summary>The values of the outputs.</summary>
            {{Attributes.Member}}
            public readonly struct {{context.OutputType}}
            {
                internal {{context.OutputType}}({{new CommaList(context.Names.Outputs.Select(o => "double " + o.Local))}})
                {
                    {{context.Names.Outputs.Select(o => $"this.{o.Property} = {o.Local};")}}
                }
                {{EmitProperties}}
            }
            """);
    }

    private void EmitProperties(CodeWriter code)
    {
        for (var k = 0; k < context.Names.Outputs.Count; k++)
        {
            code.Write($$"""

                /// <summary>The output {{ShownName.Of(context.Document.Outputs[k].Name)}}.</summary>
                public double {{context.Names.Outputs[k].Property}} { get; }
                """);
        }
    }
}
