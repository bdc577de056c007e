using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>What inputs, decisions, values and nodes say of themselves.</summary>
public class KindTests
{
    private static readonly ThresholdDecision Thresholds = new(
        ScoreKind.Logit,
        EquatableArray.Of(new ThresholdBit(Number.From(0.5), "no", "yes"), new ThresholdBit(Number.From(-1), "low", "high")));

    private static readonly ArgmaxDecision Argmax = new(ScoreKind.Plain, EquatableArray.Of("a", "b", "c"));

    private static readonly EquatableArray<Input> Inputs = EquatableArray.Of<Input>(
        new NumberInput("age", null, null, Number.From(20), Number.From(65), null),
        new CategoryInput("housing", null, EquatableArray.Of("own", "rent"), null),
        new NumberInput("income", null, null, Number.From(0), Number.From(9), null));

    [Fact]
    public void AnOutputDecidesAmongItsLabels()
    {
        Assert.Empty(new ValueDecision().LabelsOf(0));
        Assert.Equal(["low", "high"], Thresholds.LabelsOf(1));
        Assert.Equal(["a", "b", "c"], Argmax.LabelsOf(2));
    }

    [Theory]
    [InlineData(0.5, -1, 3)]
    [InlineData(0.4, -1, 2)]
    [InlineData(0.5, -2, 1)]
    [InlineData(double.NaN, double.NaN, 0)]
    public void AnOutputAtItsThresholdIsAboveIt(double first, double second, int expected)
    {
        Assert.Equal(expected, Thresholds.Classify([first, second]));
        Assert.Equal((expected & 1) == 1 ? "yes" : "no", Thresholds.Bits[0].LabelOf(first));
    }

    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(0, 2, 2, 1)]
    [InlineData(0, 1, 2, 2)]
    public void OfEqualOutputsTheFirstDecides(double a, double b, double c, int expected) =>
        Assert.Equal(expected, Argmax.Classify([a, b, c]));

    [Fact]
    public void ValuesAreNoClassAndClaimNothing()
    {
        var decision = new ValueDecision();
        Assert.Equal((false, false, ScoreKind.Plain), (decision.IsClass, decision.ComparesOutputs, decision.Scores));
        Assert.Throws<InvalidOperationException>(() => decision.Classify([1]));
        Assert.Equal((true, false), (Thresholds.IsClass, Thresholds.ComparesOutputs));
        Assert.Equal((true, true), (Argmax.IsClass, Argmax.ComparesOutputs));
    }

    [Fact]
    public void InputsAreFoundByTheirKind()
    {
        Assert.Equal(["age", "income"], Inputs.Numbers().Select(n => n.Name));
        Assert.Equal(["housing"], Inputs.Categories().Select(c => c.Name));
        Assert.Equal((45, "rent"), (Inputs.NumberAt(0).Width, Inputs.CategoryAt(1).Categories[1]));
        Assert.Contains("'housing'", Assert.Throws<InvalidOperationException>(() => Inputs.NumberAt(1)).Message, StringComparison.Ordinal);
        Assert.Contains("'age'", Assert.Throws<InvalidOperationException>(() => Inputs.CategoryAt(0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(19.9, false)]
    [InlineData(20, true)]
    [InlineData(65, true)]
    [InlineData(double.NaN, false)]
    public void BothEndsAreInTheRange(double value, bool expected) => Assert.Equal(expected, Inputs.NumberAt(0).IsInRange(value));

    [Fact]
    public void AValueStandsInARowAsItsInputHasIt()
    {
        Assert.Equal(2.5, new NumberValue(Number.From(2.5)).InRow);
        Assert.Equal(3, new CategoryValue(3).InRow);
    }

    [Fact]
    public void ADescentAsksTheConditionsOnItsWay()
    {
        var tree = new Branch(0, new Branch(1, new Leaf(0), new Leaf(1)), new Leaf(2));
        var asked = new List<int>();
        Assert.Equal(1, tree.Descend(condition =>
        {
            asked.Add(condition);
            return condition == 0;
        }));
        Assert.Equal([0, 1], asked);
        Assert.Equal(2, tree.Descend(_ => false));
    }

    [Fact]
    public void ADescentThroughALongChainNeedsNoStack()
    {
        const int Length = 200_000;
        TreeNode tree = new Leaf(7);
        for (var i = 0; i < Length; i++)
            tree = new Branch(i, tree, new Leaf(0));
        Assert.Equal(7, tree.Descend(_ => true));
    }
}
