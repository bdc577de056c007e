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
    public void SizesAndValuesAreRead(bool packed)
    {
        byte[][] parts = [BinaryFolder.BigEndian(2051, 2, 2, 3), Pixels];
        var array = IdxFile.Read(packed ? _folder.AddPacked("i.gz", parts) : _folder.Add("i", parts), 3);
        Assert.Equal([2, 2, 3], array.Dimensions);
        Assert.Equal(Pixels, array.Values);
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
        Refused(
            "sizes 2147483647 x 2147483647 x 2147483647 make more than",
            BinaryFolder.BigEndian(2051, int.MaxValue, int.MaxValue, int.MaxValue));
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
