using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>A public method that answers for one row: an overload with a parameter per input, and one for <c>Input</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it returns.</param>
/// <param name="Summary">What it does, for its documentation.</param>
/// <param name="Returns">What it returns, for its documentation.</param>
/// <param name="Body">Its body.</param>
internal sealed record RowMethod(string Name, string Type, string Summary, string Returns, Code Body)
{
    /// <summary>
    /// Whether the JIT should put the body in the place of a call: many values go to the tree once then, and not from method to method.
    /// </summary>
    public bool IsInlined { get; init; }

    /// <summary>Whether it belongs to an object.</summary>
    public bool IsInstance { get; init; }

    /// <summary>The body of the overload for <c>Input</c>, where that does not call the one for scalars.</summary>
    public Code? StructBody { get; init; }

    private string Modifier => IsInstance ? string.Empty : "static ";

    /// <summary>The body of a method that takes the outputs of the tree and makes an answer of them.</summary>
    /// <param name="context">What is emitted.</param>
    /// <param name="answer">What follows the call of the tree.</param>
    public static Code OverOutputs(EmissionContext context, Code answer) =>
        // The rule's number with its type: a namespace of the project may be called _.
        code => code.Write($$"""
            {{context.OutputType}} {{context.OutputName}} = {{DocumentNames.TreeMethod}}({{context.Row.Descent("out int _")}});
            {{answer}}
            """);

    /// <summary>Writes the method: for scalars and for <c>Input</c>, or, where there are many inputs, for <c>Input</c> only.</summary>
    public void Emit(CodeWriter code, EmissionContext context)
    {
        var (row, documentation) = (context.Row, new RowDocumentation(context));
        code.Write($$"""

            /// <summary>{{Summary}}</summary>
            {{(row.AreScalars ? documentation.EmitScalars : RowDocumentation.EmitRow)}}
            /// <returns>{{Returns}}</returns>
            {{documentation.EmitExceptions}}
            {{Attributes.Member}}
            {{(IsInlined && row.AreScalars ? Attributes.Inlined : [])}}
            public {{Modifier}}{{Type}} {{Name}}({{row.Parameters}})
            {
                {{Body}}
            }
            """);
        if (!row.AreScalars)
            return;
        code.Write($$"""

            /// <summary>{{Summary}}</summary>
            {{RowDocumentation.EmitRow}}
            /// <returns>{{Returns}}</returns>
            {{documentation.EmitExceptions}}
            {{Attributes.Member}}
            {{(IsInlined ? Attributes.Inlined : [])}}
            public {{Modifier}}{{Type}} {{Name}}(in Input input)
            {
                {{StructBody ?? EmitForwarding}}
            }
            """);

        void EmitForwarding(CodeWriter code) => code.Write($$"""return {{Name}}({{row.Unpacked}});""");
    }
}
