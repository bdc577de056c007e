using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Convolution.Images;

/// <summary>
/// Files in the binary format of CIFAR-10: per image one byte for the class, then 1,024 for red, green and blue each, row by row.
/// </summary>
public static class CifarFile
{
    /// <summary>The classes in the order of their labels.</summary>
    public static readonly IReadOnlyList<string> Classes =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private static readonly ImageShape Shape = new(3, 32, 32);

    /// <summary>Reads a file, packed by gzip or not.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its images, 3×32×32, with 10 classes.</returns>
    /// <exception cref="InputFileException">It cannot be read, ends inside an image, holds none, or a label is not from 0 to 9.</exception>
    public static ImageSet Read(string path)
    {
        using var input = new BinaryInput(path);
        var (values, labels) = (new List<byte>(), new List<int>());
        var record = new byte[1 + Shape.Length];
        while (input.TryFill(record))
        {
            if (record[0] >= Classes.Count)
                throw input.Fault(
                    $"image {labels.Count + 1} has label {record[0]}, and labels are from 0 to 9; is this the binary version of CIFAR-10?");
            if (values.Count > Array.MaxLength - Shape.Length)
                throw input.Fault($"there are more than {labels.Count} images, which is too many.");
            labels.Add(record[0]);
            values.AddRange(record.AsSpan(1));
        }

        return labels.Count > 0
            ? new ImageSet(Shape, [.. values], [.. labels], Classes.Count)
            : throw input.Fault($"this file is empty.");
    }
}
