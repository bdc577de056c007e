using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes what comes before the branches, each once: the common part, the conditions that more than one place needs, and what they add
/// where they are negative.
/// </summary>
internal sealed class HingeEmitter(EmissionContext context, TableSet tables)
{
    private readonly ExpressionEmitter _expressions = new(context, tables);

    private HingeLayout Hinges => context.Hinges;

    /// <summary>Writes it in the method of the tree, or calls of the methods that it takes.</summary>
    public void Emit(CodeWriter code)
    {
        if (Hinges.IsApart)
        {
            code.Write($$"""
                {{Hinges.Struct}} {{Hinges.Local}} = default({{Hinges.Struct}});
                {{Hinges.Steps.Select(step => $"{step.Name}({context.Row.Accepted.And("ref " + Hinges.Local)});")}}
                """);
            return;
        }

        EmitOutputs(code, Enumerable.Range(0, context.Names.Outputs.Count).ToArray());
        foreach (var condition in Hinges.First)
            EmitCondition(code, condition);
        EmitAdjustments(code, Enumerable.Range(0, context.Names.Outputs.Count).ToArray());
    }

    /// <summary>Writes the methods that it takes, and the struct that they fill.</summary>
    public void EmitApart(CodeWriter code)
    {
        if (!Hinges.IsApart)
            return;
        code.Write($$"""

            // What the branches share, calculated in several methods because it is too long for one.
            private struct {{Hinges.Struct}}
            {
                {{Hinges.Fields.Select(field => $"internal double {field};")}}
            }
            """);
        foreach (var step in Hinges.Steps)
        {
            code.Write($$"""

                {{Attributes.NotUserCode}}
                private static void {{step.Name}}({{context.Row.AcceptedParameters.And($"ref {Hinges.Struct} {Hinges.Local}")}})
                {
                    {{code => EmitStep(code, step)}}
                }
                """);
        }
    }

    /// <summary>Writes a condition: what it is, its sum, and what earlier conditions add to that.</summary>
    public void EmitCondition(CodeWriter code, int condition)
    {
        var expression = context.Document.Conditions[condition].Expression;
        var value = Hinges.Condition(condition);
        var isField = Hinges.IsApart && Hinges.IsFirst(condition);
        code.Write($$"""

            // {{context.Describer.ConditionHeading(condition)}}.
            {{(isField ? string.Empty : "double ")}}{{value}} = {{_expressions.Sum(expression)}};
            {{expression.Adjustments.Select(a => Adjusting(value, a))}}
            """);
    }

    /// <summary>The statement with which a condition adjusts a sum.</summary>
    public string Adjusting(string sum, Adjustment adjustment) =>
        $"if ({Hinges.Condition(adjustment.Condition)} < 0) {sum} += {adjustment.Weight.Literal} * "
            + $"{Hinges.Condition(adjustment.Condition)};";

    private void EmitStep(CodeWriter code, HingeStep step)
    {
        foreach (var condition in step.Conditions)
            EmitCondition(code, condition);
        EmitOutputs(code, step.Outputs);
        EmitAdjustments(code, step.Outputs);
    }

    private void EmitOutputs(CodeWriter code, IReadOnlyList<int> outputs)
    {
        if (outputs.Any(k => context.Document.CommonOf(k) is not null))
        {
            code.Write($$"""

                // The common part: what every row gets.
                """);
        }

        foreach (var k in outputs)
        {
            var declaration = (Hinges.IsApart ? string.Empty : "double ") + Hinges.Output(k);
            if (context.Document.CommonOf(k) is { } common)
                code.Write($$"""{{declaration}} = {{_expressions.Sum(common)}};""");
            else
                code.Write($$"""{{declaration}};""");
        }
    }

    private void EmitAdjustments(CodeWriter code, IReadOnlyList<int> outputs)
    {
        var adjustments = outputs
            .SelectMany(k => context.Document.CommonOf(k)?.Adjustments.Select(a => (Output: k, Adjustment: a)) ?? [])
            .GroupBy(a => a.Adjustment.Condition).OrderBy(g => g.Key).ToArray();
        if (adjustments.Length == 0)
            return;
        code.Write($$"""

            // The adjustments: what a condition adds where it is negative, and only there.
            """);
        // Condition by condition: each output takes what is added to it in their order.
        foreach (var group in adjustments)
        {
            var condition = Hinges.Condition(group.Key);
            if (group.Count() == 1)
            {
                code.Write($$"""{{Adjusting(Hinges.Output(group.Single().Output), group.Single().Adjustment)}}""");
                continue;
            }

            code.Write($$"""
                if ({{condition}} < 0)
                {
                    {{group.Select(a => $"{Hinges.Output(a.Output)} += {a.Adjustment.Weight.Literal} * {condition};")}}
                }
                """);
        }
    }
}
