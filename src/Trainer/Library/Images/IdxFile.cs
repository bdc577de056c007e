using System;
using System.Linq;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Images;

/// <summary>What an idx file of bytes holds.</summary>
/// <param name="Dimensions">The sizes, the slowest first.</param>
/// <param name="Values">The values, the last dimension running fastest.</param>
public sealed record IdxArray(int[] Dimensions, byte[] Values);

/// <summary>Files in the idx format of MNIST: two zero bytes, the type, the number of dimensions, big-endian sizes, values.</summary>
public static class IdxFile
{
    private const int UnsignedByte = 8;

    /// <summary>Reads a file of unsigned bytes, packed by gzip or not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">How many dimensions it must have: 1 for labels, 3 for grey images.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="InputFileException">It cannot be read, is no such file, or has another length than its sizes say.</exception>
    public static IdxArray Read(string path, int dimensions)
    {
        using var input = new BinaryInput(path);
        var magic = input.BigEndian();
        var expected = (UnsignedByte << 8) | dimensions;
        if (magic != expected)
            throw input.Fault($"this is no idx file of bytes with {dimensions} dimension(s): it starts with 0x{magic:X8}, not 0x{expected:X8}.");

        var sizes = new int[dimensions];
        var length = 1L;
        for (var d = 0; d < dimensions; d++)
        {
            sizes[d] = input.BigEndian();
            if (sizes[d] < 1)
                throw input.Fault($"dimension {d + 1} has size {sizes[d]}; sizes are at least 1.");
            length = Math.Min(length * sizes[d], long.MaxValue / int.MaxValue);
        }

        if (length > Array.MaxLength)
            throw input.Fault($"the sizes {string.Join(" x ", sizes)} make more than {Array.MaxLength} values, which is too many.");
        var values = input.Bytes((int)length);
        input.End();
        return new IdxArray(sizes, values);
    }

    /// <summary>Reads grey images and their labels.</summary>
    /// <param name="images">The file of images: images × rows × columns.</param>
    /// <param name="labels">The file of labels: one per image, 0 to 9.</param>
    /// <returns>The images with 10 classes.</returns>
    /// <exception cref="InputFileException">A file is not what it should be, or the two do not fit together.</exception>
    public static ImageSet ReadDigits(string images, string labels)
    {
        var (pixels, classes) = (Read(images, 3), Read(labels, 1));
        if (pixels.Dimensions[0] != classes.Dimensions[0])
            throw new InputFileException(labels, FormattableString.Invariant($"there are {classes.Dimensions[0]} labels for {pixels.Dimensions[0]} images."));
        var wrong = Array.FindIndex(classes.Values, l => l > 9);
        if (wrong >= 0)
            throw new InputFileException(labels, FormattableString.Invariant($"label {wrong + 1} is {classes.Values[wrong]}; labels are from 0 to 9."));
        return new ImageSet(new ImageShape(1, pixels.Dimensions[1], pixels.Dimensions[2]), pixels.Values, classes.Values.Select(l => (int)l).ToArray(), 10);
    }
}
