using System;
using System.Linq;

namespace RuleCompiler.Trainer.Training;

/// <summary>Encoded rows and their targets.</summary>
public sealed class TrainingSet
{
    private readonly float[] _features;
    private readonly float[] _targets;
    private readonly float[]? _weights;
    private readonly float[]? _offsets;

    /// <summary>Makes a set of row-major arrays, which it keeps.</summary>
    /// <param name="features">rows × features.</param>
    /// <param name="featureCount">Features per row.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="outputCount">Outputs per row.</param>
    /// <param name="weights">The weight of each row's loss; null where all have the same.</param>
    /// <exception cref="ArgumentException">The arrays hold different numbers of rows, or none.</exception>
    public TrainingSet(float[] features, int featureCount, float[] targets, int outputCount, float[]? weights = null)
        : this(features, featureCount, targets, outputCount, weights, null)
    {
    }

    private TrainingSet(float[] features, int featureCount, float[] targets, int outputCount, float[]? weights, float[]? offsets)
    {
        if (targets.Length == 0 || targets.Length % outputCount != 0 || features.Length != targets.Length / outputCount * featureCount)
            throw new ArgumentException("Features and targets must have the same number of rows, at least one.", nameof(features));
        _features = features;
        if (weights is not null && weights.Length != targets.Length / outputCount)
            throw new ArgumentException("There must be one weight per row.", nameof(weights));
        _targets = targets;
        _weights = weights;
        _offsets = offsets;
        FeatureCount = featureCount;
        OutputCount = outputCount;
    }

    /// <summary>The number of features per row.</summary>
    public int FeatureCount { get; }

    /// <summary>The number of outputs per row.</summary>
    public int OutputCount { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => _targets.Length / OutputCount;

    /// <summary>The features of a row.</summary>
    /// <param name="row">Its position.</param>
    /// <returns>One value per feature.</returns>
    public ReadOnlySpan<float> Features(int row) => _features.AsSpan(row * FeatureCount, FeatureCount);

    /// <summary>The targets of a row.</summary>
    /// <param name="row">Its position.</param>
    /// <returns>One value per output.</returns>
    public ReadOnlySpan<float> Targets(int row) => _targets.AsSpan(row * OutputCount, OutputCount);

    /// <summary>The weight of each row's loss; null where all have the same.</summary>
    internal float[]? Weights => _weights;

    /// <summary>What is added to a model's outputs; empty where nothing is.</summary>
    /// <param name="row">The position of the row.</param>
    internal ReadOnlySpan<float> Offsets(int row) => _offsets is null ? default : _offsets.AsSpan(row * OutputCount, OutputCount);

    /// <summary>These rows and others of the same kind after them.</summary>
    internal TrainingSet Concat(TrainingSet others) => new(
        [.. _features, .. others._features],
        FeatureCount,
        [.. _targets, .. others._targets],
        OutputCount,
        _weights is null || others._weights is null ? null : [.. _weights, .. others._weights]);

    /// <summary>The same rows, to whose outputs something is added: a model learns what is left over.</summary>
    /// <param name="offsets">rows × outputs.</param>
    internal TrainingSet WithOffsets(float[] offsets) => new(_features, FeatureCount, _targets, OutputCount, _weights, offsets);

    /// <summary>The same rows with other features.</summary>
    /// <param name="features">rows × features.</param>
    /// <param name="count">Features per row.</param>
    internal TrainingSet WithFeatures(float[] features, int count) => new(features, count, _targets, OutputCount, _weights, _offsets);

    /// <summary>At most so many rows, evenly spaced; the set itself where it has no more.</summary>
    /// <param name="most">The most rows.</param>
    internal TrainingSet Sample(int most)
    {
        var step = (Rows + most - 1) / most;
        return step <= 1 ? this : Select(Enumerable.Range(0, Rows / step).Select(i => i * step).ToArray());
    }

    /// <summary>Some of the rows.</summary>
    /// <param name="rows">Their positions.</param>
    /// <returns>A set of copies of them.</returns>
    public TrainingSet Select(ReadOnlySpan<int> rows)
    {
        var features = new float[rows.Length * FeatureCount];
        var targets = new float[rows.Length * OutputCount];
        for (var r = 0; r < rows.Length; r++)
        {
            Features(rows[r]).CopyTo(features.AsSpan(r * FeatureCount));
            Targets(rows[r]).CopyTo(targets.AsSpan(r * OutputCount));
        }

        var positions = rows.ToArray();
        return new TrainingSet(
            features,
            FeatureCount,
            targets,
            OutputCount,
            _weights is null ? null : Array.ConvertAll(positions, r => _weights[r]),
            _offsets is null ? null : [.. positions.SelectMany(r => Offsets(r).ToArray())]);
    }

    /// <summary>The same features with targets between these and others: what a network answers, say.</summary>
    /// <param name="others">rows × outputs.</param>
    /// <param name="share">The share of the others, 0 to 1.</param>
    /// <returns>The set with the mixed targets.</returns>
    public TrainingSet WithTargetsTowards(ReadOnlySpan<float> others, float share)
    {
        var targets = new float[_targets.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = ((1 - share) * _targets[i]) + (share * others[i]);
        return new TrainingSet(_features, FeatureCount, targets, OutputCount, _weights, _offsets);
    }
}
