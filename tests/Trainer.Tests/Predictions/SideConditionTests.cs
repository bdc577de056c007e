using RuleCompiler.Trainer.Predictions.Recourses;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Predictions;

/// <summary>Side conditions as people write them.</summary>
public class SideConditionTests
{
    [Theory]
    [InlineData("2*duration + rate <= 60", "duration rate", new[] { 2.0, 1.0 }, 60)]
    [InlineData("age >= 18", "age", new[] { -1.0 }, -18)]
    [InlineData("-a+0.5*\"monthly rate\"<=b - 1.25", "a monthly rate b", new[] { -1.0, 0.5, -1.0 }, -1.25)]
    [InlineData("3 + a <= 2*a", "a", new[] { -1.0 }, -3)]
    public void AllIsBroughtToOneSide(string text, string names, double[] factors, double most)
    {
        var side = SideCondition.Parse(text);
        Assert.Equal(names, string.Join(' ', side.Inputs));
        Assert.Equal(factors, side.Factors);
        Assert.Equal(most, side.Most);
    }

    [Theory]
    [InlineData("", "a number or a name is missing")]
    [InlineData("a", "no <= or >=")]
    [InlineData("a < 3", "without =")]
    [InlineData("a <= 3 4", "'4' is left over")]
    [InlineData("a <= a", "names no input")]
    [InlineData("3 <= 4", "names no input")]
    [InlineData("2*\"a <= 3", "has no end")]
    [InlineData("1.2.3*a <= 3", "'1.2.3' is no number")]
    [InlineData("12345678901234567*a <= 3", "is no number of at most 14 digits")]
    [InlineData("a + <= 3", "missing")]
    public void WhatIsNoneIsAnError(string text, string says) =>
        Assert.Contains(says, Assert.Throws<RuleCompilerException>(() => SideCondition.Parse(text)).Message,
            System.StringComparison.Ordinal);
}
