using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Regions;

public class FidelityTests
{
    [Fact]
    public void RulesOfAnUncoupledFormDifferFromItByRoundingOnly() => RandomCases.Hold(20, random =>
    {
        var (form, box) = Case(random);
        var document = RulesOf(form, box);
        foreach (var difference in ProvenFidelity.Prove(document, form))
        {
            Assert.True(difference.IsComplete);
            Assert.InRange(difference.Upper, 0, 1e-7);
            AssertAttained(difference, document, form);
        }
    });

    [Fact]
    public void SampledDifferencesToAPerturbedFormLieBelowTheBound() => RandomCases.Hold(20, random =>
    {
        var (form, box) = Case(random);
        var document = RulesOf(form, box);
        var other = Perturbed(form, random, 0.1);
        var sampled = Sampled(document, other, random, 2000);
        foreach (var difference in ProvenFidelity.Prove(document, other))
        {
            Assert.True(difference.IsComplete);
            Assert.True(sampled[difference.Output] <= difference.Upper);
            Assert.True(difference.Lower >= sampled[difference.Output] * 0.999);
            Assert.InRange(difference.Upper - difference.Lower, 0, 1e-7 * (1 + difference.Upper));
            AssertAttained(difference, document, other);
        }
    });

    [Fact]
    public void LimitsLeaveTheTruthInsideTheInterval() => RandomCases.Hold(10, random =>
    {
        var (form, box) = Case(random);
        var document = RulesOf(form, box);
        var other = Perturbed(form, random, 0.5);
        var truth = ProvenFidelity.Prove(document, other);
        var upper = truth.Select(_ => double.PositiveInfinity).ToArray();
        foreach (var limit in new[] { 1, 10, 100, 10_000 })
        {
            foreach (var difference in ProvenFidelity.Prove(document, other, FidelityOptions.Default with { MaxRegions = limit }))
            {
                var k = difference.Output;
                Assert.InRange(difference.Regions, 0, limit);
                Assert.True(difference.Lower <= truth[k].Upper && difference.Upper >= truth[k].Lower);
                Assert.True(difference.Upper <= upper[k] && difference.Lower <= difference.Upper);
                upper[k] = difference.Upper;
                AssertAttained(difference, document, other);
            }
        }

        var none = ProvenFidelity.Prove(document, other, FidelityOptions.Default with { TimeLimit = TimeSpan.Zero });
        Assert.All(none, d => Assert.True(!d.IsComplete && double.IsFinite(d.Upper) && d.Upper >= truth[d.Output].Lower));
    });

    [Fact]
    public void AKnownDifference()
    {
        // Rules 0 against the network |x − 1| = x − 1 − 2·min(0, x − 1) on [0, 5]: 4, at x = 5.
        Input[] inputs = [Documents.Range("x", 0, 5)];
        var document = Documents.Chain(inputs);
        var form = Form([1], [-1], [1], [-1], [-2]);
        var difference = Assert.Single(ProvenFidelity.Prove(document, form));
        Assert.Equal((4.0, true, 0.0, 4.0), (difference.Lower, difference.IsComplete, difference.Rules, difference.Network));
        Assert.Equal([5], difference.Point);
        Assert.InRange(difference.Upper, 4, 4 + 1e-12);
    }

    [Fact]
    public void TheLargestDifferenceInsideAThinRegionIsFound()
    {
        // A spike of height 1 over [0.5, 0.5 + 2e-6] that no sample of a million would be sure to see.
        const double W = 1e-6;
        Input[] inputs = [Documents.Range("x", 0, 1)];
        var form = Form([1, 1, 1], [-0.5, -0.5 - W, -0.5 - (2 * W)], [0], [0], [-1 / W, 2 / W, -1 / W]);
        var difference = Assert.Single(ProvenFidelity.Prove(Documents.Chain(inputs), form));
        Assert.Equal(1, difference.Lower, 1e-6);
        Assert.Equal(1, difference.Upper, 1e-6);
        Assert.InRange(difference.Point[0], 0.5, 0.5 + (2 * W));
    }

    [Fact]
    public void RangesWithoutWidthParallelAndEmptyRules()
    {
        // Rule outputs are 0 to 3; of the four two are empty. The network is 10·x with x fixed at 2, so 20, plus y.
        Input[] inputs = [Documents.Range("x", 2, 2), Documents.Range("y", 0, 1)];
        var condition = Documents.Sum(inputs, -0.5, [0], [1]);
        var document = Documents.Full(inputs, condition, condition);
        var difference = Assert.Single(ProvenFidelity.Prove(document, Form([0, 0], [1], [10, 1], [0], [0], inputs: 2)));
        Assert.True(difference.IsComplete);

        // Below y = ½ rule 1 gives 0, so 20½ at the edge; above it rule 4 gives 3, so 18.
        Assert.Equal(20.5, difference.Lower, 1e-9);
        Assert.InRange(difference.Upper, difference.Lower, 20.5 + 1e-9);
    }

