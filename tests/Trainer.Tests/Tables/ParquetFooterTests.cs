using System;
using System.Buffers.Binary;
using System.Linq;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>What cannot be the description of a Parquet file is seen before anybody decodes it.</summary>
public sealed class ParquetFooterTests
{
    // A schema with a root of one child, as fields in the head of each: 4 is the name, 5 the number of children.
    private static readonly byte[] Root = [0x48, 1, (byte)'r', 0x15, 2, 0];
    private static readonly byte[] Leaf = [0x48, 1, (byte)'n', 0];

    [Fact]
    public void TheDescriptionOfAFileIsWhole()
    {
        var file = ParquetWriting.Bytes(3, 2, ParquetColumn.Of<double>("n", 1, 2, 3), ParquetColumn.Of("t", "a", null, "b"));
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(file.Length - 8));
        var footer = file.AsSpan(file.Length - 8 - length, length);
        Assert.True(ParquetFooter.IsWhole(footer));
        for (var i = 1; i < length; i++)
            Assert.False(ParquetFooter.IsWhole(footer[..^i]), $"{i} bytes are missing.");
    }

    [Fact]
    public void ASchemaIsATree()
    {
        Assert.True(ParquetFooter.IsWhole(Schema(Root, Leaf)));
        Assert.False(ParquetFooter.IsWhole(Schema(Root)));
        Assert.False(ParquetFooter.IsWhole(Schema(Root, Leaf, Leaf)));
        Assert.False(ParquetFooter.IsWhole(Schema(Root, [0x48, 1, (byte)'n', 0x15, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0])));
        Assert.False(ParquetFooter.IsWhole(Schema([.. Enumerable.Repeat(Root, 200), Leaf])));
    }

    [Fact]
    public void NeitherDepthNorLengthIsBelieved()
    {
        // Structures in structures, a million deep.
        Assert.False(ParquetFooter.IsWhole(Enumerable.Repeat((byte)0x9C, 1_000_000).ToArray()));
        // Lists in lists; a list of two thousand millions; a text as long.
        Assert.False(ParquetFooter.IsWhole([0x99, .. Enumerable.Repeat((byte)0x19, 100_000)]));
        Assert.False(ParquetFooter.IsWhole([0x29, 0xF5, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0]));
        Assert.False(ParquetFooter.IsWhole([0x98, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0]));
        Assert.False(ParquetFooter.IsWhole([0x96, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0]));
        Assert.False(ParquetFooter.IsWhole([]));
    }

    [Fact]
    public void AFieldIsWhatTheFormatSays()
    {
        // The schema as a list of numbers, and as a text.
        Assert.False(ParquetFooter.IsWhole([0x29, 0x25, 2, 2, 0]));
        Assert.False(ParquetFooter.IsWhole([0x28, 1, (byte)'x', 0]));
    }

    private static byte[] Schema(params byte[][] elements) =>
        elements.Length < 15
            ? [0x29, (byte)((elements.Length << 4) | 0x0C), .. elements.SelectMany(e => e), 0]
            : [0x29, 0xFC, (byte)(0x80 | (elements.Length & 0x7F)), (byte)(elements.Length >> 7), .. elements.SelectMany(e => e), 0];
}
