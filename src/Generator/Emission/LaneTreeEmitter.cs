using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what fills the results of several rows at once, by the kind of result.</summary>
internal sealed class LaneTreeEmitter(EmissionContext context, LaneWidth width)
{
    /// <summary>Writes a method for each kind of result, and the sums that have methods of their own.</summary>
    public void Emit(CodeWriter code)
    {
        if (context.Document.Decision.IsClass)
            EmitFill(code, "Label", EmitLabels);
        EmitFill(code, context.OutputType, EmitOutputs);
        EmitFill(code, "int", EmitRules);
        foreach (var sum in context.Tree.Methods.Single().Sums)
            EmitSum(code, sum);
    }

    private static void EmitFill(CodeWriter code, string type, Code body) => code.Write($$"""

        internal static void Fill(in Lanes lanes, global::System.Span<{{type}}> results)
        {
            {{body}}
        }
        """);

    private void EmitSum(CodeWriter code, SumMethod method) => code.Write($$"""

        private static {{width.Doubles}} {{method.Name}}(in Lanes lanes)
        {
            return {{new ExpressionEmitter(context, method.Tables).LaneTerms(method.Sum)}};
        }
        """);

    private void EmitLabels(CodeWriter code)
    {
        var outputs = new LaneBranches(context, width, code).Outputs();
        context.Document.Decision.Match(_ => { }, threshold => EmitBits(code, threshold, outputs), _ => EmitLargest(code, outputs));
        EmitStores(code, k => $"unchecked((Label)label[{k}])");
    }

    private static void EmitBits(CodeWriter code, ThresholdDecision decision, IReadOnlyList<string> outputs)
    {
        for (var k = 0; k < outputs.Count; k++)
            code.Write($$"""{{(k == 0 ? "var label =" : "label |=")}} AtLeast({{outputs[k]}}, {{decision.Bits[k].Threshold.Literal}}) & All({{1 << k}}L);""");
    }

    private void EmitLargest(CodeWriter code, IReadOnlyList<string> outputs)
    {
        code.Write($$"""
            var label = All(0L);
            var largest = {{outputs[0]}};
            """);
        for (var k = 1; k < outputs.Count; k++)
        {
            code.Write($$"""
                var isLarger{{k}} = {{width.Vector}}.GreaterThan({{outputs[k]}}, largest);
                label = Select(isLarger{{k}}, All({{k}}L), label);
                {{(k + 1 < outputs.Count ? $"largest = Select(isLarger{Literals.Int(k)}, {outputs[k]}, largest);" : string.Empty)}}
                """);
        }
    }

    private void EmitOutputs(CodeWriter code)
    {
        var outputs = new LaneBranches(context, width, code).Outputs();
        if (outputs.Count == 1)
        {
            code.Write($$"""{{width.Vector}}.CopyTo({{outputs[0]}}, results);""");
            return;
        }

        for (var k = width.Count - 1; k >= 0; k--)
            code.Write($$"""results[{{k}}] = new {{context.OutputType}}({{new CommaList(outputs.Select(o => $"{o}[{Literals.Int(k)}]"))}});""");
    }

    private void EmitRules(CodeWriter code)
    {
        var rule = new LaneBranches(context, width, code).Rule();
        code.Write($$"""var rule = {{rule}};""");
        EmitStores(code, k => $"unchecked((int)rule[{k}])");
    }

    // The last first, so that the length is checked once.
    private void EmitStores(CodeWriter code, Func<string, string> value) =>
        code.Write($$"""{{width.Each(k => $"results[{k}] = {value(k)};").Items.Reverse()}}""");
}