    [Fact]
    public void RulesThatJumpAreBoundedOnBothSides()
    {
        // Rules 0 below ½ and 1 above it against the network x: the largest difference, ½, is approached from both sides.
        Input[] inputs = [Documents.Range("x", 0, 1)];
        var document = Documents.Chain(inputs, Documents.Sum(inputs, -0.5, [1]));
        var difference = Assert.Single(ProvenFidelity.Prove(document, Form([0], [1], [1], [0], [0])));
        Assert.Equal(0.5, difference.Lower, 1e-9);
        Assert.InRange(difference.Upper, 0.5, 0.5 + 1e-12);
    }

    [Fact]
    public void WhatDoesNotMatchIsRefused()
    {
        var form = Form([1], [0], [1], [0], [0]);
        Input[] two = [Documents.Range("x", 0, 1), Documents.Range("y", 0, 1)];
        Assert.Contains(
            "1 inputs",
            Assert.Throws<RuleCompilerException>(() => ProvenFidelity.Prove(Documents.Chain(two), form)).Message,
            StringComparison.Ordinal);
        Input[] category = [Documents.Categories("k", 2)];
        Assert.Contains(
            "'k' is a category",
            Assert.Throws<RuleCompilerException>(() => ProvenFidelity.Prove(Documents.Chain(category), form)).Message,
            StringComparison.Ordinal);
    }

    private static (HingeForm Form, InputBox Box) Case(Random random)
    {
        var inputs = random.Next(1, 4);
        var box = RandomCases.Box(random, inputs, []);
        return (HingeForms.Coupled(random, inputs, random.Next(1, 6)), box);
    }

    private static HingeForm Form(double[] w, double[] b, double[] outWeights, double[] outBiases, double[] outCouplings, int inputs = 1) =>
        new(
            inputs,
            w,
            b[..(w.Length / inputs)],
            new double[w.Length / inputs * (w.Length / inputs)],
            outWeights,
            outBiases,
            outCouplings[..(w.Length / inputs)],
            Enumerable.Range(1, w.Length / inputs).Select(i => new HingeSource(1, i, 0)).ToArray());

    private static HingeForm Perturbed(HingeForm form, Random random, double size)
    {
        double[] Moved(double[] values) => values.Select(v => v + (size * (random.NextDouble() - 0.5))).ToArray();
        return new HingeForm(
            form.Inputs,
            Moved(form.HingeWeights),
            Moved(form.HingeBiases),
            Moved(form.Couplings),
            Moved(form.OutputWeights),
            Moved(form.OutputBiases),
            Moved(form.OutputCouplings),
            form.Sources);
    }

    /// <summary>The regions of a form as a rule document, nothing rounded.</summary>
    private static RuleDocument RulesOf(HingeForm form, InputBox box)
    {
        var inputs = Enumerable.Range(0, box.Features).Select(i => (Input)Documents.Range($"x{i}", box.Lower[i], box.Upper[i])).ToArray();
        var conditions = new List<Condition>();
        var rules = new List<Rule>();
        var tree = Node(RegionEnumerator.Enumerate(form, box).Tree!);
        return Documents.Chain(inputs) with
        {
            Outputs = Enumerable.Range(0, form.Outputs).Select(k => new Output($"y{k}")).ToEquatableArray(),
            Conditions = conditions.ToEquatableArray(),
            Tree = tree,
            Rules = rules.ToEquatableArray(),
        };

        TreeNode Node(RegionTree node)
        {
            if (node is RegionSplit split)
            {
                var position = conditions.Count;
                conditions.Add(new Condition(position + 1, Expression(split.Condition), null));
                var negative = Node(split.Negative);
                return new Branch(position, negative, Node(split.Positive));
            }

            rules.Add(new Rule(
                rules.Count + 1, Rule.Alone(((Region)node).Outputs.Select(Expression)), EquatableArray<int>.Empty, null, null));
            return new Leaf(rules.Count - 1);
        }

        Expression Expression(AffineMap map) => Documents.Sum(inputs, map.Bias, map.Weights.Select(w => (double[])[w]).ToArray());
    }

    private static double[] Sampled(RuleDocument document, HingeForm form, Random random, int points)
    {
        var (evaluator, outputs) = (new RuleEvaluator(document), new double[form.Outputs]);
        var largest = new double[form.Outputs];
        for (var n = 0; n < points; n++)
        {
            var x = Documents.Point(random, document);
            form.Evaluate(x, outputs);
            var rules = evaluator.Evaluate(x).Outputs;
            for (var k = 0; k < outputs.Length; k++)
                largest[k] = Math.Max(largest[k], Math.Abs(rules[k] - outputs[k]));
        }

        return largest;
    }

    private static void AssertAttained(OutputDifference difference, RuleDocument document, HingeForm form)
    {
        var outputs = new double[form.Outputs];
        form.Evaluate(difference.Point.ToArray(), outputs);
        Assert.Equal(outputs[difference.Output], difference.Network);
        Assert.Equal(new RuleEvaluator(document).Evaluate(difference.Point.ToArray()).Outputs[difference.Output], difference.Rules);
        Assert.Equal(Math.Abs(difference.Rules - difference.Network), difference.Lower);
        for (var i = 0; i < difference.Point.Count; i++)
        {
            var input = (NumberInput)document.Inputs[i];
            Assert.InRange(difference.Point[i], input.Minimum.Value, input.Maximum.Value);
        }
    }
}
