using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>Gradients against central differences of the same model, evaluated in double precision by other code.</summary>
public class GradientTests
{
    [Fact]
    public void NetworksAgreeWithDifferences() => RandomCases.Hold(20, random =>
    {
        var sizes = Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(1, 20)).ToArray();
        var rows = random.Next(1, 70);
        var model = new TrainableNetwork(new ParameterLayout(sizes), rows + random.Next(0, 40));
        model.Initialize(new Xoshiro256((ulong)random.Next()));
        foreach (var layer in model.Layout.Layers)
        {
            foreach (ref var a in model.Slopes(layer))
                a = random.NextSingle();
        }

        GradientCheck.Hold(random, model, rows, sizes[0], () => x => model.ToNetwork().Evaluate(x), ParametersOf(model.Layout));
    });

    [Fact]
    public void HingeFormsAgreeWithDifferences() => RandomCases.Hold(20, random =>
    {
        const double Step = 1e-6;
        var data = CurvedRows.Random(random, random.Next(10, 50), random.Next(1, 4));
        var layout = data.Layout(random, random.Next(0, 5));
        // Of one output there is no choice.
        var losses = layout.Outputs == 1 ? new[] { Loss.SquaredError, Loss.Logistic } : [Loss.SquaredError, Loss.Logistic, Loss.Softmax];
        foreach (var loss in losses)
        {
            var (values, gradient) = (layout.Read(), new double[layout.Count]);
            var mean = new HingePass(layout, data.Rows, loss).MeanLoss(values, gradient);
            double Evaluate() => data.MeanLoss(layout.Write(values), loss);
            Assert.Equal(Evaluate(), mean, 1e-5 * (1 + mean));
            Assert.Equal(mean, new HingePass(layout, data.Rows, loss).MeanLoss(values));

            var largest = Math.Max(0.1, gradient.Max(Math.Abs));
            for (var p = 0; p < values.Length; p++)
            {
                var before = values[p];
                values[p] = before + Step;
                var above = Evaluate();
                values[p] = before - Step;
                var below = Evaluate();
                values[p] = before;
                Assert.Equal((above - below) / (2 * Step), gradient[p], 1e-5 * largest);
            }
        }
    });

    [Fact]
    public void PaddingOfWeightsTakesPartInNothing()
    {
        var set = Sets.TwoHinges(1, 30);
        var (clean, poisoned) = (Made(), Made());
        var own = ParametersOf(poisoned.Layout).ToHashSet();
        for (var i = 0; i < poisoned.Values.Length; i++)
        {
            if (!own.Contains(i))
                poisoned.Values.Span[i] = float.NaN;
        }

        var batch = new Batch(30, 2, 1);
        batch.Gather(set, Enumerable.Range(0, 30).ToArray());
        Assert.Equal(clean.Differentiate(batch, Loss.SquaredError), poisoned.Differentiate(batch, Loss.SquaredError));
        Assert.All(own, i => Assert.Equal(clean.Gradient.Span[i], poisoned.Gradient.Span[i]));

        static TrainableNetwork Made()
        {
            var network = new TrainableNetwork(new ParameterLayout([2, 5, 3, 1]), 30);
            network.Initialize(new Xoshiro256(4));
            return network;
        }
    }

    [Fact]
    public void HingeFormsInTrainingAreWhatTheyWereMadeOf()
    {
        var form = HingeForms.Coupled(new Random(3), 4, 3);
        var (features, _) = CurvedRows.Read("a,b,c,d", 60, r => FormattableString.Invariant($"{r / 7.0},{r % 7.5},{-r / 3.0},{r % 2.5}"));
        var layout = new HingeParameters(form, TermPattern.Every(CurveEncoding.Without(features), 5));
        var back = layout.Write(layout.Read());
        Assert.Equal((3 * 4) + 3 + 3 + (2 * 4) + 2 + (2 * 3), layout.Count);
        Assert.Equal(form.HingeWeights, back.HingeWeights);
        Assert.Equal(form.HingeBiases, back.HingeBiases);
        Assert.Equal(form.OutputWeights, back.OutputWeights);
        Assert.Equal(form.OutputBiases, back.OutputBiases);
        Assert.Equal(form.OutputCouplings, back.OutputCouplings);
        Assert.Equal(form.Couplings.Select((w, i) => i / 3 > i % 3 ? w : 0), back.Couplings);
        Assert.Same(form.Sources, back.Sources);
    }

    [Fact]
    public void InitialNetworkIsDrawnFromTheSeedWithinItsBounds()
    {
        var network = new TrainableNetwork(new ParameterLayout([9, 40, 2]), 16);
        network.Initialize(new Xoshiro256(1));
        var layers = network.ToNetwork().Layers;
        Assert.All(layers[0].Weights.Concat(layers[0].Biases), w => Assert.InRange(w, -1 / 3.0, 1 / 3.0));
        Assert.Contains(layers[0].Weights, w => Math.Abs(w) > 0.3);
        Assert.All(layers[0].Slopes!, a => Assert.Equal(0.25, a));
        Assert.InRange(layers[0].Weights.Average(), -0.05, 0.05);

        var again = new TrainableNetwork(new ParameterLayout([9, 40, 2]), 16);
        again.Initialize(new Xoshiro256(1));
        Assert.Equal(network.Values.Span.ToArray(), again.Values.Span.ToArray());
    }

    private static IEnumerable<int> ParametersOf(ParameterLayout layout) => layout.Layers.SelectMany(l =>
        Enumerable.Range(0, l.Units * l.Inputs).Select(i => l.Weights + (i / l.Inputs * l.Stride) + (i % l.Inputs))
            .Concat(Enumerable.Range(l.Biases, l.Units))
            .Concat(l.Hidden ? Enumerable.Range(l.Slopes, l.Units) : []));
}
