using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class FittingTests
{
    private static readonly TrainingSet Train = Sets.TwoHinges(1, 400);
    private static readonly TrainingSet Validation = Sets.TwoHinges(2, 150);

    [Fact]
    public void BestStateOnValidationRowsRemains()
    {
        var network = Initial();
        var losses = new List<double>();
        var best = Fitting(new FittingOptions { MaxEpochs = 20, Rate = 0.1, Patience = 100 }).Fit(
            network, new Xoshiro256(1), (_, loss) => losses.Add(loss), default);
        Assert.Equal(losses.Min(), best);
        Assert.Equal(best, new ModelEvaluation(Validation, 32).MeanLoss(network, Loss.SquaredError));
        // At so high a rate the last state is not the best one, or the test would prove little.
        Assert.True(losses[^1] > best);
        Assert.True(best < losses[0]);
    }

    [Fact]
    public void RatesFallUntilNothingIsGained()
    {
        var epochs = 0;
        var options = new FittingOptions { Patience = 3, Falls = 1, LeastGain = 1 };
        Fitting(options).Fit(Initial(), new Xoshiro256(1), (epoch, _) => epochs = epoch, default);
        // No gain is ever enough: three epochs, a fall, three more.
        Assert.Equal(6, epochs);
    }

    [Fact]
    public void CancelledFitKeepsWhatThereIs()
    {
        var network = Initial();
        var before = network.Values.Span.ToArray();
        Fitting(new FittingOptions()).Fit(network, new Xoshiro256(1), null, new CancellationToken(canceled: true));
        Assert.Equal(before, network.Values.Span.ToArray());
    }

    [Fact]
    public void EvaluationGoesOverAllRowsWhateverTheBatch()
    {
        var network = Initial();
        var reference = ReferenceLoss.OfRows(Loss.SquaredError, Validation, Validation.Rows, x => network.ToNetwork().Evaluate(x));
        foreach (var batchRows in new[] { 16, 32 })
        {
            var evaluation = new ModelEvaluation(Validation, batchRows);
            Assert.Equal(reference, evaluation.MeanLoss(network, Loss.SquaredError), 1e-6);
            var outputs = evaluation.Outputs(network);
            Assert.Equal(Validation.Rows, outputs.Length);
            Assert.Equal(network.ToNetwork().Evaluate([Validation.Features(149)[0], Validation.Features(149)[1]])[0], outputs[149], 1e-5);
        }
    }

    [Fact]
    public void CollapseEndsWithoutNonlinearPRelusAndKeepsABestForEveryStop()
    {
        var network = Initial();
        Fitting(new FittingOptions { MaxEpochs = 60 }).Fit(network, new Xoshiro256(1), null, default);
        var reports = new Reports();
        var path = new CollapsePath(Train, Validation, Loss.SquaredError, 3e-3, 0).Run(
            network, new Xoshiro256(2), new WorkContext(default, reports));

        Assert.Equal(0, path[0].Network.Nonlinear);
        Assert.Equal(0, reports.All[^1].Nonlinear);
        Assert.Equal(reports.All.Select(r => r.Nonlinear).Distinct().Order(), path.Select(p => p.Network.Nonlinear));
        // Two hinges make the function, so two are enough, and fewer are not.
        Assert.True(Error(path.Single(p => p.Network.Nonlinear == 2).Network) < 0.01);
        Assert.True(Error(path[0].Network) > 0.05);

        static double Error(PReluNetwork n) => ReferenceLoss.OfRows(Loss.SquaredError, Validation, Validation.Rows, x => n.Evaluate(x));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void SlopeThatIsFixedAtOneStaysThere(int seed)
    {
        var network = Initial();
        Fitting(new FittingOptions { MaxEpochs = 20 }).Fit(network, new Xoshiro256((ulong)seed), null, default);
        var reports = new Reports();
        var path = new CollapsePath(Train, Validation, Loss.SquaredError, 3e-3, 0).Run(
            network, new Xoshiro256((ulong)seed), new WorkContext(default, reports));
        var counts = reports.All.Select(r => r.Nonlinear).ToArray();
        Assert.Equal(counts.OrderDescending(), counts);

        var stops = path.Select(p => p.Network.Layers.SelectMany(l => l.Slopes ?? []).ToArray()).ToArray();
        for (var s = 1; s < stops.Length; s++)
        {
            for (var i = 0; i < stops[s].Length; i++)
                Assert.True(
                    stops[s][i] != 1 || stops[s - 1][i] == 1, $"PReLU {i} is linear with {path[s].Network.Nonlinear} left and not later");
        }
    }

    [Fact]
    public void CancelledCollapseKeepsTheStopsSoFar()
    {
        var network = Initial();
        using var source = new CancellationTokenSource();
        var reports = new Reports { After = (5, source.Cancel) };
        var path = new CollapsePath(Train, Validation, Loss.SquaredError, 3e-3, 0).Run(
            network, new Xoshiro256(2), new WorkContext(source.Token, reports));
        Assert.Equal(5, reports.All.Count);
        Assert.NotEmpty(path);
    }

    private static ModelFitting Fitting(FittingOptions options) => new(Train, Validation, Loss.SquaredError, options);

    private static TrainableNetwork Initial()
    {
        var network = new TrainableNetwork(new ParameterLayout([2, 6, 6, 1]), 32);
        network.Initialize(new Xoshiro256(3));
        return network;
    }

    private sealed class Reports : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public (int Count, Action Do)? After { get; init; }

        public void Report(TrainingProgress value)
        {
            All.Add(value);
            if (After is { } after && All.Count == after.Count)
                after.Do();
        }
    }
}
