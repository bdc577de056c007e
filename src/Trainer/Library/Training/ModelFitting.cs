using System;
using System.Threading;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>Fits a model by Adam with early stopping: the state with the smallest validation loss is what remains.</summary>
/// <remarks>
/// When the validation loss stops falling the rate falls and the fit resumes from the best state; after the last fall it ends.
/// </remarks>
internal sealed class ModelFitting
{
    private const double RateFall = 0.3;

    private readonly TrainingSet _train;
    private readonly TrainingSet _validation;
    private readonly Loss _loss;
    private readonly FittingOptions _options;

    public ModelFitting(TrainingSet train, TrainingSet validation, Loss loss, FittingOptions options)
    {
        _train = train;
        _validation = validation;
        _loss = loss;
        _options = options;
    }

    /// <summary>Fits a model in place.</summary>
    /// <param name="model">The model, as initialised.</param>
    /// <param name="random">The order of the rows.</param>
    /// <param name="report">Told after each epoch: the epoch and the validation loss.</param>
    /// <param name="cancellation">Ends the fit early, with the best state so far.</param>
    /// <param name="resume">Where the state is kept after each epoch; null keeps nothing.</param>
    /// <returns>The smallest validation loss.</returns>
    public double Fit(
        TrainableModel model, Xoshiro256 random, Action<int, double>? report, CancellationToken cancellation, IResumePoint? resume = null)
    {
        var rows = new RowStream(_train.Rows, model.BatchRows, random);
        var batch = new Batch(rows.BatchRows, _train.FeatureCount, _train.OutputCount);
        var evaluation = new ModelEvaluation(_validation, model.BatchRows);
        var noise = new GaussianNoise(random);
        var optimizer = new Adam(model.Values.Length, model.Threads);
        var steps = Math.Max(_options.LeastSteps, (_train.Rows + rows.BatchRows - 1) / rows.BatchRows);
        var rate = _options.Rate;
        var falls = 0;
        var still = 0;
        var best = evaluation.MeanLoss(model, _loss);
        var bestValues = model.Values.Span.ToArray();
        var epoch = 1;
        var isDone = false;
        resume?.TryResume(Restore);
        for (; !isDone && epoch <= _options.MaxEpochs && !cancellation.IsCancellationRequested; epoch++)
        {
            for (var s = 0; s < steps; s++)
            {
                batch.Gather(_train, rows.Next());
                if (_options.Noise > 0)
                    batch.AddNoise(noise, _options.Noise);
                _options.Change?.Invoke(batch);
                model.Differentiate(batch, _loss);
                if (_options.Decay > 0)
                    model.AddDecay((float)_options.Decay);
                optimizer.Step(model.Values, model.Gradient, rate);
                model.Constrain();
            }

            var loss = evaluation.MeanLoss(model, _loss);
            report?.Invoke(epoch, loss);
            if (loss < best)
            {
                // What is too small to matter is kept, but does not keep the fit going.
                still = loss < best * (1 - _options.LeastGain) ? 0 : still + 1;
                best = loss;
                bestValues = model.Values.Span.ToArray();
            }
            else
            {
                still++;
            }

            if (still >= _options.Patience)
            {
                isDone = ++falls > _options.Falls;
                rate *= RateFall;
                still = 0;
                bestValues.CopyTo(model.Values.Span);
            }

            resume?.Offer(writer => Write(writer, epoch + 1));
        }

        isDone = true;
        resume?.Finish(writer => Write(writer, epoch));
        bestValues.CopyTo(model.Values.Span);
        return best;

        void Write(StateWriter writer, int next)
        {
            writer.Write(isDone);
            writer.Write(best);
            writer.WriteList<float>(bestValues);
            if (isDone)
                return;
            writer.Write(next);
            writer.Write(rate);
            writer.Write(falls);
            writer.Write(still);
            writer.WriteList<float>(model.Values.Span);
            optimizer.Write(writer);
            rows.Write(writer);
        }

        void Restore(StateReader reader)
        {
            isDone = reader.ReadBool();
            best = reader.ReadLoss();
            reader.ReadInto(bestValues.AsSpan());
            if (isDone)
                return;
            epoch = reader.ReadInt(least: 1);
            rate = reader.ReadDouble();
            falls = reader.ReadInt(least: 0);
            still = reader.ReadInt(least: 0);
            reader.ReadInto(model.Values.Span);
            optimizer.Restore(reader);
            rows.Restore(reader);
        }
    }
}

/// <summary>How a model is fitted.</summary>
internal sealed record FittingOptions
{
    /// <summary>The first learning rate of Adam.</summary>
    public double Rate { get; init; } = 3e-3;

    /// <summary>λ of the penalty ½·λ·Σw² that is minimised in addition to the loss; biases are free.</summary>
    public double Decay { get; init; }

    /// <summary>How often the rate falls before the fit ends.</summary>
    public int Falls { get; init; } = 2;

    /// <summary>Epochs without a gain after which the rate falls.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>The relative gain in validation loss that counts as one.</summary>
    public double LeastGain { get; init; } = 1e-4;

    /// <summary>The most epochs.</summary>
    public int MaxEpochs { get; init; } = 1000;

    /// <summary>The standard deviation of the noise that every batch gets afresh.</summary>
    public double Noise { get; init; }

    /// <summary>
    /// Changes every batch before it is trained on; null leaves it as it is. What is random in it must come of the fit's own source.
    /// </summary>
    public Action<Batch>? Change { get; init; }

    /// <summary>An epoch has at least this many steps, so that small tables are not evaluated after every one.</summary>
    public int LeastSteps { get; init; } = 20;
}
