using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The note's schedule on any table: each number is shifted and scaled to run from 0 to 1, as the note's inputs do.</summary>
internal sealed class NoteTraining
{
    private readonly FeatureBox _box;
    private readonly double[] _scale;
    private readonly TrainingSet _train;
    private readonly NoteSchedule _schedule;

    public NoteTraining(LearningProblem problem, TrainingOptions options)
    {
        _box = problem.Data.Features.Box;
        _scale = _box.Minimum.Zip(_box.Maximum, (min, max) => 1 / (max - min)).ToArray();
        _train = ToUnitRange(problem.Train);
        _schedule = new NoteSchedule(_train, options.Hidden.ToArray(), options.Noise, (ulong)options.Seed);
    }

    /// <summary>Runs the schedule.</summary>
    public NoteResult Run(
        TrainingOptions options, IProgress<TrainingProgress>? progress, Checkpoint? checkpoint, CancellationToken cancellation) =>
        _schedule.Run(options.MaxSteps, options.Threads, progress, cancellation, checkpoint?.Point("note"));

    /// <summary>The hinge form of a network of this run, over the features.</summary>
    public HingeForm ToHingeForm(PReluNetwork network)
    {
        var shift = _box.Minimum.Zip(_scale, (min, scale) => -min * scale).ToArray();
        return network.ToCheckedHingeForm(_train).OfScaled(_scale, shift);
    }

    /// <summary>The outputs of a network of this run.</summary>
    /// <returns>rows × outputs, row by row.</returns>
    public float[] Outputs(PReluNetwork network, TrainingSet set)
    {
        var scaled = ToUnitRange(set);
        return Enumerable.Range(0, set.Rows)
            .SelectMany(r => network.Evaluate(scaled.Features(r).ToArray().Select(x => (double)x).ToArray()))
            .Select(y => (float)y).ToArray();
    }

    private TrainingSet ToUnitRange(TrainingSet set)
    {
        var features = new float[set.Rows * set.FeatureCount];
        var targets = new float[set.Rows * set.OutputCount];
        for (var r = 0; r < set.Rows; r++)
        {
            for (var j = 0; j < set.FeatureCount; j++)
                features[(r * set.FeatureCount) + j] = (float)((set.Features(r)[j] - _box.Minimum[j]) * _scale[j]);
            set.Targets(r).CopyTo(targets.AsSpan(r * set.OutputCount));
        }

        return new TrainingSet(features, set.FeatureCount, targets, set.OutputCount, set.Weights);
    }
}
