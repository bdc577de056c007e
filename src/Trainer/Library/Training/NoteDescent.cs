using System;
using System.IO;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>The note's training from one start: plain gradient descent with the force, whose strength follows the training error.</summary>
/// <remarks>
/// After each step a ← max(0, min(1, a + ηp·sgn(1−a))), ηp = η₀·0.01·max(0, −log₁₀(err) − 2), with err the training MSE: the force sets in
/// once the error is below 0.01 and grows as it falls. What is kept is the state with the fewest nonlinear PReLUs among those whose error
/// was at most <see cref="AcceptedError"/>.
/// </remarks>
internal sealed class NoteDescent
{
    /// <summary>η₀, the learning rate.</summary>
    public const double LearningRate = 0.01;

    /// <summary>Rows of a batch; a smaller table is repeated as often as it fits: the note's 16 combinations four times.</summary>
    public const int BatchRows = 64;

    /// <summary>Steps between refreshes of ηp.</summary>
    public const int RefreshSteps = 1000;

    /// <summary>The training MSE up to which a network counts as having learned the task: a tenth of the force's onset.</summary>
    public const double AcceptedError = 1e-3;

    /// <summary>Steps without force, slopes held, that let the weights settle around the PReLUs that are left.</summary>
    private const int SettlingSteps = 20_000;

    private readonly TrainingSet _set;
    private readonly double _deviation;
    private readonly Batch _batch;
    private readonly RowStream _rows;
    private readonly Xoshiro256 _noiseSource;
    private readonly GaussianNoise _noise;
    private readonly TrainableNetwork _network;
    private readonly Sgd _optimizer = new();
    private float[]? _best;
    private float _force;
    private long _step;

    public NoteDescent(TrainingSet set, int[] hidden, double deviation, ulong seed)
    {
        _set = set;
        _deviation = deviation;
        _noiseSource = new Xoshiro256(Xoshiro256.Derive(seed, 2));
        _noise = new GaussianNoise(_noiseSource);
        _rows = new RowStream(set.Rows, BatchRows, new Xoshiro256(Xoshiro256.Derive(seed, 3)));
        _batch = new Batch(_rows.BatchRows, set.FeatureCount, set.OutputCount);
        _network = new TrainableNetwork(new ParameterLayout([set.FeatureCount, .. hidden, set.OutputCount]), _rows.BatchRows);
        _network.Initialize(new Xoshiro256(Xoshiro256.Derive(seed, 1)));
        Nonlinear = SlopeForce.CountNonlinear(_network);
    }

    /// <summary>The training MSE of the last batch.</summary>
    public double Error { get; private set; } = double.PositiveInfinity;

    /// <summary>The number of nonlinear PReLUs at the last refresh.</summary>
    public int Nonlinear { get; private set; }

    /// <summary>The fewest nonlinear PReLUs at an accepted error so far.</summary>
    public int Fewest { get; private set; } = int.MaxValue;

    /// <summary>The step at which they were found.</summary>
    public long FoundAt { get; private set; }

    /// <summary>Whether the error was ever accepted.</summary>
    public bool Learned => _best is not null;

    /// <summary>Does some steps.</summary>
    public void Descend(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            Error = Step();
            SlopeForce.Apply(_network, _force);
            if (++_step % RefreshSteps == 0)
                Refresh();
        }
    }

    /// <summary>Writes the state of the training.</summary>
    public void Write(StateWriter writer)
    {
        writer.Write(_step);
        writer.Write(_force);
        writer.Write(Error);
        writer.Write(Nonlinear);
        writer.Write(Fewest);
        writer.Write(FoundAt);
        writer.WriteList<float>(_network.Values.Span);
        writer.Write(_noiseSource);
        _rows.Write(writer);
        writer.Write(Learned);
        if (_best is not null)
            writer.WriteList<float>(_best);
    }

    /// <summary>Continues from the state of a training of the same kind.</summary>
    public void Restore(StateReader reader)
    {
        _step = reader.ReadLong();
        // A start that ran away from its minimum goes on as it is: what is kept of it is only what was accepted.
        _force = reader.ReadAnyFloat();
        Error = reader.ReadAnyDouble();
        Nonlinear = reader.ReadInt(least: 0);
        Fewest = reader.ReadInt(least: 0);
        FoundAt = reader.ReadLong();
        if (_step < 0 || FoundAt < 0 || FoundAt > _step)
            throw new InvalidDataException("A step is not one of those that were done.");
        reader.ReadAnyInto(_network.Values.Span);
        reader.ReadInto(_noiseSource);
        _rows.Restore(reader);
        if (reader.ReadBool())
            reader.ReadInto((_best = new float[_network.Values.Length]).AsSpan());
    }

    /// <summary>Goes back to the best state, if there is one.</summary>
    public PReluNetwork RestoreBest()
    {
        _best?.CopyTo(_network.Values.Span);
        return _network.ToNetwork();
    }

    /// <summary>Sets the slopes of linear PReLUs to 1 and trains on without force, slopes held.</summary>
    public PReluNetwork Settle()
    {
        foreach (var layer in _network.Layout.Layers)
        {
            foreach (ref var a in _network.Slopes(layer))
                a = a > SlopeForce.LinearAbove ? 1 : a;
        }

        var held = _network.Values.Span.ToArray();
        for (var step = 0; step < SettlingSteps; step++)
        {
            Step();
            foreach (var layer in _network.Layout.Layers)
            {
                if (layer.Hidden)
                    held.AsSpan(layer.Slopes, layer.Units).CopyTo(_network.Slopes(layer));
            }
        }

        return _network.ToNetwork();
    }

    private double Step()
    {
        _batch.Gather(_set, _rows.Next());
        if (_deviation > 0)
            _batch.AddNoise(_noise, _deviation);
        var err = _network.Differentiate(_batch, Loss.SquaredError);
        _optimizer.Step(_network.Values, _network.Gradient, LearningRate);
        return err;
    }

    private void Refresh()
    {
        _force = (float)(LearningRate * 0.01 * Math.Max(0, -Logarithm.ToBase10(Error) - 2));
        Nonlinear = SlopeForce.CountNonlinear(_network);
        if (!(Error <= AcceptedError) || Nonlinear >= Fewest)
            return;
        Fewest = Nonlinear;
        FoundAt = _step;
        _best = _network.Values.Span.ToArray();
    }
}
