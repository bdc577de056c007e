using System;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Images;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Layers;

/// <summary>Shapes and unit counts, as the paper's.</summary>
public class ShapeTests
{
    [Theory]
    [InlineData(1, 28, 38_144)]
    [InlineData(3, 24, 28_160)]
    public void TwoConvolutionsHaveThePapersUnits(int channels, int side, int units) =>
        Assert.Equal(units, ConvolutionalArchitecture.TwoConvolutions(new ImageShape(channels, side, side), 10).Units);

    [Fact]
    public void FramesHaveThePapersUnits()
    {
        var frames = ConvolutionalArchitecture.Frames();
        Assert.Equal(20_896, frames.Units);
        Assert.Equal(
            [new ImageShape(4, 84, 84), new ImageShape(32, 21, 21), new ImageShape(64, 7, 7), new ImageShape(64, 7, 7)], frames.Shapes);
        Assert.Equal(18, frames.Classes);
    }

    [Theory]
    [InlineData(28, 5, 1, Padding.Same, 28, 2, 2)]
    [InlineData(84, 8, 4, Padding.Same, 21, 2, 2)]
    [InlineData(21, 4, 3, Padding.Same, 7, 0, 1)]
    [InlineData(7, 2, 2, Padding.Same, 4, 0, 1)]
    [InlineData(5, 1, 3, Padding.Same, 2, 0, 0)]
    [InlineData(28, 5, 1, Padding.Valid, 24, 0, 0)]
    [InlineData(84, 8, 4, Padding.Valid, 20, 0, 0)]
    [InlineData(7, 2, 2, Padding.Valid, 3, 0, 0)]
    public void WindowsHaveTheirPlaces(int size, int kernel, int stride, Padding padding, int places, int before, int after)
    {
        var window = Window.Place(size, kernel, stride, padding);
        Assert.Equal((places, before, after), (window.Places, window.Before, window.After));
    }

    [Fact]
    public void WindowWithoutAPlaceIsRefused()
    {
        var image = new ImageShape(1, 4, 9);
        Assert.Contains(
            "no place inside 4",
            Assert.Throws<ArgumentException>(
                () => new ConvolutionalArchitecture(image, [new ConvolutionLayer(2, 5, 1, Padding.Valid)], [], 2)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ConvolutionalArchitecture(image, [new MaxPoolLayer(2, 0)], [], 2));
        Assert.Throws<ArgumentException>(() => new ConvolutionalArchitecture(image, [new ConvolutionLayer(0, 3)], [], 2));
        Assert.Throws<ArgumentException>(() => new ConvolutionalArchitecture(image, [], [3, 0], 2));
        Assert.Throws<ArgumentException>(() => new ConvolutionalArchitecture(image with { Width = 0 }, [], [], 2));
    }
}
