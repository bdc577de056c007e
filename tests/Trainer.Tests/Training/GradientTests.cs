using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Numerics;
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
        var form = HingeForms.Coupled(random, random.Next(1, 20), random.Next(0, 7));
        var rows = random.Next(1, 70);
        var model = new TrainableHinges(form, rows + random.Next(0, 40));
        double[] Evaluate(double[] x)
        {
            var outputs = new double[form.Outputs];
            model.ToHingeForm().Evaluate(x, outputs);
            return outputs;
        }

        // Padding is among them: it has no effect, and must have no gradient.
        GradientCheck.Hold(
            random, model, rows, form.Inputs, () => Evaluate, Enumerable.Range(0, model.Values.Length).Where(_ => random.Next(3) == 0));
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
        var back = new TrainableHinges(form, 16).ToHingeForm();
        Assert.Equal(form.HingeWeights.Select(w => (double)(float)w), back.HingeWeights);
        Assert.Equal(form.HingeBiases.Select(w => (double)(float)w), back.HingeBiases);
        Assert.Equal(form.OutputWeights.Select(w => (double)(float)w), back.OutputWeights);
        Assert.Equal(form.OutputBiases.Select(w => (double)(float)w), back.OutputBiases);
        Assert.Equal(form.OutputCouplings.Select(w => (double)(float)w), back.OutputCouplings);
        Assert.Equal(form.Couplings.Select((w, i) => i / 3 > i % 3 ? (double)(float)w : 0), back.Couplings);
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
