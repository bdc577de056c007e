using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Images;

/// <summary>The four files of MNIST in a folder, under their published names, with or without <c>.gz</c>.</summary>
/// <param name="Train">The images to train on.</param>
/// <param name="Test">The images for the final figures.</param>
public sealed record DigitFiles(ImageSet Train, ImageSet Test)
{
    /// <summary>Reads the four files.</summary>
    /// <param name="folder">Where they are.</param>
    /// <returns>The images.</returns>
    /// <exception cref="InputFileException">A file is not there or not what it should be.</exception>
    public static DigitFiles Read(string folder)
    {
        var train = IdxFile.ReadDigits(Find(folder, "train-images-idx3-ubyte"), Find(folder, "train-labels-idx1-ubyte"));
        var images = Find(folder, "t10k-images-idx3-ubyte");
        var test = IdxFile.ReadDigits(images, Find(folder, "t10k-labels-idx1-ubyte"));
        return test.Shape == train.Shape
            ? new DigitFiles(train, test)
            : throw new InputFileException(images, $"the test images are {test.Shape}, the training images {train.Shape}.");
    }

    private static string Find(string folder, string name)
    {
        var candidates = new[] { name, name + ".gz" }.Select(n => Path.Combine(folder, n)).ToArray();
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new InputFileException(candidates[0], "there is no such file, nor one with .gz behind its name; name a folder with the four files of MNIST.");
    }
}
