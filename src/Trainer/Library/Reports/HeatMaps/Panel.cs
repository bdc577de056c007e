using System;
using System.Globalization;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Reports.HeatMaps;

/// <summary>A picture with a caption and a scale: numbers as colours, one per pixel.</summary>
public abstract class Panel
{
    private protected Panel(string caption, int width, int height) => (Caption, Width, Height) = (caption, width, height);

    /// <summary>The caption above it.</summary>
    public string Caption { get; }

    /// <summary>Pixels per row, before they are magnified.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels, before they are magnified.</summary>
    public int Height { get; }

    /// <summary>The numbers at the ends and in the middle of the scale, as they are shown.</summary>
    public abstract (string Low, string Middle, string High) Scale { get; }

    /// <summary>The colour of a pixel.</summary>
    /// <param name="x">The column, counted from 0.</param>
    /// <param name="y">The row, counted from 0.</param>
    /// <returns>The colour.</returns>
    public abstract Rgb ColourAt(int x, int y);

    /// <summary>The colour of a place on the scale.</summary>
    /// <param name="place">From 0, its low end, to 1, its high end.</param>
    /// <returns>The colour.</returns>
    public abstract Rgb ScaleAt(double place);

    /// <summary>The number of a pixel, as it is shown.</summary>
    /// <param name="x">The column, counted from 0.</param>
    /// <param name="y">The row, counted from 0.</param>
    /// <returns>The text.</returns>
    public abstract string TextAt(int x, int y);

    private protected static string Shown(double value, int digits = 3) =>
        value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('E', 'e');

    private protected static void CheckLength(ImageShape shape, int length)
    {
        if (length != shape.Length)
            throw new ArgumentException(FormattableString.Invariant($"An image of {shape} has {shape.Length} values, found {length}."));
    }
}
