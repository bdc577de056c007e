using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Images;

/// <summary>Files of other programs, made by <c>make_png_fixtures.py</c>, are read sample by sample; damaged ones are refused.</summary>
public sealed class PngReaderTests
{
    private static readonly string Fixtures = Path.Combine(SourceTree.Root, "tests", "Trainer.Tests", "Images", "Fixtures");

    [Theory]
    [InlineData("grey1.png", 1, 1)]
    [InlineData("grey2.png", 1, 3)]
    [InlineData("grey4.png", 1, 15)]
    [InlineData("grey8.png", 1, 255)]
    [InlineData("grey16.png", 1, 65535)]
    [InlineData("grey-alpha8.png", 2, 255)]
    [InlineData("rgb8.png", 3, 255)]
    [InlineData("rgb16.png", 3, 65535)]
    [InlineData("rgba8.png", 4, 255)]
    [InlineData("rgba16.png", 4, 65535)]
    [InlineData("adam7.png", 3, 255)]
    public void EverySampleIsRead(string name, int channels, int top)
    {
        var image = PngFile.Read(Path.Combine(Fixtures, name));
        Assert.Equal(name == "adam7.png" ? (9, 10) : (5, 3), (image.Width, image.Height));
        Assert.Equal((channels, top > 255 ? 65535 : 255), (image.Channels, image.Maximum));
        foreach (var (x, y) in Pixels(image))
        {
            for (var c = 0; c < channels; c++)
                Assert.Equal(Sample(x, y, c, top) * (image.Maximum / top), image[(y * image.Width) + x, c]);
        }
    }

    [Fact]
    public void PaletteBecomesColoursAndItsTransparencyAlpha()
    {
        var image = PngFile.Read(Path.Combine(Fixtures, "palette.png"));
        Assert.Equal((5, 3, 4), (image.Width, image.Height, image.Channels));
        foreach (var (x, y) in Pixels(image))
        {
            var colour = Sample(x, y, 0, 15);
            for (var c = 0; c < 3; c++)
                Assert.Equal(Sample(colour, 0, c, 255), image[(y * 5) + x, c]);
            Assert.Equal(colour switch { 0 => 0, 1 => 100, 2 => 200, _ => 255 }, image[(y * 5) + x, 3]);
        }
    }

    [Fact]
    public void TransparentColourBecomesAlpha()
    {
        var image = PngFile.Read(Path.Combine(Fixtures, "grey-key2.png"));
        Assert.Equal(2, image.Channels);
        foreach (var (x, y) in Pixels(image))
        {
            var grey = Sample(x, y, 0, 3);
            Assert.Equal((grey * 85, grey == Sample(1, 1, 0, 3) ? 0 : 255), (image[(y * 5) + x, 0], image[(y * 5) + x, 1]));
        }
    }

    [Theory]
    [InlineData("rgb8.png")]
    [InlineData("palette.png")]
    [InlineData("adam7.png")]
    public void EveryChangedByteIsFound(string name)
    {
        var file = File.ReadAllBytes(Path.Combine(Fixtures, name));
        for (var i = 0; i < file.Length; i++)
        {
            foreach (var change in new byte[] { 1, 0x20, 0x80 })
            {
                var damaged = file.ToArray();
                damaged[i] ^= change;
                Assert.NotEmpty(Assert.Throws<InvalidDataException>(() => PngReader.Read(damaged)).Message);
            }
        }
    }

    [Fact]
    public void EveryCutIsFound()
    {
        var file = File.ReadAllBytes(Path.Combine(Fixtures, "rgba16.png"));
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<InvalidDataException>(() => PngReader.Read(file[..length]));
    }

    [Fact]
    public void DamageIsSaidInOneLine()
    {
        var file = File.ReadAllBytes(Path.Combine(Fixtures, "grey8.png"));
        AssertRefused(file[..20], "cut off");
        AssertRefused([1, 2, 3], "not a PNG file");
        AssertRefused(Made(5, 3, 8, 0, Zlib(new byte[17])), "fewer pixels");
        AssertRefused(Made(5, 3, 8, 0, Zlib(new byte[19])), "more pixels");
        AssertRefused(Made(5, 3, 8, 0, [1, 2, 3, 4]), "cannot be decompressed");
        AssertRefused(Made(5, 3, 8, 0, Zlib([.. new byte[12], 5, 0, 0, 0, 0, 0])), "filter");
        AssertRefused(Made(5, 3, 3, 0, Zlib(new byte[18])), "colour type 0 with 3 bits");
        AssertRefused(Made(5, 3, 8, 3, Zlib(new byte[18])), "palette is missing");
        AssertRefused(Made(5, 3, 8, 3, Zlib([.. new byte[17], 1]), ("PLTE", [1, 2, 3])), "not in the palette");
        AssertRefused(Made(5, 3, 8, 0, Zlib(new byte[18]), ("ABCD", [])), "chunk ABCD is unknown");
        AssertRefused(Made(5, 3, 8, 0, Zlib(new byte[18]), ("tRNS", [1])), "transparency");
        AssertRefused(Made(5, 3, 8, 0, Zlib(new byte[18]), ("a\u0001bc", [])), "no name of four letters");
    }

    [Fact]
    public void SizeIsCheckedBeforeMemoryIsTaken()
    {
        AssertRefused(Made(100_000, 100_000, 8, 6, Zlib(new byte[10])), "100000×100000 pixels");
        AssertRefused(Made(0, 1, 8, 0, Zlib(new byte[10])), "0×1 pixels");
        var small = Made(4096, 4096, 16, 6, Zlib(new byte[10]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(small, "fewer pixels");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void FileThatIsNotThereIsSaidSo()
    {
        using var folder = new CsvFile("x");
        Assert.Contains(
            "no such file",
            Assert.Throws<InputFileException>(() => PngFile.Read(folder.Sibling("no.png"))).Message,
            StringComparison.Ordinal);
    }

    private static void AssertRefused(byte[] bytes, string says)
    {
        using var file = new CsvFile(bytes, "bad.png");
        Assert.Contains(says, file.ErrorAt(0, 0, () => PngFile.Read(file.Path)), StringComparison.Ordinal);
    }

    private static System.Collections.Generic.IEnumerable<(int X, int Y)> Pixels(PngImage image) =>
        Enumerable.Range(0, image.Height).SelectMany(y => Enumerable.Range(0, image.Width).Select(x => (x, y)));

    /// <summary>The formula of the script that made the files.</summary>
    private static int Sample(int x, int y, int c, int top) => ((x * 37) + (y * 91) + (c * 53) + 11) * (top > 255 ? 4099 : 1) % (top + 1);

    private static byte[] Zlib(byte[] rows)
    {
        using var target = new MemoryStream();
        using (var stream = new ZLibStream(target, CompressionLevel.Fastest))
            stream.Write(rows);
        return target.ToArray();
    }

    private static byte[] Made(int width, int height, byte depth, byte colour, byte[] data, params (string Type, byte[] Data)[] before)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colour);
        return [.. PngReader.Signature, .. Chunk("IHDR", header), .. before.SelectMany(b => Chunk(b.Type, b.Data)), .. Chunk("IDAT", data), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. type.Select(c => (byte)c), .. data];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.Compute(named));
        return [.. length, .. named, .. checksum];
    }
}
