using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Images;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] Pixels = Enumerable.Range(0, 12).Select(i => (byte)(i * 20)).ToArray();

    private readonly BinaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ImagesAndLabelsAreRead(bool packed)
    {
        byte[][] images = [BinaryFolder.BigEndian(2051, 2, 2, 3), Pixels];
        byte[][] labels = [BinaryFolder.BigEndian(2049, 2), [7, 0]];
        var set = packed
            ? IdxFile.ReadDigits(_folder.AddPacked("i.gz", images), _folder.AddPacked("l.gz", labels))
            : IdxFile.ReadDigits(_folder.Add("i", images), _folder.Add("l", labels));
        Assert.Equal((new ImageShape(1, 2, 3), 2, 10), (set.Shape, set.Count, set.Classes));
        Assert.Equal([7, 0], set.Labels);
        Assert.Equal(Pixels[6..], set.Values(1).ToArray());
        Assert.Equal([0], set.Select([1]).Labels);
        Assert.Equal(Pixels[6..], set.Select([1]).Values(0).ToArray());
    }

    [Fact]
    public void FourFilesAreFoundByTheirNames()
    {
        _folder.Add("train-images-idx3-ubyte", BinaryFolder.BigEndian(2051, 2, 2, 3), Pixels);
        _folder.AddPacked("train-labels-idx1-ubyte.gz", BinaryFolder.BigEndian(2049, 2), [7, 0]);
        _folder.AddPacked("t10k-images-idx3-ubyte.gz", BinaryFolder.BigEndian(2051, 1, 2, 3), Pixels[..6]);
        var error = Assert.Throws<InputFileException>(() => DigitFiles.Read(_folder.Path));
        Assert.Equal(Path.Combine(_folder.Path, "t10k-labels-idx1-ubyte"), error.File);
        Assert.Contains("no such file", error.Problem, StringComparison.Ordinal);

        _folder.Add("t10k-labels-idx1-ubyte", BinaryFolder.BigEndian(2049, 1), [3]);
        var files = DigitFiles.Read(_folder.Path);
        Assert.Equal((2, 1), (files.Train.Count, files.Test.Count));
        Assert.Equal([3], files.Test.Labels);
    }

    [Fact]
    public void WrongFilesAreRefusedWithTheReason()
    {
        Refused("starts with 0x00000801, not 0x00000803", BinaryFolder.BigEndian(2049, 2), [1, 2]);
        Refused("ends at byte 2, 2 bytes too early", new byte[] { 0, 0 });
        Refused("ends at byte 0, 4 bytes too early", Array.Empty<byte>());
        Refused("ends at byte 12, 4 bytes too early", BinaryFolder.BigEndian(2051, 2, 2));
        Refused("ends at byte 27, 1 bytes too early", BinaryFolder.BigEndian(2051, 2, 2, 3), Pixels[1..]);
        Refused("more after byte 28", BinaryFolder.BigEndian(2051, 2, 2, 3), Pixels, [0]);
        Refused("dimension 2 has size 0", BinaryFolder.BigEndian(2051, 2, 0, 3));
        Refused("dimension 1 has size -1", BinaryFolder.BigEndian(2051, -1, 2, 3));
        Refused("sizes 2147483647 x 2147483647 x 2147483647 make more than", BinaryFolder.BigEndian(2051, int.MaxValue, int.MaxValue, int.MaxValue));
        Refused("there is no such file", null);
    }

    [Fact]
    public void MemoryGrowsOnlyWithWhatIsThere()
    {
        var path = _folder.Add("huge", BinaryFolder.BigEndian(2051, 2000, 1000, 1000), Pixels);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InputFileException>(() => IdxFile.Read(path, 3));
        Assert.Contains("too early", error.Problem, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void FilesThatDoNotBelongTogetherAreRefused()
    {
        var images = _folder.Add("i", BinaryFolder.BigEndian(2051, 2, 2, 3), Pixels);
        var one = Assert.Throws<InputFileException>(() => IdxFile.ReadDigits(images, _folder.Add("l", BinaryFolder.BigEndian(2049, 1), [7])));
        Assert.Equal("there are 1 labels for 2 images.", one.Problem);
        var ten = Assert.Throws<InputFileException>(() => IdxFile.ReadDigits(images, _folder.Add("l", BinaryFolder.BigEndian(2049, 2), [7, 10])));
        Assert.Equal("label 2 is 10; labels are from 0 to 9.", ten.Problem);
    }

    [Fact]
    public void DamagedGzipFileIsRefusedOrGivesWhatItHeld()
    {
        var bytes = File.ReadAllBytes(_folder.AddPacked("i.gz", BinaryFolder.BigEndian(2051, 2, 2, 3), Pixels));
        var refused = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x55;
            // The header has bytes that say nothing of the contents, and a file may lack its end and yet all be there.
            foreach (var file in new[] { damaged, bytes[..at] })
            {
                try
                {
                    Assert.Equal(Pixels, IdxFile.Read(_folder.Add("bad.gz", file), 3).Values);
                }
                catch (InputFileException)
                {
                    refused++;
                }
            }
        }

        Assert.True(refused > bytes.Length, $"only {refused} of {2 * bytes.Length} were refused");
    }

    private void Refused(string reason, params byte[][]? parts)
    {
        var path = parts is null ? Path.Combine(_folder.Path, "none") : _folder.Add("wrong", parts);
        var error = Assert.Throws<InputFileException>(() => IdxFile.Read(path, 3));
        Assert.Equal(path, error.File);
        Assert.Contains(reason, error.Problem, StringComparison.Ordinal);
    }
}
