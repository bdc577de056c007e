using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes the overloads that take many rows: as structs, as a column per input, or as one span of numbers where there are many inputs.
/// </summary>
internal sealed class BatchEmitter(EmissionContext context) : IMemberEmitter
{
    /// <summary>Whether a document has methods for many rows; without inputs there is nothing to tell rows apart by.</summary>
    public static bool IsFor(EmissionContext context) => context.Target.Types.HasSpans && context.Document.Inputs.Count > 0
        && (HasLabels(context) || OutputsEmitter.IsWanted(context) || context.Options.Has(MemberSet.Rule));

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        var widths = LaneWidth.For(context);
        if (HasLabels(context))
            EmitBoth(new BatchMethod("Classify", "Label", "labels", "Decides many rows", "the decision for each row"));
        if (OutputsEmitter.IsWanted(context))
        {
            EmitBoth(new BatchMethod(
                OutputsEmitter.MethodName(context),
                context.OutputType,
                context.OutputName,
                "Calculates the outputs for many rows",
                "the outputs for each row"));
        }

        if (context.Options.Has(MemberSet.Rule))
        {
            EmitBoth(new BatchMethod(
                "Rule", "int", "rules", "Tells which rule holds for each of many rows", "the number of the rule for each row"));
        }

        EmitLengthCheck(code);
        if (!context.Row.AreScalars)
            EmitUnpacking(code);
        foreach (var width in widths)
            new LaneEmitter(context, width).Emit(code);

        void EmitBoth(BatchMethod method)
        {
            method.Emit(code, BatchRows.Structs, widths);
            method.Emit(code, BatchRows.Columns(context), widths);
        }
    }

    private static bool HasLabels(EmissionContext context) => context.Document.Decision.IsClass && context.Options.Has(MemberSet.Main);

    private static void EmitLengthCheck(CodeWriter code) => code.Write($$"""

        {{Attributes.NotUserCode}}
        private static void RequireLength(int length, int rows, int inputs, string name)
        {
            if (length != (long)rows * inputs)
            {
                throw new global::System.ArgumentException(
                    "There are " + length.ToString(global::System.Globalization.CultureInfo.InvariantCulture)
                        + " values; " + ((long)rows * inputs).ToString(global::System.Globalization.CultureInfo.InvariantCulture)
                        + " are needed, for the result has "
                        + rows.ToString(global::System.Globalization.CultureInfo.InvariantCulture) + " rows.",
                    name);
            }
        }
        """);

    private void EmitUnpacking(CodeWriter code)
    {
        var count = context.Names.Inputs.Count;
        code.Write($$"""

            // One of the rows that stand one after another.
            {{Attributes.NotUserCode}}
            private static Input Unpack(global::System.ReadOnlySpan<double> values, int row)
            {
                global::System.ReadOnlySpan<double> one = values.Slice(row * {{count}}, {{count}});
                {{EmitUnpacked}}
            }
            """);
        if (context.Document.Inputs.All(i => i.IsNumber))
            return;
        code.Write($$"""

            // What is not a position is one that is not declared.
            {{Attributes.NotUserCode}}
            private static int Category(double position)
            {
                return position >= 0 && position < int.MaxValue && global::System.Math.Floor(position) == position ? (int)position : -1;
            }
            """);
    }

    private void EmitUnpacked(CodeWriter code)
    {
        if (context.Document.Version > 1)
        {
            code.Write($$"""return new Input({{new CommaList(context.Document.Inputs.Select(Unpacked))}});""");
            return;
        }

        code.Write($$"""
            Input input = default(Input);
            {{context.Document.Inputs.Select((input, i) => $"input.{context.Names.Inputs[i].Property} = {Unpacked(input, i)};")}}
            return input;
            """);
    }

    private string Unpacked(Input input, int position)
    {
        var value = $"one[{Literals.Int(position)}]";
        return input.IsNumber ? value : $"({context.Names.Inputs[position].Type})Category({value})";
    }
}
