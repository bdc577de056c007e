using System;
using System.Globalization;

namespace RuleCompiler.Trainer.Images;

/// <summary>How pixels become the values that a network takes: value = scale·pixel + shift, where pixels are from 0 to 255.</summary>
/// <param name="Scale">The factor. Pixels of 16 bits are divided by 257 before, so that white is 255 too.</param>
/// <param name="Shift">What is added.</param>
public sealed record PixelScaling(double Scale, double Shift)
{
    private const int White = byte.MaxValue;

    /// <summary>From 0 to 1.</summary>
    public static PixelScaling Unit { get; } = new(1.0 / White, 0);

    /// <summary>The values of an image.</summary>
    /// <param name="image">
    /// The image. Where one channel is taken its colours must be grey, where three are a grey image is taken three times; transparency
    /// must not be there but where four channels are taken.
    /// </param>
    /// <param name="layout">What the network takes.</param>
    /// <returns>One value per value of the input.</returns>
    /// <exception cref="RuleCompilerException">The image does not fit; the message says why and what to do.</exception>
    public double[] ValuesOf(PngImage image, InputLayout layout)
    {
        var shape = layout.Shape;
        if (image.Width != shape.Width || image.Height != shape.Height)
        {
            throw new RuleCompilerException(string.Create(
                CultureInfo.InvariantCulture,
                $"this image is {image.Width} pixels wide and {image.Height} high, the network takes {shape.Width} and {shape.Height}; "
                    + $"crop or scale it."));
        }

        if (shape.Channels is not (1 or 3 or 4))
            throw new RuleCompilerException(
                FormattableString.Invariant($"the network takes {shape.Channels} channels; a PNG image has 1, 3 or 4."));
        var values = new double[shape.Length];
        for (var p = 0; p < shape.Pixels; p++)
        {
            for (var c = 0; c < shape.Channels; c++)
                values[layout.PositionOf(p, c)] = ValueOf(Sample(image, p, c, shape.Channels) * White / image.Maximum);
        }

        return values;
    }

    /// <summary>The value of a pixel.</summary>
    /// <param name="pixel">From 0 to 255.</param>
    /// <returns>scale·pixel + shift.</returns>
    public double ValueOf(double pixel) => (Scale * pixel) + Shift;

    private static double Sample(PngImage image, int pixel, int channel, int channels)
    {
        if (channels < 4 && image.HasAlpha && image[pixel, image.Channels - 1] != image.Maximum)
            throw new RuleCompilerException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"this image has transparent pixels, and the network takes {channels} channels without transparency; "
                        + $"put it on a background."));
        if (image.Channels <= 2)
            return channel < 3 ? image[pixel, 0] : image.HasAlpha ? image[pixel, 1] : image.Maximum;
        if (channels == 1 && (image[pixel, 0] != image[pixel, 1] || image[pixel, 1] != image[pixel, 2]))
            throw new RuleCompilerException("this image has colours, and the network takes one channel; save it as grey.");
        return channel < 3 ? image[pixel, channel] : image.HasAlpha ? image[pixel, 3] : image.Maximum;
    }
}
