using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes all conditions and all rules over several rows at once, and masks that choose: the body of one method.</summary>
internal sealed class LaneBranches(EmissionContext context, LaneWidth width, CodeWriter code)
{
    private readonly ExpressionEmitter _expressions = new(context, context.Tree.Methods.Single().Tables);
    private readonly HashSet<int> _masks = new();
    private int _choices;

    /// <summary>Writes the tree, and gives the locals that hold its outputs.</summary>
    public IReadOnlyList<string> Outputs() => Choose(context.Document.Tree, position =>
    {
        var rule = context.Document.Rules[position];
        return context.Document.Whole(rule).Select((expression, k) =>
        {
            var local = Local("rule" + Literals.Int(rule.Id), k);
            code.Write($$"""var {{local}} = {{_expressions.LaneSum(expression)}};""");
            return local;
        }).ToArray();
    });

    /// <summary>Writes the tree, and gives the local that holds the number of the rule.</summary>
    public string Rule() => Choose(context.Document.Tree, rule => [$"All({Literals.Int(context.Document.Rules[rule].Id)}L)"]).Single();

    private IReadOnlyList<string> Choose(TreeNode node, Func<int, IReadOnlyList<string>> values) =>
        node.Match(branch => Choose(branch, values), leaf => values(leaf.Rule));

    private IReadOnlyList<string> Choose(Branch branch, Func<int, IReadOnlyList<string>> values)
    {
        var mask = Mask(context.Document.Conditions[branch.Condition]);
        var (negative, positive) = (Choose(branch.Negative, values), Choose(branch.Positive, values));
        var choice = "choice" + Literals.Int(++_choices);
        return negative.Select((value, k) =>
        {
            var local = negative.Count == 1 ? choice : Local(choice, k);
            code.Write($$"""var {{local}} = Select({{mask}}, {{value}}, {{positive[k]}});""");
            return local;
        }).ToArray();
    }

    // A condition that stands at several nodes is calculated once.
    private string Mask(Condition condition)
    {
        if (_masks.Add(condition.Id))
        {
            code.Write($$"""
                var condition{{condition.Id}} = {{_expressions.LaneSum(condition.Expression)}};
                var isNegative{{condition.Id}} = {{width.Vector}}.LessThan(condition{{condition.Id}}, All(0.0));
                """);
        }

        return "isNegative" + Literals.Int(condition.Id);
    }

    private string Local(string owner, int output) => context.HasOneOutput ? owner : owner + "_" + Literals.Int(output + 1);
}
