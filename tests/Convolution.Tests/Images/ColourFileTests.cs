using System;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Tests.Images;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Images;

/// <summary>CIFAR-10's and smallNORB's formats, on files made here.</summary>
public sealed class ColourFileTests : IDisposable
{
    private readonly BinaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CifarImagesAreReadPlaneByPlane()
    {
        var set = CifarFile.Read(_folder.AddPacked("batch.bin.gz", Cifar(3, 10), Cifar(9, 50)));
        Assert.Equal((new ImageShape(3, 32, 32), 2), (set.Shape, set.Count));
        Assert.Equal([3, 9], set.Labels);
        var (first, second) = (set.Values(0).ToArray(), set.Values(1).ToArray());
        Assert.Equal((10, 11, 12, 50, 51, 52), (first[0], first[1024], first[3071], second[1023], second[1024], second[2048]));
        Assert.Equal((10, "airplane", "truck"), (CifarFile.Classes.Count, CifarFile.Classes[0], CifarFile.Classes[9]));
    }

    [Fact]
    public void WrongCifarFilesAreRefused()
    {
        Refused("ends at byte 3080, 3066 bytes before the end of a record", Cifar(3, 10), [1, 2, 3, 4, 5, 6, 7]);
        Refused("image 2 has label 10", Cifar(3, 10), Cifar(10, 10));
        Refused("this file is empty");

        void Refused(string reason, params byte[][] parts) =>
            Assert.Contains(
                reason,
                Assert.Throws<InputFileException>(() => CifarFile.Read(_folder.Add("wrong", parts))).Problem,
                StringComparison.Ordinal);
    }

    [Fact]
    public void NorbImagesHaveTwoCameras()
    {
        var pixels = Enumerable.Range(0, 3 * 2 * 4 * 5).Select(i => (byte)i).ToArray();
        var set = NorbFiles.Read(
            _folder.Add("dat.mat", BinaryFolder.LittleEndian(0x1E3D4C55, 4, 3, 2, 4, 5), pixels),
            _folder.Add("cat.mat", BinaryFolder.LittleEndian(0x1E3D4C54, 1, 3, 1, 1, 4, 0, 2)));
        Assert.Equal((new ImageShape(2, 4, 5), 3, 5), (set.Shape, set.Count, set.Classes));
        Assert.Equal([4, 0, 2], set.Labels);
        Assert.Equal(pixels[40..80], set.Values(1).ToArray());
    }

    [Fact]
    public void WrongNorbFilesAreRefused()
    {
        byte[][] images = [BinaryFolder.LittleEndian(0x1E3D4C55, 4, 1, 2, 1, 2), [1, 2, 3, 4]];
        byte[][] classes = [BinaryFolder.LittleEndian(0x1E3D4C54, 1, 1, 1, 1, 4)];
        Refused("starts with 0x1E3D4C54, not 0x1E3D4C55", classes, classes);
        Refused("starts with 0x1E3D4C55, not 0x1E3D4C54", images, images);
        Refused("has 3 dimension(s), not 4", [BinaryFolder.LittleEndian(0x1E3D4C55, 3, 1, 2, 2), [1, 2, 3, 4]], classes);
        Refused("sizes 1 x 2 x 0 x 2", [BinaryFolder.LittleEndian(0x1E3D4C55, 4, 1, 2, 0, 2)], classes);
        Refused("which is too many", [BinaryFolder.LittleEndian(0x1E3D4C55, 4, int.MaxValue, 2, int.MaxValue, 2)], classes);
        Refused("1 bytes too early", [images[0], [1, 2, 3]], classes);
        Refused("more after byte 28", [.. images, [5]], classes);
        Refused("there are 2 classes for 1 images", images, [BinaryFolder.LittleEndian(0x1E3D4C54, 1, 2, 1, 1, 4, 3)]);
        Refused("class 1 is 5", images, [BinaryFolder.LittleEndian(0x1E3D4C54, 1, 1, 1, 1, 5)]);

        void Refused(string reason, byte[][] dat, byte[][] cat) => Assert.Contains(
            reason,
            Assert.Throws<InputFileException>(() => NorbFiles.Read(_folder.Add("dat", dat), _folder.Add("cat", cat))).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void SetOfImagesChecksItsParts()
    {
        var shape = new ImageShape(1, 2, 2);
        Assert.Contains(
            "have 8 values, not 7",
            Assert.Throws<ArgumentException>(() => new ImageSet(shape, new byte[7], [0, 1], 2)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ImageSet(shape, new byte[8], [0, 2], 2));
        Assert.Throws<ArgumentException>(() => new ImageSet(shape, new byte[8], [0, -1], 2));
    }

    /// <summary>A record whose planes begin with value, value + 1 and value + 2, and end so.</summary>
    private static byte[] Cifar(byte label, byte value) => [label, .. Enumerable.Range(0, 3072).Select(i => (byte)(value + (i / 1024)))];
}
