using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes all conditions over several rows at once, and masks that choose among all rules, or say which rule is to be calculated: the body
/// of one method.
/// </summary>
internal sealed class LaneBranches(EmissionContext context, LaneWidth width, LaneRuleEmitter? rules, CodeWriter code)
{
    private readonly ExpressionEmitter _expressions = new(context, context.Tree.Methods.Single().Tables);
    private readonly HashSet<int> _masks = new();
    private readonly HashSet<int> _commons = new();
    private int _choices;

    /// <summary>Writes the tree, and gives the locals that hold its outputs.</summary>
    public IReadOnlyList<string> Outputs() => rules is null
        ? Choose(context.Document.Tree, position =>
        {
            var rule = context.Document.Rules[position];
            return rule.Own.Select((own, k) => Output(own, k, Local("rule" + Literals.Int(rule.Id), k))).ToArray();
        })
        : Outputs(rules);

    private IReadOnlyList<string> Outputs(LaneRuleEmitter rules)
    {
        var rule = Choose(context.Document.Tree, position => [$"All({Literals.Int(position)}L)"]).Single();
        code.Write($$"""var rule = {{rule}};""");
        return context.Document.Outputs.Select((_, k) =>
        {
            var local = Local("own", k);
            code.Write($$"""var {{local}} = {{rules.Sum(k)}};""");
            return WithCommon(k, local);
        }).ToArray();
    }

    /// <summary>Writes the tree, and gives the local that holds the number of the rule.</summary>
    public string Rule() => Choose(context.Document.Tree, rule => [$"All({Literals.Int(context.Document.Rules[rule].Id)}L)"]).Single();

    private IReadOnlyList<string> Choose(TreeNode node, Func<int, IReadOnlyList<string>> values) =>
        node.Match(branch => Choose(branch, values), leaf => values(leaf.Rule));

    private IReadOnlyList<string> Choose(Branch branch, Func<int, IReadOnlyList<string>> values)
    {
        var mask = Mask(branch.Condition);
        var (negative, positive) = (Choose(branch.Negative, values), Choose(branch.Positive, values));
        var choice = "choice" + Literals.Int(++_choices);
        return negative.Select((value, k) =>
        {
            if (value == positive[k])
                return value;
            var local = negative.Count == 1 ? choice : Local(choice, k);
            code.Write($$"""var {{local}} = Select({{mask}}, {{value}}, {{positive[k]}});""");
            return local;
        }).ToArray();
    }

    // A condition that stands at several nodes is calculated once.
    private string Mask(int position)
    {
        var condition = context.Document.Conditions[position];
        if (_masks.Add(condition.Id))
        {
            var local = "condition" + Literals.Int(condition.Id);
            EmitSum(local, condition.Expression);
            code.Write($$"""var isNegative{{condition.Id}} = {{width.Vector}}.LessThan({{local}}, All(0.0));""");
        }

        return "isNegative" + Literals.Int(condition.Id);
    }

    /// <summary>A sum, and what conditions add to it in the rows where they are negative.</summary>
    private void EmitSum(string local, Expression sum)
    {
        var masks = sum.Adjustments.Select(a => Mask(a.Condition)).ToArray();
        code.Write($$"""var {{local}} = {{_expressions.LaneSum(sum)}};""");
        for (var a = 0; a < masks.Length; a++)
        {
            // Chosen, not masked to 0: adding 0 would turn -0 into 0.
            var (condition, weight) = (context.Document.Conditions[sum.Adjustments[a].Condition].Id, sum.Adjustments[a].Weight.Literal);
            code.Write($$"""{{local}} = Select({{masks[a]}}, {{local}} + {{weight}} * condition{{condition}}, {{local}});""");
        }
    }

    /// <summary>The local that holds an output of a rule.</summary>
    private string Output(Expression? own, int output, string local)
    {
        if (own is not null)
            EmitSum(local, own);
        if (context.Document.CommonOf(output) is not { } common)
        {
            if (own is null)
                code.Write($$"""var {{local}} = All(0.0);""");
            return local;
        }

        if (own is not null)
            return WithCommon(output, local);
        EmitCommon(output, common);
        return Local("common", output);
    }

    private string WithCommon(int output, string local)
    {
        if (context.Document.CommonOf(output) is not { } common)
            return local;
        EmitCommon(output, common);
        code.Write($$"""{{local}} = {{Local("common", output)}} + {{local}};""");
        return local;
    }

    private void EmitCommon(int output, Expression common)
    {
        if (_commons.Add(output))
            EmitSum(Local("common", output), common);
    }

    private string Local(string owner, int output) => context.HasOneOutput ? owner : owner + "_" + Literals.Int(output + 1);
}
