using System;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Convolution.Images;

/// <summary>Makes rows to train on of images.</summary>
public static class ImageRows
{
    /// <summary>Every value as a share of 255.</summary>
    /// <param name="images">The images.</param>
    /// <returns>A row per image with values from 0 to 1, and the target 1 for its class.</returns>
    public static TrainingSet Scaled(ImageSet images) => Of(images, images.Shape, 1, (from, to) =>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = from[i] / 255f;
    });

    /// <summary>The middle of each image, every value as a share of 255.</summary>
    /// <param name="images">The images.</param>
    /// <param name="side">Rows and columns of the middle; an odd rest lies below and to the right.</param>
    /// <returns>A row per image.</returns>
    /// <exception cref="ArgumentException">The images are smaller.</exception>
    public static TrainingSet Middles(ImageSet images, int side)
    {
        var (top, left) = (Room(images.Shape.Height, side) / 2, Room(images.Shape.Width, side) / 2);
        return Of(
            images, images.Shape with { Height = side, Width = side }, 1, (from, to) => Crop(images.Shape, from, side, top, left, to));
    }

    /// <summary>
    /// Random parts of each image with random contrast: x ← m + f·(x − m), m the mean of the part, f drawn from 1 − spread to 1 + spread.
    /// </summary>
    /// <param name="images">The images.</param>
    /// <param name="side">Rows and columns of a part.</param>
    /// <param name="copies">Parts of each image.</param>
    /// <param name="spread">How far f is from 1 at most, 0 to 1.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <returns>A row per part, values as shares of 255 before the contrast; the parts of an image follow each other.</returns>
    /// <exception cref="ArgumentException">The images are smaller.</exception>
    public static TrainingSet Parts(ImageSet images, int side, int copies, double spread, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var (down, right) = (Room(images.Shape.Height, side) + 1, Room(images.Shape.Width, side) + 1);
        return Of(images, images.Shape with { Height = side, Width = side }, copies, (from, to) =>
        {
            Crop(images.Shape, from, side, random.NextInt(down), random.NextInt(right), to);
            var mean = 0.0;
            foreach (var value in to)
                mean += value;
            mean /= to.Length;
            var contrast = 1 + (spread * ((2 * random.NextDouble()) - 1));
            foreach (ref var value in to)
                value = (float)(mean + (contrast * (value - mean)));
        });
    }

    private static TrainingSet Of(ImageSet images, ImageShape shape, int copies, RowMaker make)
    {
        var features = new float[checked(images.Count * copies * shape.Length)];
        var targets = new float[images.Count * copies * images.Classes];
        for (var row = 0; row < images.Count * copies; row++)
        {
            make(images.Values(row / copies), features.AsSpan(row * shape.Length, shape.Length));
            targets[(row * images.Classes) + images.Labels[row / copies]] = 1;
        }

        return new TrainingSet(features, shape.Length, targets, images.Classes);
    }

    private static int Room(int size, int side) => side >= 1 && side <= size
        ? size - side
        : throw new ArgumentException($"There are no parts of {side} pixels in images of {size}.", nameof(side));

    private static void Crop(ImageShape shape, ReadOnlySpan<byte> from, int side, int top, int left, Span<float> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            var (channel, y, x) = (i / (side * side), i / side % side, i % side);
            to[i] = from[(channel * shape.Pixels) + ((top + y) * shape.Width) + left + x] / 255f;
        }
    }

    private delegate void RowMaker(ReadOnlySpan<byte> from, Span<float> to);
}
