using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Convolution.Images;

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
        var train = ReadSet(Find(folder, "train-images-idx3-ubyte"), Find(folder, "train-labels-idx1-ubyte"));
        var images = Find(folder, "t10k-images-idx3-ubyte");
        var test = ReadSet(images, Find(folder, "t10k-labels-idx1-ubyte"));
        return test.Shape == train.Shape
            ? new DigitFiles(train, test)
            : throw new InputFileException(images, $"the test images are {test.Shape}, the training images {train.Shape}.");
    }

    /// <summary>Reads grey images and their labels.</summary>
    /// <param name="images">The file of images: images × rows × columns.</param>
    /// <param name="labels">The file of labels: one per image, 0 to 9.</param>
    /// <returns>The images with 10 classes.</returns>
    /// <exception cref="InputFileException">A file is not what it should be, or the two do not fit together.</exception>
    public static ImageSet ReadSet(string images, string labels)
    {
        var (pixels, classes) = (IdxFile.Read(images, 3), IdxFile.Read(labels, 1));
        if (pixels.Dimensions[0] != classes.Dimensions[0])
            throw new InputFileException(
                labels, FormattableString.Invariant($"there are {classes.Dimensions[0]} labels for {pixels.Dimensions[0]} images."));
        var wrong = Array.FindIndex(classes.Values, l => l > 9);
        if (wrong >= 0)
            throw new InputFileException(
                labels, FormattableString.Invariant($"label {wrong + 1} is {classes.Values[wrong]}; labels are from 0 to 9."));
        return new ImageSet(
            new ImageShape(1, pixels.Dimensions[1], pixels.Dimensions[2]), pixels.Values, classes.Values.Select(l => (int)l).ToArray(), 10);
    }

    private static string Find(string folder, string name)
    {
        var candidates = new[] { name, name + ".gz" }.Select(n => Path.Combine(folder, n)).ToArray();
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new InputFileException(
                candidates[0], "there is no such file, nor one with .gz after its name; name a folder with the four files of MNIST.");
    }
}
