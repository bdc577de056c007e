using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the branches of one method of the tree, and the rules that they end in: what a reviewer reads.</summary>
/// <remarks>
/// Both sides of an <c>if</c> are blocks: each condition is a local, and in C# sibling blocks may use a name twice where nested ones
/// may not.
/// </remarks>
internal sealed class BranchEmitter(EmissionContext context, TreeMethod method)
{
    private readonly ExpressionEmitter _expressions = new(context, method.Tables);

    /// <summary>Writes the body of the method.</summary>
    public void Emit(CodeWriter code) => Inside(method.Root)(code);

    private Code Node(TreeNode node) => context.Tree.MethodFrom(node) is { } other
        ? code => code.Write($$"""return {{other.Name}}({{context.Row.Accepted.And("out rule")}});""")
        : Inside(node);

    private Code Inside(TreeNode node) => node.Match(Branch, leaf => Rule(leaf.Rule));

    private Code Branch(Branch branch) => code =>
    {
        var condition = context.Document.Conditions[branch.Condition];
        var comparison = context.Document.Version > 1 ? _expressions.Comparison(condition.Expression) : null;
        code.Write($$"""
            // {{Heading(branch.Condition)}}
            {{code => EmitSum(code, condition, comparison is null)}}
            if ({{comparison ?? [$"condition{Literals.Int(condition.Id)} < 0"]}})
            {
                {{Node(branch.Negative)}}
            }
            else
            {
                {{Node(branch.Positive)}}
            }
            """);
    };

    // Of a comparison there is no more to say than stands in the code, unless it is referred to.
    private IEnumerable<string> Heading(int condition) => context.Document.Version == 1 || context.Describer.States(condition)
        ? [context.Describer.ConditionHeading(condition) + "."]
        : [];

    private void EmitSum(CodeWriter code, Condition condition, bool isNeeded)
    {
        if (isNeeded)
            code.Write($$"""double condition{{condition.Id}} = {{_expressions.Sum(condition.Expression)}};""");
    }

    private Code Rule(int position) => code =>
    {
        var rule = context.Document.Rules[position];
        code.Write($$"""
            // {{context.Describer.Rule(position)}}
            {{code => EmitOutputs(code, rule)}}
            rule = {{rule.Id}};
            {{Answer}}
            """);
    };

    private void EmitOutputs(CodeWriter code, Rule rule)
    {
        var outputs = context.Document.Whole(rule);
        for (var k = 0; k < outputs.Count; k++)
            code.Write($$"""double {{context.Names.Outputs[k].Local}} = {{_expressions.Sum(outputs[k])}};""");
    }

    private void Answer(CodeWriter code)
    {
        if (context.HasOneOutput)
            code.Write($$"""return {{context.OutputName}};""");
        else
            code.Write($$"""return new {{context.OutputType}}({{new CommaList(context.Names.Outputs.Select(o => o.Local))}});""");
    }
}
