using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Convolution.Onnx;

namespace Samples;

/// <summary>Trains a network on handwritten digits.</summary>
internal static class DigitTraining
{
    // Enough for a share to a tenth of a percent or so.
    private const int ShownImages = 200;

    public static ConvolutionalNetwork Run(
        ImageSet images, ConvolutionalArchitecture architecture, SampleOptions options, TextWriter output, CancellationToken stop)
    {
        // One image in twelve says when to stop: 5,000 of MNIST's 60,000.
        var trained = Enumerable.Range(0, images.Count).Where(i => i % 12 != 11).ToArray();
        var heldOut = Enumerable.Range(0, images.Count).Where(i => i % 12 == 11).ToArray();
        output.WriteLine($"{trained.Length:N0} images to train on, {heldOut.Length:N0} held out; {architecture.Units:N0} units");

        var watch = Stopwatch.StartNew();
        var held = ImageRows.Scaled(images.Select(heldOut));
        var some = held.Select(Enumerable.Range(0, Math.Min(ShownImages, held.Rows)).ToArray());
        ConvolutionalNetwork? last = null;
        var best = ConvolutionalTraining.Fit(
            architecture,
            ImageRows.Scaled(images.Select(trained)),
            held,
            options.IsPlain ? Plain(options.Epochs) : new ConvolutionalTrainingOptions { MaxEpochs = options.Epochs, MaxShift = 2 },
            (epoch, loss, now) =>
            {
                last = now();
                output.WriteLine(
                    $"epoch {epoch}: of the images held out a loss of {loss:F4}, "
                        + $"{last.Accuracy(held, Environment.ProcessorCount):P2} right, "
                        + $"{ActiveShare.Of(last.ToGraph(), some):P1} of the units active; {watch.Elapsed.TotalSeconds:F0} s");
            },
            stop);
        var network = options.IsPlain ? last ?? best : best;
        var path = Path.Combine(options.Output, "mnist.onnx");
        OnnxWriter.Write(path, network.ToGraph());
        output.WriteLine(
            $"{watch.Elapsed.TotalMinutes:F1} minutes of training, {Environment.CpuUsage.TotalTime.TotalMinutes:F1} of processor time; the "
                + $"network is in {path}");
        return network;
    }

    // What a program for networks does that is told nothing else: the rate never falls, and the last state is what remains.
    private static ConvolutionalTrainingOptions Plain(int epochs) => new()
    {
        Start = WeightStart.Glorot,
        BatchRows = 128,
        MaxEpochs = epochs,
        Patience = epochs,
    };
}
