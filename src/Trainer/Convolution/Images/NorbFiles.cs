using System;
using System.Buffers.Binary;
using System.Linq;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Convolution.Images;

/// <summary>
/// Files in the format of smallNORB: a little-endian magic number that names the type, the number of dimensions, as many sizes (but at
/// least three), values. Images are in <c>…-dat.mat</c>, images × 2 × rows × columns bytes, and their classes in <c>…-cat.mat</c>, one
/// integer each.
/// </summary>
public static class NorbFiles
{
    private const int ByteMatrix = 0x1E3D4C55;
    private const int IntegerMatrix = 0x1E3D4C54;

    /// <summary>Animal, human, airplane, truck, car.</summary>
    private const int Classes = 5;

    /// <summary>Reads images and their classes, the files packed by gzip or not.</summary>
    /// <param name="images">The file <c>…-dat.mat</c>.</param>
    /// <param name="categories">The file <c>…-cat.mat</c>.</param>
    /// <returns>Images with two channels, the left camera's and the right one's, and 5 classes.</returns>
    /// <exception cref="InputFileException">A file is not what it should be, or the two do not fit together.</exception>
    public static ImageSet Read(string images, string categories)
    {
        using var pixels = new BinaryInput(images);
        var sizes = Header(pixels, ByteMatrix, 4);
        var values = pixels.Bytes(Length(pixels, sizes, 1));
        pixels.End();

        using var classes = new BinaryInput(categories);
        var counts = Header(classes, IntegerMatrix, 1);
        if (counts[0] != sizes[0])
            throw classes.Fault($"there are {counts[0]} classes for {sizes[0]} images.");
        var bytes = classes.Bytes(Length(classes, counts, sizeof(int)));
        classes.End();
        var labels = Enumerable.Range(0, counts[0]).Select(i => LittleEndian(bytes.AsSpan(i * sizeof(int))))
            .ToArray();
        var wrong = Array.FindIndex(labels, l => l is < 0 or >= Classes);
        return wrong < 0
            ? new ImageSet(new ImageShape(sizes[1], sizes[2], sizes[3]), values, labels, Classes)
            : throw classes.Fault($"class {wrong + 1} is {labels[wrong]}; classes are from 0 to {Classes - 1}.");
    }

    private static int[] Header(BinaryInput input, int magic, int dimensions)
    {
        var found = LittleEndian(input.Bytes(sizeof(int)));
        if (found != magic)
            throw input.Fault($"this is no such file of smallNORB: it starts with 0x{found:X8}, not 0x{magic:X8}.");
        var count = LittleEndian(input.Bytes(sizeof(int)));
        if (count != dimensions)
            throw input.Fault($"the matrix has {count} dimension(s), not {dimensions}.");
        var written = new int[Math.Max(3, dimensions)];
        for (var d = 0; d < written.Length; d++)
            written[d] = LittleEndian(input.Bytes(sizeof(int)));
        var sizes = written[..dimensions];
        return sizes.All(s => s > 0)
            ? sizes
            : throw input.Fault($"the matrix has the sizes {string.Join(" x ", sizes)}; sizes are at least 1.");
    }

    private static int LittleEndian(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    private static int Length(BinaryInput input, int[] sizes, int bytes)
    {
        var length = sizes.Aggregate((long)bytes, (product, size) => Math.Min(product * size, long.MaxValue / int.MaxValue));
        return length <= Array.MaxLength
            ? (int)length
            : throw input.Fault($"the sizes {string.Join(" x ", sizes)} make more than {Array.MaxLength} bytes, which is too many.");
    }
}
