using System;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Convolution.Networks;

/// <summary>Moves images by whole pixels, so that a network sees each in many places.</summary>
/// <param name="shape">The shape of the images.</param>
/// <param name="most">The most pixels each way.</param>
internal sealed unsafe class ImageShift(ImageShape shape, int most)
{
    /// <summary>Moves each image of a batch by its own random distance; zeros follow.</summary>
    public void Apply(Batch batch, Xoshiro256 random)
    {
        for (var r = 0; r < batch.Rows; r++)
        {
            var (down, right) = (random.NextInt((2 * most) + 1) - most, random.NextInt((2 * most) + 1) - most);
            Move(new Span<float>(batch.Features.Pointer + ((nint)r * batch.FeatureStride), shape.Length), down, right);
        }
    }

    /// <summary>Moves an image.</summary>
    public void Move(Span<float> image, int down, int right)
    {
        var (height, width) = (shape.Height, shape.Width);
        for (var c = 0; c < shape.Channels; c++)
        {
            var channel = image.Slice(c * shape.Pixels, shape.Pixels);
            for (var i = 0; i < height; i++)
            {
                // From the side that the image moves to, so that no row is overwritten before it has been moved.
                var y = down > 0 ? height - 1 - i : i;
                var row = channel.Slice(y * width, width);
                if (y - down < 0 || y - down >= height)
                {
                    row.Clear();
                    continue;
                }

                var from = channel.Slice((y - down) * width, width);
                var kept = Math.Max(0, width - Math.Abs(right));
                from.Slice(Math.Max(0, -right) % width, kept).CopyTo(row.Slice(Math.Max(0, right) % width, kept));
                (right > 0 ? row[..(width - kept)] : row[kept..]).Clear();
            }
        }
    }
}
