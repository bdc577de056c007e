using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>The note's rule, against a run of it that is written out here.</summary>
public class NoteDescentTests
{
    private const ulong Seed = 5;
    private static readonly TrainingSet Line = Sets.Of(new Random(1), 16, 2, x => [(0.5f * x[0]) - (0.25f * x[1])]);

    [Fact]
    public void ForceFollowsTheErrorAtEveryRefresh()
    {
        var descent = new NoteDescent(Line, [4], 0, Seed);
        var network = new TrainableNetwork(new ParameterLayout([2, 4, 1]), 64);
        network.Initialize(new Xoshiro256(Xoshiro256.Derive(Seed, 1)));
        var batch = new Batch(64, 2, 1);
        batch.Gather(Line, Enumerable.Range(0, 64).Select(i => i % 16).ToArray());
        var sgd = new Sgd();
        var force = 0.0;
        var forces = 0;
        for (var refresh = 0; refresh < 12; refresh++)
        {
            descent.Descend(1000);
            var err = 0.0;
            for (var step = 0; step < 1000; step++)
            {
                err = network.Differentiate(batch, Loss.SquaredError);
                sgd.Step(network.Values, network.Gradient, 0.01);
                foreach (ref var a in network.Slopes(network.Layout.Layers[0]))
                    a = Math.Max(0, Math.Min(1, a + ((float)force * Math.Sign(1 - a))));
            }

            // ηp = η₀·0.01·max(0, −log₁₀(err) − 2)
            force = 0.01 * 0.01 * Math.Max(0, -Math.Log10(err) - 2);
            forces += force > 0 ? 1 : 0;
            Assert.Equal(err, descent.Error, 1e-5 * err);
            Assert.Equal(network.Slopes(network.Layout.Layers[0]).ToArray().Count(a => a <= 0.9995), descent.Nonlinear);
        }

        Assert.True(forces > 5);
        Assert.Equal(0, descent.Nonlinear);
    }

    [Fact]
    public void BestStateHasTheFewestNonlinearPRelusOfAllThatLearned()
    {
        var descent = new NoteDescent(Line, [4], 0, Seed);
        Assert.False(descent.Learned);
        var fewest = int.MaxValue;
        var foundAt = 0;
        for (var refresh = 1; refresh <= 12; refresh++)
        {
            descent.Descend(1000);
            if (descent.Error > 1e-3 || descent.Nonlinear >= fewest)
                continue;
            (fewest, foundAt) = (descent.Nonlinear, refresh * 1000);
        }

        Assert.True(descent.Learned);
        Assert.Equal((fewest, (long)foundAt), (descent.Fewest, descent.FoundAt));
        Assert.Equal(fewest, descent.RestoreBest().Layers[0].Slopes!.Count(a => a <= 0.9995));
    }

    [Fact]
    public void SettlingHoldsTheSlopesAndFixesTheLinearOnes()
    {
        var bent = Sets.Of(new Random(2), 16, 1, x => [Math.Abs(x[0])]);
        var descent = new NoteDescent(bent, [3], 0, 1);
        while (!descent.Learned || descent.Fewest > 1)
            descent.Descend(1000);
        var best = descent.RestoreBest();
        var settled = descent.Settle();
        Assert.Equal(best.Layers[0].Slopes!.Select(a => a > 0.9995 ? 1 : a), settled.Layers[0].Slopes!);
        Assert.Equal(1, settled.Nonlinear);
        double Error(PReluNetwork network) => ReferenceLoss.OfRows(Loss.SquaredError, bent, 16, x => network.Evaluate(x));
        Assert.True(Error(settled) <= Error(best.WithSlopesFixedAbove(0.9995)));
    }

    [Fact]
    public void ThreadsDoNotChangeTheResult()
    {
        var results = new[] { 1, 3 }.Select(threads =>
            new NoteSchedule(Line, [3, 3], 0.01, 9).Run(20_000, threads, null, default)).ToArray();
        Assert.Equal(results[0].Start, results[1].Start);
        Assert.Equal((results[0].FoundAt, results[0].Steps), (results[1].FoundAt, results[1].Steps));
        Assert.Equal(
            results[0].Settled.Layers.SelectMany(l => l.Weights.Concat(l.Biases)), results[1].Settled.Layers
                .SelectMany(l => l.Weights.Concat(l.Biases)));
    }
}
