using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Networks.Trees;
using RuleCompiler.Trainer.Rules;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Rules;

public class TreeRulesTests
{
    private static readonly RuleDocument Frame = new(
        "Tree",
        string.Empty,
        EquatableArray.Of<Input>(
            new NumberInput("x", null, null, Number.From(-1), Number.From(1), null),
            new NumberInput("y", null, null, Number.From(0), Number.From(1e6), null),
            new CategoryInput("c", null, EquatableArray.Of("p", "q", "r", "s"), 1)),
        EquatableArray.Of(new Output("a"), new Output("b")),
        new ValueDecision(),
        EquatableArray<Condition>.Empty,
        new Leaf(0),
        EquatableArray<Rule>.Empty,
        null);

    [Fact]
    public void DocumentsAreTheirTrees()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var thresholds = new List<double>();
            var tree = Random(random, 4, thresholds);
            var document = TreeRules.Write(tree, Frame);
            Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
            var evaluator = new RuleEvaluator(document);
            for (var sample = 0; sample < 200; sample++)
            {
                // Points on borders and one double beside them among them.
                var at = thresholds.Count > 0 ? thresholds[random.Next(thresholds.Count)] : 0;
                double[] point = [Near(random, at, -1, 1), Near(random, at, 0, 1e6), random.Next(4)];
                var used = document.Inputs.Select(i => point[Frame.Inputs.ToList().FindIndex(f => f.Name == i.Name)]).ToArray();
                Assert.Equal(tree.Evaluate(point), evaluator.Evaluate(used).Outputs);
            }

            for (var rule = 0; rule < document.Rules.Count; rule++)
            {
                var witness = document.Rules[rule].Witness!.Select(v => v is NumberValue n ? n.Value.Value : ((CategoryValue)v).Category)
                    .ToArray();
                Assert.Equal(rule, evaluator.Evaluate(witness).RuleIndex);
            }
        }
    }

    [Fact]
    public void WhatIsKnownIsNotAskedAgain()
    {
        // Of x ≤ 0.5, x ≤ 0.2 and x ≤ 0.7 the last follows from the first; y ≤ −1 never holds inside the range.
        var tree = new TreeSplit(
            new AtMost(0, 0.5),
            new TreeSplit(
                new AtMost(0, 0.2),
                new TreeSplit(new AtMost(0, 0.7), Leaf(1), Leaf(2)),
                new TreeSplit(new AtMost(1, -1), Leaf(3), Leaf(4))),
            Leaf(5));
        var document = TreeRules.Write(tree, Frame);
        Assert.Equal([5.0, 4, 1], document.Rules.Select(r => r.Own[0]!.Bias.Value));
        Assert.Equal("x", Assert.Single(document.Inputs).Name);
        Assert.Equal([0.5, 0.2], document.Conditions.Select(c => c.Expression.Bias.Value));
        // x ≤ 0.5 follows from x ≤ 0.2.
        Assert.Equal([0], document.Rules[2].Implied);
        Assert.All(DocumentVerifier.Verify(document).Claims, c => Assert.True(c.Holds, c.Name));
    }

    [Fact]
    public void ALeafIsOneRule()
    {
        var document = TreeRules.Write(Leaf(3), Frame);
        Assert.Equal(3, Assert.Single(document.Rules).Own[0]!.Bias.Value);
        Assert.Empty(document.Conditions);
    }

    [Fact]
    public void TestsMustFitTheirInputs()
    {
        Assert.Throws<ArgumentException>(() => TreeRules.Write(new TreeSplit(new AtMost(2, 1), Leaf(1), Leaf(2)), Frame));
        Assert.Throws<ArgumentException>(() => TreeRules.Write(new TreeSplit(new OneOf(0, [1]), Leaf(1), Leaf(2)), Frame));
        Assert.Throws<ArgumentException>(() => TreeRules.Write(new TreeSplit(new OneOf(2, [4]), Leaf(1), Leaf(2)), Frame));
        Assert.Throws<RuleCompilerException>(() => TreeRules.Write(new TreeSplit(new AtMost(0, double.NaN), Leaf(1), Leaf(2)), Frame));
        Assert.Throws<RuleCompilerException>(() => TreeRules.Write(Leaf(double.PositiveInfinity), Frame));
    }

    private static TreeLeaf Leaf(double value) => new([value, -value]);

    private static DecisionTree Random(Random random, int depth, List<double> thresholds)
    {
        if (depth == 0 || random.Next(5) == 0)
            return Leaf(random.Next(100) / 8.0);
        var input = random.Next(3);
        TreeTest test;
        if (input == 2)
        {
            test = new OneOf(2, Enumerable.Range(0, 4).Where(_ => random.Next(2) == 0).ToArray());
        }
        else
        {
            var threshold = input == 0 ? (random.NextDouble() * 2.4) - 1.2 : random.NextDouble() * 1.1e6;
            thresholds.Add(threshold);
            test = new AtMost(input, threshold);
        }

        return new TreeSplit(test, Random(random, depth - 1, thresholds), Random(random, depth - 1, thresholds));
    }

    private static double Near(Random random, double value, double low, double high) => random.Next(4) switch
    {
        0 => Math.Clamp(value, low, high),
        1 => Math.Clamp(Math.BitIncrement(value), low, high),
        2 => Math.Clamp(Math.BitDecrement(value), low, high),
        _ => low + (random.NextDouble() * (high - low)),
    };
}
