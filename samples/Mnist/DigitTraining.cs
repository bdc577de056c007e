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
    public static ConvolutionalNetwork Run(
        ImageSet images, ConvolutionalArchitecture architecture, SampleOptions options, TextWriter output, CancellationToken stop)
    {
        // One image in twelve says when to stop: 5,000 of MNIST's 60,000.
        var trained = Enumerable.Range(0, images.Count).Where(i => i % 12 != 11).ToArray();
        var heldOut = Enumerable.Range(0, images.Count).Where(i => i % 12 == 11).ToArray();
        output.WriteLine($"{trained.Length:N0} images to train on, {heldOut.Length:N0} held out; {architecture.Units:N0} units");

        var watch = Stopwatch.StartNew();
        var network = ConvolutionalTraining.Fit(
            architecture,
            ImageRows.Scaled(images.Select(trained)),
            ImageRows.Scaled(images.Select(heldOut)),
            new ConvolutionalTrainingOptions { MaxEpochs = options.Epochs, MaxShift = 2 },
            (epoch, loss) => output.WriteLine($"epoch {epoch}: loss {loss:F4} on the images held out, {watch.Elapsed.TotalSeconds:F0} s"),
            stop);
        var path = Path.Combine(options.Output, "mnist.onnx");
        OnnxWriter.Write(path, network.ToGraph());
        output.WriteLine(
            $"{watch.Elapsed.TotalMinutes:F1} minutes of training, {Environment.CpuUsage.TotalTime.TotalMinutes:F1} of processor time; the "
                + $"network is in {path}");
        return network;
    }
}
