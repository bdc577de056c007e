using System;
using System.Linq;
using RuleCompiler.Trainer.Images;

namespace Samples;

/// <summary>Where the paper's noise goes.</summary>
internal enum NoisyPart
{
    /// <summary>Nowhere.</summary>
    Nothing,

    /// <summary>Everywhere but on the digit and its outline.</summary>
    Border,

    /// <summary>Everywhere but on the digit.</summary>
    Background,

    /// <summary>Everywhere but on the digit and, at the edge of the image, on as many pixels as the outline has.</summary>
    AllButFrame,
}

/// <summary>
/// The parts of an image with a digit: the digit is what has ink, the outline what is within three pixels of it, diagonally too.
/// </summary>
internal static class DigitParts
{
    private const int OutlineWidth = 3;

    /// <summary>Which pixels get noise.</summary>
    public static bool[] Noisy(NoisyPart part, ReadOnlySpan<float> image, ImageShape shape)
    {
        var digit = new bool[image.Length];
        for (var i = 0; i < digit.Length; i++)
            digit[i] = image[i] > 0;
        return part switch
        {
            NoisyPart.Nothing => new bool[digit.Length],
            NoisyPart.Border => Array.ConvertAll(Grown(digit, shape), d => !d),
            NoisyPart.Background => Array.ConvertAll(digit, d => !d),
            NoisyPart.AllButFrame => AllButFrame(digit, shape),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
    }

    private static bool[] Grown(bool[] digit, ImageShape shape)
    {
        var grown = new bool[digit.Length];
        foreach (var i in Enumerable.Range(0, digit.Length).Where(i => digit[i]))
        {
            var (row, column) = (i / shape.Width, i % shape.Width);
            for (var y = Math.Max(0, row - OutlineWidth); y <= Math.Min(shape.Height - 1, row + OutlineWidth); y++)
            {
                for (var x = Math.Max(0, column - OutlineWidth); x <= Math.Min(shape.Width - 1, column + OutlineWidth); x++)
                    grown[(y * shape.Width) + x] = true;
            }
        }

        return grown;
    }

    // Ring by ring from the edge inwards; within the last ring, every so many pixels, so that no side is preferred.
    private static bool[] AllButFrame(bool[] digit, ImageShape shape)
    {
        var noisy = Array.ConvertAll(digit, d => !d);
        var left = Grown(digit, shape).Count(g => g) - digit.Count(d => d);
        foreach (var ring in Enumerable.Range(0, digit.Length).Where(i => !digit[i]).GroupBy(i => Depth(i, shape)).OrderBy(g => g.Key))
        {
            var pixels = ring.ToArray();
            var taken = Math.Min(left, pixels.Length);
            for (var k = 0; k < taken; k++)
                noisy[pixels[(int)((long)k * pixels.Length / taken)]] = false;
            left -= taken;
        }

        return noisy;
    }

    private static int Depth(int pixel, ImageShape shape)
    {
        var (row, column) = (pixel / shape.Width, pixel % shape.Width);
        return Math.Min(Math.Min(row, shape.Height - 1 - row), Math.Min(column, shape.Width - 1 - column));
    }
}
