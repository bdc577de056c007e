using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace Samples;

/// <summary>The paper's other networks: 2CONV on CIFAR-10, and RLNET.</summary>
internal static class OtherNetworks
{
    private const int Side = 24;

    /// <summary>Trains 2CONV on parts of 24×24 pixels with random contrast, and tells accuracy and active share.</summary>
    /// <param name="folder">Where the images are.</param>
    /// <param name="count">How many test images are explained.</param>
    /// <param name="output">Where to.</param>
    public static void PrintCifar(string folder, int count, TextWriter output)
    {
        var all = CifarFile.Read(Path.Combine(folder, "train-4000.bin"));
        var test = ImageRows.Middles(CifarFile.Read(Path.Combine(folder, "test-1000.bin")), Side);
        var trained = all.Select(Enumerable.Range(0, all.Count).Where(i => i % 10 != 9).ToArray());
        var heldOut = all.Select(Enumerable.Range(0, all.Count).Where(i => i % 10 == 9).ToArray());
        var architecture = ConvolutionalArchitecture.TwoConvolutions(new ImageShape(3, Side, Side), all.Classes);
        var network = ConvolutionalTraining.Fit(
            architecture,
            ImageRows.Parts(trained, Side, 4, 0.5, 1),
            ImageRows.Middles(heldOut, Side),
            new ConvolutionalTrainingOptions { MaxEpochs = 6 });
        var some = test.Select(Enumerable.Range(0, Math.Min(count, test.Rows)).ToArray());
        output.WriteLine();
        output.WriteLine(
            $"CIFAR-10, trained on {all.Count:N0} images: {architecture.Units:N0} units; "
                + $"{network.Accuracy(test, Environment.ProcessorCount):P1} of {test.Rows:N0} test images right; "
                + $"{ActiveShare.Of(network.ToGraph(), some):P1} of the units active on {some.Rows:N0} of them");
    }

    /// <summary>Tells the active share of RLNET with random weights, as no trained one is at hand.</summary>
    /// <param name="count">How many frames are drawn.</param>
    /// <param name="output">Where to.</param>
    public static void PrintFrames(int count, TextWriter output)
    {
        var architecture = ConvolutionalArchitecture.Frames();
        var graph = ConvolutionalNetwork.Untrained(architecture, 1).ToGraph();
        var random = new Xoshiro256(9);
        var noise = Frames(architecture, count, () => (float)random.NextDouble());
        var empty = Frames(architecture, 1, () => 0);
        output.WriteLine();
        output.WriteLine(
            $"RLNET with random weights: {architecture.Units:N0} units; {ActiveShare.Of(graph, noise):P1} of them active on {count:N0} "
                + $"random frames, {ActiveShare.Of(graph, empty):P1} on an empty one");
    }

    private static TrainingSet Frames(ConvolutionalArchitecture architecture, int count, Func<float> pixel) => new(
        [.. Enumerable.Range(0, count * architecture.Input.Length).Select(_ => pixel())],
        architecture.Input.Length,
        new float[count * architecture.Classes],
        architecture.Classes);
}
