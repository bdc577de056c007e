using System;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace Samples;

/// <summary>Gaussian noise that is added to pixels from 0 to 1.</summary>
/// <param name="Sigma">Its standard deviation.</param>
/// <param name="IsClipped">Whether what comes of it is brought back to 0 to 1.</param>
internal sealed record Noise(double Sigma, bool IsClipped)
{
    private const ulong Seed = 7;

    /// <summary>
    /// What stands in the tables where nothing else is said: of those tried, the one that comes nearest to the paper's accuracies.
    /// </summary>
    public static Noise Usual { get; } = new(0.5, false);

    /// <summary>Adds it to some pixels of some images.</summary>
    /// <param name="images">A row per image.</param>
    /// <param name="noisy">
    /// Of an image's position, which of its values get noise. The noise of an image is the same wherever it goes.
    /// </param>
    /// <returns>New rows with the same targets.</returns>
    public TrainingSet AddTo(TrainingSet images, Func<int, bool[]> noisy)
    {
        var features = new float[images.Rows * images.FeatureCount];
        var targets = new float[images.Rows * images.OutputCount];
        for (var image = 0; image < images.Rows; image++)
        {
            Add(images.Features(image), noisy(image), image, features.AsSpan(image * images.FeatureCount, images.FeatureCount));
            images.Targets(image).CopyTo(targets.AsSpan(image * images.OutputCount));
        }

        return new TrainingSet(features, images.FeatureCount, targets, images.OutputCount);
    }

    private void Add(ReadOnlySpan<float> from, bool[] noisy, int image, Span<float> to)
    {
        var random = new GaussianNoise(new Xoshiro256(Xoshiro256.Derive(Seed, (ulong)image)));
        for (var i = 0; i < to.Length; i++)
        {
            var value = (float)(from[i] + (Sigma * random.Next()));
            to[i] = !noisy[i] ? from[i] : IsClipped ? Math.Clamp(value, 0, 1) : value;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"σ {Sigma:R}, {(IsClipped ? "clipped" : "not clipped")}");
}
