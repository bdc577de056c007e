using System;

namespace RuleCompiler.Trainer.Training;

/// <summary>Encoded rows and their targets.</summary>
public sealed class TrainingSet
{
    private readonly float[] _features;
    private readonly float[] _targets;
    private readonly float[]? _weights;

    /// <summary>Makes a set of row-major arrays, which it keeps.</summary>
    /// <param name="features">rows × features.</param>
    /// <param name="featureCount">Features per row.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="outputCount">Outputs per row.</param>
    /// <param name="weights">The weight of each row's loss; null where all have the same.</param>
    /// <exception cref="ArgumentException">The arrays hold different numbers of rows, or none.</exception>
    public TrainingSet(float[] features, int featureCount, float[] targets, int outputCount, float[]? weights = null)
    {
        if (targets.Length == 0 || targets.Length % outputCount != 0 || features.Length != targets.Length / outputCount * featureCount)
            throw new ArgumentException("Features and targets must have the same number of rows, at least one.", nameof(features));
        _features = features;
        if (weights is not null && weights.Length != targets.Length / outputCount)
            throw new ArgumentException("There must be one weight per row.", nameof(weights));
        _targets = targets;
        _weights = weights;
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

        return new TrainingSet(
            features, FeatureCount, targets, OutputCount, _weights is null ? null : Array.ConvertAll(rows.ToArray(), r => _weights[r]));
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
        return new TrainingSet(_features, FeatureCount, targets, OutputCount, _weights);
    }
}
