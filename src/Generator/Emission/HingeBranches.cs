using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the branches of one method of a tree whose rules are in the form of hinges, and the rules that they end in.</summary>
/// <remarks>The negative side of an <c>if</c> returns, so that the positive one follows it without being nested.</remarks>
internal sealed class HingeBranches(EmissionContext context, TreeMethod method)
{
    private readonly ExpressionEmitter _expressions = new(context, method.Tables);
    private readonly HingeEmitter _hinges = new(context, method.Tables);

    /// <summary>Writes the body of the method.</summary>
    public void Emit(CodeWriter code)
    {
        if (method.IsFirst)
            _hinges.Emit(code);
        Inside(method.Root)(code);
    }

    private Code Node(TreeNode node) => context.Tree.MethodFrom(node) is { } other
        ? code => code.Write($$"""return {{other.Name}}({{context.Row.Accepted.And("ref " + context.Hinges.Local, "out rule")}});""")
        : Inside(node);

    private Code Inside(TreeNode node) => node.Match(Branch, leaf => Rule(leaf.Rule));

    private Code Branch(Branch branch) => code =>
    {
        var isFirst = context.Hinges.IsFirst(branch.Condition);
        var comparison = isFirst ? null : _expressions.Comparison(context.Document.Conditions[branch.Condition].Expression);
        if (comparison is not null)
        {
            code.Write($$"""

                // {{Heading(branch.Condition)}}
                """);
        }
        else if (!isFirst)
        {
            _hinges.EmitCondition(code, branch.Condition);
        }
        else
        {
            code.Write($$"""

                """);
        }

        code.Write($$"""
            if ({{comparison ?? [context.Hinges.Condition(branch.Condition) + " < 0"]}})
            {
                {{Node(branch.Negative)}}
            }

            {{Node(branch.Positive)}}
            """);
    };

    // Of a comparison there is no more to say than stands in the code, unless it is referred to.
    private IEnumerable<string> Heading(int condition) =>
        context.Describer.States(condition) ? [context.Describer.ConditionHeading(condition) + "."] : [];

    private Code Rule(int position) => code =>
    {
        var rule = context.Document.Rules[position];
        code.Write($$"""

            // {{context.Describer.Rule(position)}}
            {{code => EmitOutputs(code, position)}}
            rule = {{rule.Id}};
            {{Answer}}
            """);
    };

    private void EmitOutputs(CodeWriter code, int rule)
    {
        for (var k = 0; k < context.Names.Outputs.Count; k++)
        {
            if (context.Document.Rules[rule].Own[k] is { } own)
                EmitOwn(code, rule, k, own);
            else if (context.Document.CommonOf(k) is null)
                code.Write($$"""{{context.Hinges.Output(k)}} = 0.0;""");
        }
    }

    /// <summary>What a rule adds to the common part: a sum by itself, which is added as a whole.</summary>
    private void EmitOwn(CodeWriter code, int rule, int output, Expression own)
    {
        var hasCommon = context.Document.CommonOf(output) is not null;
        var target = context.Hinges.Output(output);
        var tested = context.Paths[rule].ToDictionary(c => c.Condition, c => c.IsNegative);
        // Conditions that the path has found to be positive add nothing, and negative ones no test, up to the first that it leaves open.
        var adjustments = own.Adjustments.Where(a => !tested.TryGetValue(a.Condition, out var isNegative) || isNegative).ToArray();
        var known = adjustments.TakeWhile(a => tested.ContainsKey(a.Condition)).ToArray();
        var sum = _expressions.Sum(own, known);
        if (known.Length == adjustments.Length)
        {
            code.Write($$"""{{target}} {{(hasCommon ? "+=" : "=")}} {{sum}};""");
            return;
        }

        var local = hasCommon ? context.Hinges.Own : target;
        var rest = adjustments.Skip(known.Length).Select(a => tested.ContainsKey(a.Condition)
            ? $"{local} += {a.Weight.Literal} * {context.Hinges.Condition(a.Condition)};"
            : _hinges.Adjusting(local, a));
        if (!hasCommon)
        {
            code.Write($$"""
                {{target}} = {{sum}};
                {{rest}}
                """);
            return;
        }

        code.Write($$"""
            {
                double {{local}} = {{sum}};
                {{rest}}
                {{target}} += {{local}};
            }
            """);
    }

    private void Answer(CodeWriter code)
    {
        var outputs = context.Names.Outputs.Select((_, k) => context.Hinges.Output(k)).ToArray();
        if (context.HasOneOutput)
            code.Write($$"""return {{outputs[0]}};""");
        else
            code.Write($$"""return new {{context.OutputType}}({{new CommaList(outputs)}});""");
    }
}
