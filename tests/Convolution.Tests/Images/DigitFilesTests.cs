using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Tests.Images;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Images;

/// <summary>MNIST's four files, on small ones made here.</summary>
public sealed class DigitFilesTests : IDisposable
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
            ? DigitFiles.ReadSet(_folder.AddPacked("i.gz", images), _folder.AddPacked("l.gz", labels))
            : DigitFiles.ReadSet(_folder.Add("i", images), _folder.Add("l", labels));
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
    public void FilesThatDoNotBelongTogetherAreRefused()
    {
        var images = _folder.Add("i", BinaryFolder.BigEndian(2051, 2, 2, 3), Pixels);
        var one = Assert.Throws<InputFileException>(
            () => DigitFiles.ReadSet(images, _folder.Add("l", BinaryFolder.BigEndian(2049, 1), [7])));
        Assert.Equal("there are 1 labels for 2 images.", one.Problem);
        var ten = Assert.Throws<InputFileException>(
            () => DigitFiles.ReadSet(images, _folder.Add("l", BinaryFolder.BigEndian(2049, 2), [7, 10])));
        Assert.Equal("label 2 is 10; labels are from 0 to 9.", ten.Problem);
    }
}
