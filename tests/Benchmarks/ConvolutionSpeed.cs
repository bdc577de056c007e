using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Stages;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Benchmarks;

/// <summary>Images per second when 2CONV is trained with Adam on batches of 64: forward, backward, update.</summary>
/// <remarks><c>pytorch_2conv.py</c> beside this file measures PyTorch in the same way.</remarks>
internal static class ConvolutionSpeed
{
    private const int BatchRows = 64;
    private const int Repetitions = 5;

    /// <summary>
    /// PyTorch 1.13.1 on a machine of this kind (two cores of an AMD EPYC of the Zen 5 generation), on one thread and on two.
    /// </summary>
    private static readonly double[] PyTorch = [890, 1091];

    public static void Run(TextWriter output)
    {
        output.WriteLine("2CONV on 28x28, batches of 64, Adam: images per second, the best of 5 runs of 2 s");
        foreach (var threads in new[] { 1, 2 })
        {
            var best = Measure(threads);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{threads} thread(s): {best:N0} images/s; PyTorch 1.13 on such a machine {PyTorch[threads - 1]:N0}, ratio "
                    + $"{best / PyTorch[threads - 1]:F2}"));
        }
    }

    private static double Measure(int threads)
    {
        var random = new Xoshiro256(1);
        var architecture = ConvolutionalArchitecture.TwoConvolutions(new ImageShape(1, 28, 28), 10);
        var network = new TrainableConvolutionalNetwork(architecture, BatchRows, threads);
        network.Initialize(WeightStart.He, random);
        var adam = new Adam(network.Values.Length, threads);
        var pixels = Enumerable.Range(0, BatchRows * 784).Select(_ => (float)random.NextDouble()).ToArray();
        var targets = Enumerable.Range(0, BatchRows).SelectMany(r => Enumerable.Range(0, 10).Select(k => r % 10 == k ? 1f : 0f)).ToArray();
        var batch = new Batch(BatchRows, 784, 10);
        batch.Gather(new TrainingSet(pixels, 784, targets, 10), Enumerable.Range(0, BatchRows).ToArray());
        var best = 0.0;
        for (var repetition = 0; repetition <= Repetitions; repetition++)
        {
            var watch = Stopwatch.StartNew();
            var steps = 0;
            while (watch.Elapsed.TotalSeconds < 2)
            {
                network.Differentiate(batch, Loss.Softmax);
                adam.Step(network.Values, network.Gradient, 1e-3);
                steps++;
            }

            // The first run compiles.
            if (repetition > 0)
                best = Math.Max(best, steps * BatchRows / watch.Elapsed.TotalSeconds);
        }

        return best;
    }
}
