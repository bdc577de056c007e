using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Convolution.Images;

/// <summary>Images of one shape, a byte per value, and the class of each.</summary>
public sealed class ImageSet
{
    private readonly byte[] _values;
    private readonly int[] _labels;

    /// <summary>Makes a set of arrays, which it keeps.</summary>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="values">The images one after the other, each channel by channel, row by row; 0 to 255.</param>
    /// <param name="labels">The class of each image, from 0 on.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">
    /// The arrays hold different numbers of images, or a label is not below <paramref name="classes"/>.
    /// </exception>
    public ImageSet(ImageShape shape, byte[] values, int[] labels, int classes)
    {
        if (values.LongLength != (long)labels.Length * shape.Length)
            throw new ArgumentException(
                $"{labels.Length} images of {shape} have {(long)labels.Length * shape.Length} values, not {values.LongLength}.",
                nameof(values));
        if (labels.Any(l => l < 0 || l >= classes))
            throw new ArgumentException($"Labels are from 0 to {classes - 1}.", nameof(labels));
        (Shape, _values, _labels, Classes) = (shape, values, labels, classes);
    }

    /// <summary>The shape of every image.</summary>
    public ImageShape Shape { get; }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>The number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>The class of each image, from 0 on.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>The values of an image, channel by channel, row by row.</summary>
    /// <param name="image">Its position, from 0 on.</param>
    /// <returns>0 to 255 each.</returns>
    public ReadOnlySpan<byte> Values(int image) => _values.AsSpan(image * Shape.Length, Shape.Length);

    /// <summary>Some of the images.</summary>
    /// <param name="images">Their positions.</param>
    /// <returns>A set of copies of them.</returns>
    public ImageSet Select(ReadOnlySpan<int> images)
    {
        var values = new byte[images.Length * Shape.Length];
        var labels = new int[images.Length];
        for (var i = 0; i < images.Length; i++)
        {
            Values(images[i]).CopyTo(values.AsSpan(i * Shape.Length));
            labels[i] = _labels[images[i]];
        }

        return new ImageSet(Shape, values, labels, Classes);
    }
}
