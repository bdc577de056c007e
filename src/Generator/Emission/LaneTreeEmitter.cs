using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what fills the results of several rows at once, by the kind of result.</summary>
internal sealed class LaneTreeEmitter(EmissionContext context, LaneWidth width, LaneRuleEmitter? rules)
{
    /// <summary>Writes a method for each kind of result, and the sums that have methods of their own.</summary>
    public void Emit(CodeWriter code)
    {
        if (context.Document.Decision.IsClass)
            EmitFill(code, "Label", EmitLabels);
        EmitFill(code, context.OutputType, EmitOutputs);
        EmitFill(code, "int", EmitRules);
        foreach (var sum in context.Tree.Methods.Single().Sums.Where(s => rules?.Has(s.Sum) != true))
            EmitSum(code, sum);
        rules?.Emit(code);
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
        var outputs = new LaneBranches(context, width, rules, code).Outputs();
        context.Document.Decision.Match(_ => { }, threshold => EmitBits(code, threshold, outputs), _ => EmitLargest(code, outputs));
        code.Write($$"""Store(label, global::System.Runtime.InteropServices.MemoryMarshal.Cast<Label, int>(results));""");
    }

    private static void EmitBits(CodeWriter code, ThresholdDecision decision, IReadOnlyList<string> outputs)
    {
        for (var k = 0; k < outputs.Count; k++)
        {
            var assignment = k == 0 ? "var label =" : "label |=";
            code.Write($$"""{{assignment}} AtLeast({{outputs[k]}}, {{decision.Bits[k].Threshold.Literal}}) & All({{1 << k}}L);""");
        }
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
        var outputs = new LaneBranches(context, width, rules, code).Outputs();
        if (outputs.Count == 1)
        {
            code.Write($$"""{{width.Vector}}.CopyTo({{outputs[0]}}, results);""");
            return;
        }

        for (var k = width.Count - 1; k >= 0; k--)
        {
            var values = new CommaList(outputs.Select(o => $"{o}[{Literals.Int(k)}]"));
            code.Write($$"""results[{{k}}] = new {{context.OutputType}}({{values}});""");
        }
    }

    private void EmitRules(CodeWriter code)
    {
        var rule = new LaneBranches(context, width, rules, code).Rule();
        code.Write($$"""Store({{rule}}, results);""");
    }
}
