using System;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>How the windows of a convolution or a pool lie along one axis.</summary>
/// <param name="Size">Places of a window.</param>
/// <param name="Stride">The distance between windows.</param>
/// <param name="Dilation">The distance between the places of a window.</param>
/// <param name="Before">Places added before the input.</param>
/// <param name="After">Places added after it.</param>
/// <param name="IsLastPartial">Whether a last window may reach past the added places, as long as it begins before them.</param>
public sealed record WindowAxis(int Size, int Stride = 1, int Dilation = 1, int Before = 0, int After = 0, bool IsLastPartial = false)
{
    /// <summary>No larger number is taken for any of them, so that no sum of them overflows.</summary>
    public const int Max = 1 << 24;

    /// <summary>An axis on which nothing happens.</summary>
    public static WindowAxis None { get; } = new(1);

    /// <summary>The number of windows.</summary>
    /// <param name="length">The length of the input.</param>
    /// <returns>The length of the result.</returns>
    /// <exception cref="RuleCompilerException">There is none, or a number is out of its range.</exception>
    public int Windows(int length)
    {
        if (Size is < 1 or > Max || Stride is < 1 or > Max || Dilation is < 1 or > Max || Before is < 0 or > Max || After is < 0 or > Max)
            throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"A window has a size, a stride and a dilation of at least 1 and pads of at least 0, all at most {Max}."));
        var room = (long)length + Before + After - ((long)Dilation * (Size - 1)) - 1;
        if (room < 0)
            throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"A window of {Size} places does not fit into {length} values with {Before} and {After} added."));
        var count = (room / Stride) + 1;
        if (IsLastPartial && room % Stride != 0 && count * Stride < length + (long)Before)
            count++;
        return checked((int)count);
    }

    /// <summary>Where a place of a window lies in the input.</summary>
    /// <param name="window">Counted from 0.</param>
    /// <param name="place">Counted from 0.</param>
    /// <returns>The position; outside the input where a place was added.</returns>
    public int Position(int window, int place) => (window * Stride) + (place * Dilation) - Before;

    /// <summary>The windows whose place lies inside the input.</summary>
    /// <param name="place">Counted from 0.</param>
    /// <param name="length">The length of the input.</param>
    /// <param name="windows">The number of windows.</param>
    /// <returns>The first one and the one after the last.</returns>
    public (int First, int End) Inside(int place, int length, int windows)
    {
        var offset = (place * Dilation) - Before;
        var first = offset >= 0 ? 0 : (-offset + Stride - 1) / Stride;
        var end = length - offset <= 0 ? 0 : ((length - offset - 1) / Stride) + 1;
        return (Math.Min(first, windows), Math.Min(end, windows));
    }
}
