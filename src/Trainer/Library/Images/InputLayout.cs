using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Images;

/// <summary>How the values of a network's input make a picture.</summary>
/// <param name="Shape">Channels, rows and columns.</param>
/// <param name="ChannelsLast">
/// Whether the channels of a pixel are adjacent (H×W×C, as TensorFlow has it) instead of the pixels of a channel (C×H×W, as ONNX has it).
/// </param>
public sealed record InputLayout(ImageShape Shape, bool ChannelsLast)
{
    /// <summary>Infers the layout from the dimensions of an input.</summary>
    /// <param name="dimensions">Those of the network's input, the first for its rows.</param>
    /// <param name="channelsLast">Where the channels are; null to infer it: last where only the last dimension is 1, 3 or 4.</param>
    /// <returns>The layout; null where there are other than three dimensions after the first.</returns>
    public static InputLayout? Infer(IReadOnlyList<int> dimensions, bool? channelsLast)
    {
        if (dimensions is not [_, var first, var second, var third])
            return null;
        var isLast = channelsLast ?? (third is 1 or 3 or 4 && first is not (1 or 3 or 4));
        return new InputLayout(isLast ? new ImageShape(third, first, second) : new ImageShape(first, second, third), isLast);
    }

    /// <summary>The position of a value.</summary>
    /// <param name="pixel">The pixel, row by row.</param>
    /// <param name="channel">The channel.</param>
    /// <returns>The position among the values of the input.</returns>
    public int PositionOf(int pixel, int channel) => ChannelsLast ? (pixel * Shape.Channels) + channel : (channel * Shape.Pixels) + pixel;

    /// <summary>Values in the order in which pictures have them: channel by channel, each row by row.</summary>
    /// <param name="values">The values in the order of the input.</param>
    /// <returns>The same values.</returns>
    /// <exception cref="ArgumentException">There are more or fewer than the shape has.</exception>
    public double[] ToPlanes(ReadOnlySpan<double> values)
    {
        if (values.Length != Shape.Length)
            throw new ArgumentException(
                FormattableString.Invariant($"An image of {Shape} has {Shape.Length} values, found {values.Length}."), nameof(values));
        var planes = new double[values.Length];
        for (var i = 0; i < planes.Length; i++)
            planes[i] = values[PositionOf(i % Shape.Pixels, i / Shape.Pixels)];
        return planes;
    }
}
