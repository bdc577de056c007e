using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the struct of inputs, and the enum of each one's categories.</summary>
internal sealed class InputEmitter(EmissionContext context) : IMemberEmitter
{
    // Of version 1 the struct has always been one that callers may change.
    private bool IsReadOnly => context.Document.Version > 1;

    private bool CanInitialize => !IsReadOnly || context.Target.Types.HasInit;

    private bool HasRequired => context.Target.Types.HasRequiredMembers && CanInitialize;

    private string Accessors => !IsReadOnly ? "{ get; set; }" : CanInitialize ? "{ get; init; }" : "{ get; }";

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        EmitStruct(code);
        for (var i = 0; i < context.Document.Inputs.Count; i++)
            context.Document.Inputs[i].Match(_ => { }, category => Categories(category, i).Emit(code));
    }

    private void EmitStruct(CodeWriter code) => code.Write($$"""

        /// <summary>One row: a value for each input{{(HasRequired
            ? ", and all of them have to be set."
            : CanInitialize
                ? ". What is not set is 0, or the first category: the constructor leaves none out."
                : ", which the constructor takes by their names.")}}</summary>
        {{Attributes.Member}}
        public {{(IsReadOnly ? "readonly " : string.Empty)}}struct Input
        {
            /// <summary>Makes a row of a value for each input, in the order of the document.</summary>
            {{new RowDocumentation(context).EmitScalars}}
            {{(HasRequired ? "[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]" : string.Empty)}}
            public Input({{context.Row.Scalars}})
            {
                {{context.Names.Inputs.Select(input => $"this.{input.Property} = {input.Parameter};")}}
            }
            {{EmitProperties}}
        }
        """);

    private void EmitProperties(CodeWriter code)
    {
        for (var i = 0; i < context.Names.Inputs.Count; i++)
        {
            var input = context.Names.Inputs[i];
            code.Write($$"""

                /// <summary>{{context.Describer.Input(i)}}</summary>
                public {{(HasRequired ? "required " : string.Empty)}}{{input.Type}} {{input.Property}} {{Accessors}}
                """);
        }
    }

    private EnumType Categories(CategoryInput input, int position) => new(
        context.Names.Inputs[position].Type,
        $"The categories of {ShownName.Of(input.Name)}.",
        input.Categories.Select((category, c) => (
            context.Names.Inputs[position].Members[c],
            c,
            ShownName.Of(category) + (c == input.Other ? "; a value that is not declared counts as this." : "."))));
}
