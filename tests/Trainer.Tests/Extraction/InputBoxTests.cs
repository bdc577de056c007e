using System;
using System.Globalization;
using RuleCompiler.Trainer.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

public class InputBoxTests
{
    [Theory]
    [InlineData(1.5, 1.25, "found [1.5, 1.25] for feature 1")]
    [InlineData(double.NaN, 1, "found [NaN, 1] for feature 1")]
    [InlineData(0, double.PositiveInfinity, "Infinity] for feature 1")]
    public void BoundsAreFiniteAndInOrder(double lower, double upper, string expected)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            var error = Assert.Throws<ArgumentException>(() => new InputBox([0, lower], [1, upper]));
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void GroupsAreDisjointAndOfFeaturesBoundedByZeroAndOne()
    {
        Assert.Throws<ArgumentException>(() => new InputBox([0], [1, 1]));
        Assert.Throws<ArgumentException>(() => new InputBox([0, 0], [1, 1], [[0, 1], [1]]));
        Assert.Throws<ArgumentException>(() => new InputBox([0, 0], [1, 1], [[0, 0]]));
        Assert.Throws<ArgumentException>(() => new InputBox([0, 0], [1, 1], [[0, 2]]));
        Assert.Throws<ArgumentException>(() => new InputBox([0, 0], [1, 1], [[]]));
        Assert.Throws<ArgumentException>(() => new InputBox([0, 0], [1, 2], [[0, 1]]));
    }

    [Fact]
    public void ADomainHoldsPointsWithOneCategoryPerGroup()
    {
        var box = new InputBox([-1, 0, 0], [1, 1, 1], [[1, 2]]);
        Assert.True(box.Contains([1, 0, 1]));
        Assert.False(box.Contains([1.5, 0, 1]));
        Assert.False(box.Contains([0, 1, 1]));
        Assert.False(box.Contains([0, 0, 0]));
        Assert.False(box.Contains([0, 0.5, 0.5]));
        Assert.False(box.Contains([double.NaN, 0, 1]));
    }
}
