using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>Collapses a trained network along a path: the force grows while the training loss stays within a tolerance.</summary>
/// <remarks>
/// The force is the gradient of the penalty λ·Σ(1−a), so a slope moves towards 1 where the loss resists by less than λ: ∂L/∂a &lt; λ. After
/// each
/// round λ grows when the loss is within (1 + tolerance) of the full network's, and falls back when it is not; when no slope was fixed
/// for a while, the tolerance widens. A slope that passes <see cref="SlopeForce.LinearAbove"/> is fixed at 1 for good.
/// </remarks>
internal sealed class CollapsePath
{
    /// <summary>The first λ, as a share of the full network's loss; no slope of a trained network moves for it.</summary>
    private const double FirstForce = 1e-4;

    private const double ForceGrowth = 1.25;
    private const double ForceFall = 0.7;
    private const double FirstTolerance = 0.01;
    private const double ToleranceGrowth = 1.3;

    /// <summary>Rounds without a fixed slope after which the tolerance widens.</summary>
    private const int StandingRounds = 8;

    private const int RoundSteps = 100;
    private const int MaxRounds = 3000;

    private readonly TrainingSet _train;
    private readonly TrainingSet _validation;
    private readonly Loss _loss;
    private readonly double _rate;
    private readonly float _decay;

    public CollapsePath(TrainingSet train, TrainingSet validation, Loss loss, double rate, double decay)
    {
        _decay = (float)decay;
        _train = train;
        _validation = validation;
        _loss = loss;
        _rate = rate;
    }

    /// <summary>Collapses a trained network, in place, until no nonlinear PReLU is left.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="random">The order of the rows.</param>
    /// <param name="work">Told after each round, after which the state is kept; cancelling ends the path early.</param>
    /// <returns>For each number of nonlinear PReLUs on the way the network with the smallest validation loss, fewest first.</returns>
    public IReadOnlyList<PathPoint> Run(TrainableNetwork network, Xoshiro256 random, WorkContext work)
    {
        var rows = new RowStream(_train.Rows, network.BatchRows, random);
        var batch = new Batch(rows.BatchRows, _train.FeatureCount, _train.OutputCount);
        var onTrain = new ModelEvaluation(_train, network.BatchRows);
        var onValidation = new ModelEvaluation(_validation, network.BatchRows);
        var optimizer = new Adam(network.Values.Length);
        var full = onTrain.MeanLoss(network, _loss);
        var path = new SortedDictionary<int, PathPoint>();
        var force = FirstForce * full;
        var tolerance = FirstTolerance;
        var standing = 0;
        var linear = new bool[network.Values.Length];
        var total = SlopeForce.CountNonlinear(network);
        var nonlinear = total;
        var round = 0;
        work.Resume?.TryResume(Restore);
        for (; round < MaxRounds && nonlinear > 0 && !work.Cancellation.IsCancellationRequested; round++)
        {
            var sum = 0.0;
            for (var s = 0; s < RoundSteps; s++)
            {
                batch.Gather(_train, rows.Next());
                sum += network.Differentiate(batch, _loss);
                network.AddDecay(_decay);
                Pull(network, (float)force);
                optimizer.Step(network.Values, network.Gradient, _rate);
                Fix(network, linear);
            }

            var loss = sum / RoundSteps;
            var now = SlopeForce.CountNonlinear(network);
            standing = now < nonlinear ? 0 : standing + 1;
            nonlinear = now;
            if (loss <= full * (1 + tolerance))
                force *= ForceGrowth;
            else
                force *= ForceFall;
            if (standing >= StandingRounds)
            {
                tolerance *= ToleranceGrowth;
                standing = 0;
            }

            var validation = onValidation.MeanLoss(network, _loss);
            if (!path.TryGetValue(nonlinear, out var kept) || validation < kept.ValidationLoss)
                path[nonlinear] = new PathPoint(network.ToNetwork(), validation);
            work.Progress?.Report(new TrainingProgress("collapse", 1 - ((double)nonlinear / total), round, loss, nonlinear));
            work.Resume?.Offer(writer => Write(writer, round + 1));
        }

        work.Resume?.Finish(writer => Write(writer, round));
        return path.Values.ToArray();

        void Write(StateWriter writer, int next)
        {
            writer.Write(next);
            writer.Write(full);
            writer.Write(force);
            writer.Write(tolerance);
            writer.Write(standing);
            writer.Write(nonlinear);
            writer.WriteList<float>(network.Values.Span);
            optimizer.Write(writer);
            rows.Write(writer);
            writer.Write(path.Count);
            foreach (var (count, point) in path)
            {
                writer.Write(count);
                writer.Write(point.ValidationLoss);
                writer.Write(point.Network);
            }
        }

        void Restore(StateReader reader)
        {
            round = reader.ReadInt(least: 0);
            full = reader.ReadLoss();
            force = reader.ReadDouble();
            tolerance = reader.ReadDouble();
            standing = reader.ReadInt(least: 0);
            nonlinear = reader.ReadInt(least: 0);
            reader.ReadInto(network.Values.Span);
            // What was fixed is at 1, and must be known to be fixed before the optimiser moves it.
            Fix(network, linear);
            optimizer.Restore(reader);
            rows.Restore(reader);
            for (var left = reader.ReadCount(1); left > 0; left--)
            {
                var count = reader.ReadInt();
                var loss = reader.ReadLoss();
                path[count] = new PathPoint(reader.ReadNetwork(network.Layout), loss);
                if (path[count].Network.Nonlinear != count)
                    throw new InvalidDataException("A network has another number of nonlinear PReLUs than it is kept for.");
            }
        }
    }

    private static void Pull(TrainableNetwork network, float force)
    {
        foreach (var layer in network.Layout.Layers)
        {
            if (!layer.Hidden)
                continue;
            foreach (ref var gradient in network.Gradient.Span.Slice(layer.Slopes, layer.Units))
                gradient -= force;
        }
    }

    /// <summary>
    /// Keeps slopes at 1 that were ever above the limit, whatever the optimiser did to them, and the others at 0 or above.
    /// </summary>
    private static void Fix(TrainableNetwork network, bool[] linear)
    {
        foreach (var layer in network.Layout.Layers)
        {
            var slopes = network.Slopes(layer);
            for (var i = 0; i < slopes.Length; i++)
            {
                ref var isLinear = ref linear[layer.Slopes + i];
                isLinear |= slopes[i] > SlopeForce.LinearAbove;
                slopes[i] = isLinear ? 1 : Math.Max(slopes[i], 0);
            }
        }
    }
}

/// <summary>One stop on a path.</summary>
/// <param name="Network">The network.</param>
/// <param name="ValidationLoss">Its mean loss on validation rows.</param>
internal sealed record PathPoint(PReluNetwork Network, double ValidationLoss);
