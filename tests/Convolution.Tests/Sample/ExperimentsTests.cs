using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Numerics;
using Samples;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Sample;

/// <summary>The sample Mnist from end to end, on a few of the digits that are kept with it.</summary>
public sealed class ExperimentsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digits").FullName;

    public ExperimentsTests()
    {
        var digits = DigitFiles.Read(Path.Combine(SourceTree.Root, "samples", "Mnist", "data"));
        WriteDigits("train", digits.Train.Select(Enumerable.Range(0, 240).ToArray()));
        WriteDigits("t10k", digits.Test.Select(Enumerable.Range(0, 50).ToArray()));
        var random = new Xoshiro256(1);
        foreach (var (name, count) in new[] { ("train-4000.bin", 20), ("test-1000.bin", 5) })
            File.WriteAllBytes(
                Path.Combine(_folder, name),
                Enumerable.Range(0, count).SelectMany(
                    i => Enumerable.Range(0, 3072).Select(_ => (byte)random.NextInt(256)).Prepend((byte)(i % 10))).ToArray());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TrainedNetworkIsTakenAgain()
    {
        var options = new SampleOptions(_folder, null, 1, _folder, 0, 0, null);
        var (code, trained) = Run(o => Experiments.Run(options, o, CancellationToken.None));
        var accuracy = trained.Single(l => l.Contains("classified rightly", StringComparison.Ordinal));
        Assert.Equal(double.Parse(accuracy.Split('%')[0], CultureInfo.InvariantCulture) >= 95 ? 0 : 1, code);
        var (again, read) = Run(
            o => Experiments.Run(options with { Network = Path.Combine(_folder, "mnist.onnx") }, o, CancellationToken.None));
        Assert.Equal((code, accuracy), (again, Assert.Single(read, l => l.Length > 0)));
    }

    [Fact]
    public void TablesAndPicturesAreMadeAndAreTheSameEveryTime()
    {
        var digits = DigitFiles.Read(_folder);
        var architecture = new ConvolutionalArchitecture(
            digits.Train.Shape, [new ConvolutionLayer(4, 5), new MaxPoolLayer(4, 4)], [16], 10);
        var network = ConvolutionalTraining.Fit(
            architecture, ImageRows.Scaled(digits.Train), ImageRows.Scaled(digits.Test), new() { MaxEpochs = 8, Rate = 1e-2 });
        var options = new SampleOptions(_folder, null, 1, _folder, 6, 3, null);
        void Explain(TextWriter output) => Experiments.Explain(network, ImageRows.Scaled(digits.Test), options, output);

        var (_, lines) = Run(Explain);
        foreach (var method in Methods.Names.Append("random"))
        {
            var cells = Assert.Single(lines, l => l.StartsWith($"| {method} |", StringComparison.Ordinal)).Split('|')[2..^1];
            var numbers = cells.Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(12, numbers.Length);
            Assert.Equal(((numbers[..11].Sum() - ((numbers[0] + numbers[10]) / 2)) / 1000), numbers[^1], 2e-3);
        }

        foreach (var noise in new[] { "none", "all but digit", "σ 0.25, clipped", "σ 1, not clipped" })
            Assert.Contains(lines, l => l.StartsWith($"| {noise} |", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            l => l.StartsWith("RLNET with random weights: 20,896 units;", StringComparison.Ordinal)
                && l.EndsWith("0.0 % on an empty one", StringComparison.Ordinal));
        var figure = PngFile.Read(Path.Combine(_folder, "figure-4.png"));
        Assert.True(figure.Width > 9 * 28 * 4 && figure.Height > 4 * 28 * 4);
        string[] Pictures() => [.. new[] { "figure-4.svg", "score.svg" }.Select(name => File.ReadAllText(Path.Combine(_folder, name)))];
        var pictures = Pictures();
        Assert.Equal(Methods.Names.Count + 1, pictures[1].Split("<polyline").Length - 1);

        var (_, again) = Run(Explain);
        Assert.Equal(lines.SkipLast(2), again.SkipLast(2));
        Assert.Equal(pictures, Pictures());
    }

    [Fact]
    public void ColouredImagesRunThroughTheSameCode()
    {
        var (_, lines) = Run(o => OtherNetworks.PrintCifar(_folder, 2, o));
        Assert.Contains(lines, l => l.StartsWith("CIFAR-10, trained on 20 images: 28,160 units;", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatCannotBeDoneIsSaidInOneLine()
    {
        var options = new SampleOptions(_folder, null, 1, _folder, 0, 0, null);
        Assert.Contains("there are 50 test images", Refusal(options with { Images = 51 }), StringComparison.Ordinal);
        Assert.Contains("there are 50 test images", Refusal(options with { Digit = 50 }), StringComparison.Ordinal);
        Assert.Contains(
            "there is no such folder", Refusal(options with { Output = Path.Combine(_folder, "no") }), StringComparison.Ordinal);
        Assert.Contains(
            "this is not an ONNX file",
            Refusal(options with { Network = Path.Combine(_folder, "test-1000.bin") }),
            StringComparison.Ordinal);
        Assert.Contains(
            "not a network that this program wrote",
            Refusal(options with { Network = Path.Combine(SourceTree.Root, "samples", "GeneSwitch", "gene-switch.onnx") }),
            StringComparison.Ordinal);
    }

    private static string Refusal(SampleOptions options) =>
        Assert.Throws<InputFileException>(() => Experiments.Run(options, TextWriter.Null, CancellationToken.None)).Message;

    private static (int Code, string[] Lines) Run(Func<TextWriter, int> print)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = print(output);
        return (code, output.ToString().Split(Environment.NewLine));
    }

    private static (int Code, string[] Lines) Run(Action<TextWriter> print) => Run(output =>
    {
        print(output);
        return 0;
    });

    private void WriteDigits(string name, ImageSet digits)
    {
        WriteIdx(
            $"{name}-images-idx3-ubyte",
            [digits.Count, digits.Shape.Height, digits.Shape.Width],
            Enumerable.Range(0, digits.Count).SelectMany(i => digits.Values(i).ToArray()));
        WriteIdx($"{name}-labels-idx1-ubyte", [digits.Count], digits.Labels.Select(l => (byte)l));
    }

    private void WriteIdx(string name, int[] dimensions, IEnumerable<byte> values)
    {
        var head = new byte[4 + (4 * dimensions.Length)];
        (head[2], head[3]) = (8, (byte)dimensions.Length);
        for (var d = 0; d < dimensions.Length; d++)
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + (4 * d)), dimensions[d]);
        File.WriteAllBytes(Path.Combine(_folder, name), [.. head, .. values]);
    }
}
