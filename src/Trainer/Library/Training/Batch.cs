using System;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Training;

/// <summary>Rows of features and targets, as the kernels read them.</summary>
/// <remarks>Both are row-major with padded rows; what lies beyond <see cref="Rows"/> is never read as a row.</remarks>
internal sealed unsafe class Batch
{
    public Batch(int capacity, int features, int outputs)
    {
        Capacity = capacity;
        FeatureCount = features;
        OutputCount = outputs;
        FeatureStride = FloatBuffer.Padded(features);
        Features = new FloatBuffer(FloatBuffer.Padded(capacity) * FeatureStride);
        Targets = new float[capacity * outputs];
        Weights = new float[capacity];
        Offsets = new float[capacity * outputs];
    }

    public int Capacity { get; }

    public int FeatureCount { get; }

    public int OutputCount { get; }

    public int FeatureStride { get; }

    /// <summary>rows × features, leading dimension <see cref="FeatureStride"/>.</summary>
    public FloatBuffer Features { get; }

    /// <summary>rows × outputs.</summary>
    public float[] Targets { get; }

    /// <summary>The weight of each row's loss.</summary>
    public float[] Weights { get; }

    /// <summary>rows × outputs: what is added to a model's outputs.</summary>
    public float[] Offsets { get; }

    /// <summary>Whether anything is added.</summary>
    public bool HasOffsets { get; private set; }

    /// <summary>How many rows are filled.</summary>
    public int Rows { get; private set; }

    /// <summary>Fills the batch with rows of a set.</summary>
    public void Gather(TrainingSet set, ReadOnlySpan<int> rows)
    {
        Rows = rows.Length;
        HasOffsets = rows.Length > 0 && !set.Offsets(rows[0]).IsEmpty;
        for (var r = 0; r < rows.Length; r++)
        {
            set.Features(rows[r]).CopyTo(new Span<float>(Features.Pointer + ((nint)r * FeatureStride), FeatureCount));
            set.Targets(rows[r]).CopyTo(Targets.AsSpan(r * OutputCount, OutputCount));
            set.Offsets(rows[r]).CopyTo(Offsets.AsSpan(r * OutputCount));
            Weights[r] = set.Weights is { } weights ? weights[rows[r]] : 1;
        }
    }

    /// <summary>Adds fresh Gaussian noise to every feature.</summary>
    public void AddNoise(GaussianNoise noise, double deviation)
    {
        for (var r = 0; r < Rows; r++)
        {
            var row = Features.Pointer + ((nint)r * FeatureStride);
            for (var j = 0; j < FeatureCount; j++)
                row[j] += (float)(deviation * noise.Next());
        }
    }
}
