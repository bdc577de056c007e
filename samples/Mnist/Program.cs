using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Data.Images;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Training.Convolution;

namespace Samples;

/// <summary>Trains the network 2CONV on handwritten digits and tells how many of the test images it knows.</summary>
/// <remarks>
/// <c>Mnist [FOLDER [EPOCHS [NETWORK]]]</c>: FOLDER holds the four idx files of MNIST; without it a small part of them is taken, which is
/// kept beside this program. EPOCHS is the most epochs. The network is written as NETWORK, <c>mnist.onnx</c> unless given.
/// </remarks>
internal static class Program
{
    private static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var folder = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "data");
        var epochs = 20;
        if (args.Length > 3 || (args.Length > 1 && !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out epochs)))
        {
            Console.Error.WriteLine("Mnist [FOLDER [EPOCHS [NETWORK]]]: EPOCHS is a whole number.");
            return 2;
        }

        try
        {
            return Train(DigitFiles.Read(folder), epochs, args.Length > 2 ? args[2] : "mnist.onnx");
        }
        catch (InputFileException e)
        {
            Console.Error.WriteLine("Mnist: " + e.Message);
            return 2;
        }
    }

    private static int Train(DigitFiles files, int epochs, string path)
    {
        // One image in twelve says when to stop: 5,000 of MNIST's 60,000.
        var trained = Enumerable.Range(0, files.Train.Count).Where(i => i % 12 != 11).ToArray();
        var heldOut = Enumerable.Range(0, files.Train.Count).Where(i => i % 12 == 11).ToArray();
        var (train, validation) = (ImageRows.Scaled(files.Train.Select(trained)), ImageRows.Scaled(files.Train.Select(heldOut)));
        var architecture = ConvolutionalArchitecture.TwoConvolutions(files.Train.Shape, files.Train.Classes);
        Console.WriteLine($"{train.Rows:N0} images to train on, {validation.Rows:N0} held out, {files.Test.Count:N0} for the test; {architecture.Units:N0} units");

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        var watch = Stopwatch.StartNew();
        var options = new ConvolutionalTrainingOptions { MaxEpochs = epochs, MaxShift = 2 };
        var network = ConvolutionalTraining.Fit(
            architecture, train, validation, options, (epoch, loss) => Console.WriteLine($"epoch {epoch}: loss {loss:F4} on the images held out, {watch.Elapsed.TotalSeconds:F0} s"), stop.Token);

        OnnxWriter.Write(path, network.ToGraph());
        var accuracy = network.Accuracy(ImageRows.Scaled(files.Test), options.Threads);
        Console.WriteLine($"{accuracy:P2} of the test images are classified rightly, after {watch.Elapsed.TotalMinutes:F1} minutes of training; the network is in {path}");
        // What a part of the data, or all of it, is good for.
        return accuracy >= (files.Train.Count < 60_000 ? 0.95 : 0.992) ? 0 : 1;
    }
}
