using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Explain</c> and the class <c>Explanation</c>: the data of this document, then what is the same for all.</summary>
internal sealed class ExplainEmitter(EmissionContext context) : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        new RowMethod(
            "Explain",
            "Explanation",
            "Explains the answer for one row: what each input contributes, and how far another rule or decision is.",
            "The rule that holds, its outputs with what they are made of, and the distances.",
            EmitCall).Emit(code, context);
        code.Write($$"""

            public sealed partial class Explanation
            {
                {{EmitLabel}}

                {{(context.HasReasons ? ["internal static Tables All => Data.All;"] : NoLines)}}

                internal static Explanation Of(double[] given, double[] row)
                {
                    return Of(Data.All, given, row);
                }

                // The rules once more, in tables: made when a row is explained for the first time.
                {{Attributes.NotUserCode}}
                private static class Data
                {
                    {{new ExplanationData(context.Document).Emit}}
                }
            }

            {{SharedSource.Explanation.TakeWhile(line => !IsClass(line))}}
            {{Attributes.GeneratedCode}}
            {{SharedSource.Explanation.SkipWhile(line => !IsClass(line))}}
            """);
    }

    private static readonly string[] NoLines = [];

    private static bool IsClass(string line) => line.StartsWith("public ", StringComparison.Ordinal);

    private void EmitCall(CodeWriter code) => code.Write($$"""
        return Explanation.Of(
            new double[]
            {
                {{Row((_, value, _) => value)}}
            },
            new double[]
            {
                {{Row(AcceptanceEmitter.Call)}}
            });
        """);

    private void EmitLabel(CodeWriter code)
    {
        if (!context.Document.Decision.IsClass)
            return;
        code.Write($$"""
            /// <summary>What is decided.</summary>
            public Label Label => (Label)Class;
            """);
    }

    /// <summary>A line for each input; a category is its position.</summary>
    private IEnumerable<string> Row(Func<Input, string, string, string> value) => context.Document.Inputs.Select((input, i) =>
        (input.IsNumber ? string.Empty : "(int)") + value(input, context.Row.Given(i), context.Row.ExceptionName(i)) + ",");
}
