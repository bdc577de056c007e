using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Training;

namespace Samples;

/// <summary>The experiments in order, each printing its table.</summary>
internal static class Experiments
{
    /// <summary>Trains or reads the network, and explains it.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="output">Where the tables go.</param>
    /// <param name="stop">Ends a training with the best state so far.</param>
    /// <returns>0, or 1 where the network knows too few of the test images.</returns>
    /// <exception cref="InputFileException">A file or an option is not what it should be.</exception>
    public static int Run(SampleOptions options, TextWriter output, CancellationToken stop)
    {
        var files = DigitFiles.Read(options.Folder);
        CheckOptions(options, files);
        var architecture = ConvolutionalArchitecture.TwoConvolutions(files.Train.Shape, files.Train.Classes);
        var network = options.Network is null
            ? DigitTraining.Run(files.Train, architecture, options, output, stop)
            : Read(options.Network, architecture);
        var test = ImageRows.Scaled(files.Test);
        var accuracy = network.Accuracy(test, Environment.ProcessorCount);
        output.WriteLine($"{accuracy:P2} of {test.Rows:N0} test images are classified rightly");
        if (options.Images > 0)
            Explain(network, test, options, output);

        // What a part of the data, or all of it, is good for.
        return accuracy >= (files.Train.Count < 60_000 ? 0.95 : 0.99) ? 0 : 1;
    }

    /// <summary>What is done with a trained network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="test">The images for accuracies.</param>
    /// <param name="options">How many of them are explained, and where pictures go.</param>
    /// <param name="output">Where the tables go.</param>
    public static void Explain(ConvolutionalNetwork network, TrainingSet test, SampleOptions options, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        var some = test.Select(Enumerable.Range(0, options.Images).ToArray());
        NoiseTables.Print(network, test, some, output);
        NoiseFigure.Draw(network, test.Features(options.Digit), options.Output, output);
        ImportanceScore.Print(network, some, options.Output, output);
        OtherNetworks.PrintFrames(options.Images, output);
        if (options.Cifar is not null)
            OtherNetworks.PrintCifar(options.Cifar, options.Images, output);
        output.WriteLine();
        output.WriteLine(
            $"{watch.Elapsed.TotalMinutes:F1} minutes for the experiments, {(Environment.CpuUsage.TotalTime - before).TotalMinutes:F1} of "
                + "processor time");
    }

    private static void CheckOptions(SampleOptions options, DigitFiles files)
    {
        if (options.Images > files.Test.Count || options.Digit >= files.Test.Count)
            throw new InputFileException(
                options.Folder, $"there are {files.Test.Count} test images; give --images and --digit accordingly.");
        if (!Directory.Exists(options.Output))
            throw new InputFileException(options.Output, "there is no such folder; make it, or name another with --output.");
    }

    private static ConvolutionalNetwork Read(string path, ConvolutionalArchitecture architecture)
    {
        try
        {
            return ConvolutionalNetwork.FromGraph(architecture, OnnxFile.Read(path));
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(path, "this is not a network that this program wrote for such images.", e);
        }
    }
}
