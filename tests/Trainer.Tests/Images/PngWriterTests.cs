using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Images;

/// <summary>What is written is read back, and is the same bytes everywhere.</summary>
public sealed class PngWriterTests
{
    private const string Expected =
        "89504E470D0A1A0A0000000D49484452000000280000001408020000007024E8EC0000006D49444154780163FCFFFF3FC34000268601024C0C030498" +
        "18060830FEFFFF9F0102181B196804FED7336000268601024C0C03049818060830310C1060621820C0C43040808961800013C30001268601028CFFFF" +
        "FF671808C0C43040808961800013C30001268601024C0C03040083AC0B1D072EC1630000000049454E44AE426082";

    [Fact]
    public void PictureIsReadBack() => RandomCases.Hold(100, random =>
    {
        var image = new RgbImage(random.Next(1, 40), random.Next(1, 40));
        var colours = Enumerable.Range(0, random.Next(1, 5))
            .Select(_ => new Rgb((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256))).ToArray();
        for (var i = random.Next(20); i > 0; i--)
            image.Fill(
                random.Next(-5, 40), random.Next(-5, 40), random.Next(1, 30), random.Next(1, 30), colours[random.Next(colours.Length)]);
        var read = PngReader.Read(Bytes(image));
        Assert.Equal((image.Width, image.Height, 3, 255), (read.Width, read.Height, read.Channels, read.Maximum));
        for (var p = 0; p < image.Width * image.Height; p++)
            Assert.Equal(image[p % image.Width, p / image.Width], new Rgb((byte)read[p, 0], (byte)read[p, 1], (byte)read[p, 2]));
    });

    [Fact]
    public void BytesAreTheSameEverywhere()
    {
        var image = new RgbImage(40, 20);
        image.Fill(3, 4, 30, 10, new Rgb(255, 0, 128));
        Assert.Equal(Expected, Convert.ToHexString(Bytes(image)));
    }

    [Fact]
    public void MagnifiedPicturesAreSmallFiles()
    {
        var image = new RgbImage(280, 280);
        for (var p = 0; p < 28 * 28; p++)
            image.Fill(p % 28 * 10, p / 28 * 10, 10, 10, new Rgb((byte)(p * 7), (byte)(p * 11), (byte)(p * 13)));
        Assert.InRange(Bytes(image).Length, 100, 280 * 280 * 3 / 20);
    }

    [Fact]
    public void EveryRunIsDecompressed()
    {
        for (var length = 0; length < 1100; length++)
            AssertDecompressed(Enumerable.Repeat((byte)length, length).ToArray());
        RandomCases.Hold(200, random => AssertDecompressed(
            Enumerable.Range(0, random.Next(30))
                .SelectMany(_ => Enumerable.Repeat((byte)random.Next(256), random.Next(1, random.Next(2, 600)))).ToArray()));
    }

    [Fact]
    public void FileIsWrittenWholeOrNotAtAll()
    {
        using var folder = new CsvFile("x");
        var path = folder.Sibling("picture.png");
        PngFile.Write(path, new RgbImage(2, 1));
        Assert.Equal((2, 1), (PngFile.Read(path).Width, PngFile.Read(path).Height));
        Assert.Throws<InputFileException>(() => PngFile.Write(folder.Sibling("no/picture.png"), new RgbImage(2, 1)));
    }

    [Fact]
    public void PixelOutsideIsRefused()
    {
        var image = new RgbImage(3, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[0, -1] = Rgb.Black);
        Assert.Throws<ArgumentException>(() => new RgbImage(0, 1));
        Assert.Throws<ArgumentException>(() => new RgbImage(100_000, 100_000));
    }

    private static void AssertDecompressed(byte[] data)
    {
        using var stream = new ZLibStream(new MemoryStream(RunDeflate.Compress(data)), CompressionMode.Decompress);
        using var target = new MemoryStream();
        stream.CopyTo(target);
        Assert.Equal(data, target.ToArray());
    }

    private static byte[] Bytes(RgbImage image)
    {
        using var stream = new MemoryStream();
        PngWriter.Write(stream, image);
        return stream.ToArray();
    }
}
