using System;

namespace RuleCompiler.Trainer.Images;

/// <summary>The pixels of a PNG file. The array is not changed, and callers must not.</summary>
public sealed class PngImage
{
    /// <summary>Makes an image from its samples.</summary>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="channels">1 grey, 2 grey and alpha, 3 red, green, blue, 4 those and alpha.</param>
    /// <param name="maximum">What white is: 255, or 65535 for 16 bits.</param>
    /// <param name="samples">height × width × channels, row-major, each at most <paramref name="maximum"/>.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public PngImage(int width, int height, int channels, int maximum, ushort[] samples)
    {
        if (width < 1 || height < 1 || channels is < 1 or > 4 || maximum is not (255 or 65535)
            || samples.Length != (long)width * height * channels)
            throw new ArgumentException(
                $"An image of {width}×{height} pixels with {channels} channels does not have {samples.Length} samples.", nameof(samples));
        (Width, Height, Channels, Maximum, Samples) = (width, height, channels, maximum, samples);
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>1 grey, 2 grey and alpha, 3 red, green, blue, 4 those and alpha.</summary>
    public int Channels { get; }

    /// <summary>What white is: 255, or 65535 for 16 bits.</summary>
    public int Maximum { get; }

    /// <summary>height × width × channels, row-major.</summary>
    public ushort[] Samples { get; }

    /// <summary>Whether the last channel is alpha.</summary>
    public bool HasAlpha => Channels is 2 or 4;

    /// <summary>The sample of one channel of a pixel.</summary>
    /// <param name="pixel">The position of the pixel, row by row.</param>
    /// <param name="channel">Counted from 0.</param>
    /// <returns>From 0 to <see cref="Maximum"/>.</returns>
    public int this[int pixel, int channel] => Samples[(pixel * Channels) + channel];
}
