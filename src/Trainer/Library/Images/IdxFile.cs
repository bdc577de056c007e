using System;
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
            throw input.Fault(
                $"this is not an idx file of bytes with {dimensions} dimension(s): it starts with 0x{magic:X8}, not 0x{expected:X8}.");

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
}
