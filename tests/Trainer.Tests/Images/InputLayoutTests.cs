using System;
using System.Linq;
using RuleCompiler.Trainer.Images;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Images;

public sealed class InputLayoutTests
{
    [Theory]
    [InlineData(new[] { 1, 3, 24, 20 }, null, 3, 24, 20, false)]
    [InlineData(new[] { 1, 24, 20, 3 }, null, 3, 24, 20, true)]
    [InlineData(new[] { 1, 1, 28, 28 }, null, 1, 28, 28, false)]
    [InlineData(new[] { 1, 28, 28, 1 }, null, 1, 28, 28, true)]
    [InlineData(new[] { 1, 3, 5, 4 }, null, 3, 5, 4, false)]
    [InlineData(new[] { 1, 3, 5, 4 }, true, 4, 3, 5, true)]
    [InlineData(new[] { 1, 8, 5, 7 }, null, 8, 5, 7, false)]
    public void DimensionsTellTheShape(int[] dimensions, bool? channelsLast, int channels, int height, int width, bool isLast) =>
        Assert.Equal(new InputLayout(new ImageShape(channels, height, width), isLast), InputLayout.Infer(dimensions, channelsLast));

    [Theory]
    [InlineData(new[] { 1, 784 })]
    [InlineData(new[] { 1, 3, 20 })]
    [InlineData(new int[0])]
    public void OtherDimensionsDoNot(int[] dimensions) => Assert.Null(InputLayout.Infer(dimensions, null));

    [Fact]
    public void ValuesAreBroughtIntoTheOrderOfPictures()
    {
        var shape = new ImageShape(2, 1, 3);
        Assert.Equal([1, 2, 3, 10, 20, 30], new InputLayout(shape, ChannelsLast: true).ToPlanes([1, 10, 2, 20, 3, 30]));
        Assert.Equal([1, 2, 3, 10, 20, 30], new InputLayout(shape, ChannelsLast: false).ToPlanes([1, 2, 3, 10, 20, 30]));
        Assert.Throws<ArgumentException>(() => new InputLayout(shape, ChannelsLast: false).ToPlanes([1, 2]));
    }

    [Fact]
    public void PixelsAreScaled()
    {
        var image = new PngImage(2, 1, 1, 65535, [0, 65535]);
        var layout = new InputLayout(new ImageShape(1, 1, 2), ChannelsLast: false);
        Assert.Equal([0, 1], PixelScaling.Unit.ValuesOf(image, layout));
        Assert.Equal([-1, 1], new PixelScaling(2.0 / 255, -1).ValuesOf(image, layout));
        Assert.Equal([0.0, 255], new PixelScaling(1, 0).ValuesOf(image, layout));
        Assert.Equal(
            Enumerable.Repeat(new[] { 0.0, 1 }, 3).SelectMany(v => v),
            PixelScaling.Unit.ValuesOf(image, new InputLayout(new ImageShape(3, 1, 2), ChannelsLast: false)));
    }

    [Fact]
    public void TransparencyIsAChannelOfItsOwnOrRefused()
    {
        var opaque = new PngImage(1, 1, 2, 255, [100, 255]);
        var seeThrough = new PngImage(1, 1, 2, 255, [100, 254]);
        InputLayout Layout(int channels) => new(new ImageShape(channels, 1, 1), ChannelsLast: false);
        Assert.Equal([100], new PixelScaling(1, 0).ValuesOf(opaque, Layout(1)));
        Assert.Equal([100, 100, 100, 254], new PixelScaling(1, 0).ValuesOf(seeThrough, Layout(4)));
        Assert.Equal([100, 100, 100, 255], new PixelScaling(1, 0).ValuesOf(new PngImage(1, 1, 1, 255, [100]), Layout(4)));
        Assert.Throws<RuleCompilerException>(() => new PixelScaling(1, 0).ValuesOf(seeThrough, Layout(1)));
        Assert.Throws<RuleCompilerException>(() => new PixelScaling(1, 0).ValuesOf(seeThrough, Layout(3)));
        Assert.Throws<RuleCompilerException>(() => new PixelScaling(1, 0).ValuesOf(opaque, Layout(2)));
    }
}
