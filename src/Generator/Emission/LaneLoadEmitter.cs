using System;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what reads several rows: from structs, from a column per input, or from one span of numbers.</summary>
internal sealed class LaneLoadEmitter(EmissionContext context, LaneWidth width)
{
    private const string Marshal = "global::System.Runtime.InteropServices.MemoryMarshal";

    /// <summary>Writes both overloads.</summary>
    public void Emit(CodeWriter code) => code.Write($$"""

        {{Attributes.Inlined}}
        internal static bool Load({{BatchRows.Structs.Parameters.And("int row", "out Lanes lanes")}})
        {
            rows = rows.Slice(row, {{width.Count}});
            {{EmitStructs}}
            return Accept(ref lanes);
        }

        {{Attributes.Inlined}}
        internal static bool Load({{BatchRows.Columns(context).Parameters.And("int row", "out Lanes lanes")}})
        {
            {{(context.Row.AreScalars ? EmitColumns : EmitNumbers)}}
            return Accept(ref lanes);
        }
        """);

    private bool IsNumber(int input) => context.Document.Inputs[input].IsNumber;

    private void EmitStructs(CodeWriter code)
    {
        for (var i = 0; i < context.Names.Inputs.Count; i++)
        {
            var property = context.Names.Inputs[i].Property;
            EmitCreation(code, i, k => $"{(IsNumber(i) ? string.Empty : "(long)")}rows[{k}].{property}");
        }
    }

    // The lengths of the columns are checked once for the batch.
    private void EmitColumns(CodeWriter code)
    {
        for (var i = 0; i < context.Names.Inputs.Count; i++)
        {
            var (lane, column) = ("lanes." + context.Names.Inputs[i].Property, context.Names.Inputs[i].Parameter);
            var first = $"ref {Marshal}.GetReference({column})";
            var numbers = $"{Marshal}.Cast<{context.Names.Inputs[i].Type}, int>({column})";
            if (IsNumber(i))
                code.Write($$"""{{lane}} = {{width.Vector}}.LoadUnsafe({{new CommaList(first, "(nuint)row")}});""");
            else
                code.Write($$"""{{lane}} = Positions({{new CommaList(numbers, "row")}});""");
        }
    }

    private void EmitNumbers(CodeWriter code)
    {
        var count = Literals.Int(context.Names.Inputs.Count);
        code.Write($$"""{{width.Each(k => $"var row{k} = values.Slice((row + {k}) * {count}, {count});").Items}}""");
        for (var i = 0; i < context.Names.Inputs.Count; i++)
            EmitCreation(code, i, k => IsNumber(i) ? $"row{k}[{Literals.Int(i)}]" : $"(long)Category(row{k}[{Literals.Int(i)}])");
    }

    private void EmitCreation(CodeWriter code, int input, Func<string, string> value) =>
        code.Write($$"""lanes.{{context.Names.Inputs[input].Property}} = {{width.Vector}}.Create({{width.Each(value)}});""");
}
