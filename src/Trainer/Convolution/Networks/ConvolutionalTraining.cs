using System;
using System.Threading;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Stages;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Convolution.Networks;

/// <summary>How a network for images is trained.</summary>
public sealed record ConvolutionalTrainingOptions
{
    /// <summary>Every random choice comes of it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many threads work; it changes no bit of the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>What the first weights are drawn from.</summary>
    public WeightStart Start { get; init; }

    /// <summary>The number of images per training step (the batch size).</summary>
    public int BatchRows { get; init; } = 64;

    /// <summary>The first learning rate of Adam.</summary>
    public double Rate { get; init; } = 1e-3;

    /// <summary>λ of the penalty ½·λ·Σw² that is minimised in addition to the loss; biases and slopes are free.</summary>
    public double Decay { get; init; }

    /// <summary>Epochs without a smaller loss on the validation images after which the rate falls to 0.3 of itself.</summary>
    public int Patience { get; init; } = 2;

    /// <summary>How often the rate falls before the training ends.</summary>
    public int Falls { get; init; } = 3;

    /// <summary>The largest number of epochs, passes over all training images.</summary>
    public int MaxEpochs { get; init; } = 30;

    /// <summary>
    /// Each time an image is trained on, it is shifted by up to this many pixels each way, with zeros shifted in; 0 leaves it where it is.
    /// </summary>
    public int MaxShift { get; init; }
}

/// <summary>Trains networks for images: softmax cross-entropy, Adam, and the state that is best on validation images.</summary>
public static class ConvolutionalTraining
{
    /// <summary>Trains a network with Adam on the softmax cross-entropy.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="train">The images to train on; see <see cref="ImageRows"/>.</param>
    /// <param name="validation">The images that say when to stop, and which state is kept.</param>
    /// <param name="options">How.</param>
    /// <param name="report">Told after each epoch: the epoch and the loss on the validation images.</param>
    /// <param name="cancellation">Ends the training after the epoch, with the best state so far.</param>
    /// <returns>The network with the smallest loss on the validation images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread, no image in a step, or a shift below 0.</exception>
    /// <exception cref="ArgumentException">The images have another shape or other classes than the architecture.</exception>
    public static ConvolutionalNetwork Fit(
        ConvolutionalArchitecture architecture,
        TrainingSet train,
        TrainingSet validation,
        ConvolutionalTrainingOptions options,
        Action<int, double>? report = null,
        CancellationToken cancellation = default) =>
        Fit(architecture, train, validation, options, (epoch, loss, _) => report?.Invoke(epoch, loss), cancellation);

    /// <summary>Trains a network, as above, and shows what it is after each epoch.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="train">The images to train on.</param>
    /// <param name="validation">The images that say when to stop, and which state is kept.</param>
    /// <param name="options">How.</param>
    /// <param name="watch">Told after each epoch: the epoch, the loss on the validation images, and a way to have the network.</param>
    /// <param name="cancellation">Ends the training after the epoch, with the best state so far.</param>
    /// <returns>The network with the smallest loss on the validation images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread, no image in a step, or a shift below 0.</exception>
    /// <exception cref="ArgumentException">The images have another shape or other classes than the architecture.</exception>
    public static ConvolutionalNetwork Fit(
        ConvolutionalArchitecture architecture,
        TrainingSet train,
        TrainingSet validation,
        ConvolutionalTrainingOptions options,
        Action<int, double, Func<ConvolutionalNetwork>> watch,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchRows, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxShift);
        foreach (var set in new[] { train, validation })
        {
            if (set.FeatureCount != architecture.Input.Length || set.OutputCount != architecture.Classes)
                throw new ArgumentException(
                    $"The network takes images of {architecture.Input} and has {architecture.Classes} classes; these have "
                        + $"{set.FeatureCount} values and {set.OutputCount} classes.",
                    nameof(train));
        }

        var network = new TrainableConvolutionalNetwork(architecture, options.BatchRows, options.Threads);
        network.Initialize(options.Start, new Xoshiro256(Xoshiro256.Derive(options.Seed, 0)));
        var shift = new ImageShift(architecture.Input, options.MaxShift);
        var random = new Xoshiro256(Xoshiro256.Derive(options.Seed, 1));
        var fitting = new FittingOptions
        {
            Rate = options.Rate,
            Decay = options.Decay,
            Patience = options.Patience,
            Falls = options.Falls,
            MaxEpochs = options.MaxEpochs,
            LeastSteps = 1,
            Change = options.MaxShift > 0 ? batch => shift.Apply(batch, random) : null,
        };
        new ModelFitting(train, validation, Loss.Softmax, fitting).Fit(
            network, random, (epoch, loss) => watch(epoch, loss, () => new ConvolutionalNetwork(network)), cancellation);
        return new ConvolutionalNetwork(network);
    }
}
