using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Emission;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>No generated method is larger or deeper than the JIT and the compiler take well.</summary>
public class TreePlanTests
{
    [Theory]
    [InlineData(3, false)]
    [InlineData(12, false)]
    [InlineData(200, true)]
    public void EveryMethodIsWithinItsLimits(int depth, bool isDegenerate)
    {
        var document = new RandomDocuments(new Random(depth)).Next(Shape.Argmax, 10, depth, isDegenerate);
        var plan = new TreePlan(document);
        var leaves = new List<int>();
        for (var method = 0; method < plan.Roots.Count; method++)
        {
            var (terms, rules, levels) = Size(plan, plan.Roots[method], method, document, leaves);
            Assert.InRange(terms, 0, TreePlan.MaxTerms);
            Assert.InRange(rules, 1, TreePlan.MaxRules);
            Assert.InRange(levels, 0, TreePlan.MaxDepth);
        }

        Assert.Equal(Enumerable.Range(0, document.Rules.Count), leaves.Order());
        Assert.Equal(depth > 3, plan.Roots.Count > 1);
    }

    private static (
        int Terms, int Rules, int Levels) Size(TreePlan plan, TreeNode node, int method, RuleDocument document, List<int> leaves)
    {
        if (plan.MethodOf(node) is var other && other >= 0 && other != method)
            return (1, 1, 0);
        if (node is Leaf leaf)
        {
            leaves.Add(leaf.Rule);
            return (document.Whole(leaf.Rule).Sum(e => e.Terms.Count + 1), 1, 0);
        }

        var branch = (Branch)node;
        var (negative, positive) = (
            Size(plan, branch.Negative, method, document, leaves), Size(plan, branch.Positive, method, document, leaves));
        var own = document.Conditions[branch.Condition].Expression.Terms.Count + 1;
        return (own + negative.Terms + positive.Terms, negative.Rules + positive.Rules, 1 + Math.Max(negative.Levels, positive.Levels));
    }
}
