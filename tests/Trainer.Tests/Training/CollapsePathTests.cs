using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Resuming;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class CollapsePathTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void APathThatIsTakenUpAnywhereEndsAsTheUnbrokenOne(int seed)
    {
        var kept = new Recorder();
        var unbroken = Run(seed, kept);
        Assert.True(unbroken.Count > 1, "The network did not collapse.");
        var taken = kept.States;
        Assert.True(taken.Count > 10, $"Only {taken.Count} states were kept.");
        Assert.All(taken, state => Assert.Equal(unbroken, Run(seed, new Recorder(state))));
    }

    private static List<string> Run(int seed, Recorder resume)
    {
        var (train, validation) = (Disc(seed, 256), Disc(seed + 10, 64));
        var network = new TrainableNetwork(new ParameterLayout([2, 8, 8, 1]), 64);
        network.Initialize(new Xoshiro256((ulong)seed));
        // A rate at which one step leads from a slope of 1 to one that is nonlinear.
        return new CollapsePath(train, validation, Loss.Logistic, 3e-3, 0.01).Run(
            network, new Xoshiro256(4), new WorkContext(CancellationToken.None, null, resume))
            .Select(p => FormattableString.Invariant(
                $"{p.ValidationLoss:R}: {string.Join(' ', p.Network.Layers.SelectMany(l => l.Weights.Concat(l.Biases).Concat(l.Slopes ?? [])).Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}"))
            .ToList();
    }

    /// <summary>Whether a point is near the middle: a question that a linear model cannot answer.</summary>
    private static TrainingSet Disc(int seed, int rows) =>
        Sets.Of(new Random(seed), rows, 2, x => [(x[0] * x[0]) + (x[1] * x[1]) < 0.4f ? 1 : 0]);

    /// <summary>Keeps every state, and goes on from the one that it is made with.</summary>
    private sealed class Recorder(byte[]? from = null) : IResumePoint
    {
        public List<byte[]> States { get; } = [];

        public bool TryResume(Action<StateReader> read)
        {
            if (from is null)
                return false;
            read(new StateReader(from));
            return true;
        }

        public void Offer(Action<StateWriter> write) => States.Add(StateWriter.BytesOf(write));

        public void Finish(Action<StateWriter> write) => Offer(write);
    }
}
