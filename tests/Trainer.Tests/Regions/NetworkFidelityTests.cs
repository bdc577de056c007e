using System;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Regions;

/// <summary>Fidelity to networks with every kind of activation.</summary>
public class NetworkFidelityTests
{
    [Fact]
    public void SampledDifferencesToAnyNetworkLieBelowTheBound() => RandomCases.Hold(30, random =>
    {
        var document = Documents.Random(random, random.Next(1, 4), 0, random.Next(0, 3));
        var network = Any(random, document.Inputs.Count);
        var difference = Assert.Single(ProvenFidelity.Prove(document, network));
        Assert.True(difference.IsComplete);
        var evaluator = new RuleEvaluator(document);
        double Difference(double[] x) => Math.Abs(evaluator.Evaluate(x).Outputs[0] - network.Evaluate(x)[0]);
        for (var n = 0; n < 2000; n++)
            Assert.True(Difference(Documents.Point(random, document)) <= difference.Upper);
        Assert.Equal(Difference(difference.Point.ToArray()), difference.Lower);
        Assert.InRange(difference.Upper - difference.Lower, 0, 1e-6 * (1 + difference.Upper));
    });

    [Fact]
    public void RoundingOfTheHingeFormStaysWithinItsBound() => RandomCases.Hold(50, random =>
    {
        // Large weights, so that there is rounding to see.
        var document = Documents.Random(random, random.Next(1, 5), 0, 0);
        var network = Any(random, document.Inputs.Count, 1e3);
        var compared = ComparedNetwork.Of(network, WorkLimit.None);
        var scaled = new ScaledNetwork(compared, document.Inputs);
        var bounds = scaled.Bounds(new sbyte[compared.Form.Hinges], []);
        var noise = scaled.Noise(0, bounds);
        var output = new double[1];
        for (var n = 0; n < 300; n++)
        {
            var x = Documents.Point(random, document);
            compared.Form.Evaluate(x, output);
            Assert.InRange(Math.Abs(output[0] - network.Evaluate(x)[0]), 0, noise);
        }
    });

    [Fact]
    public void MagnitudesAreAtLeastTheCoefficients() => RandomCases.Hold(50, random =>
    {
        var network = Any(random, random.Next(1, 5));
        var (form, magnitudes) = (network.ToHingeForm(), PiecewiseHinges.MagnitudesOf(network, WorkLimit.None));
        foreach (var (coefficients, sizes) in new[]
        {
            (form.HingeWeights, magnitudes.HingeWeights), (form.HingeBiases, magnitudes.HingeBiases),
            (form.Couplings, magnitudes.Couplings),
            (form.OutputWeights, magnitudes.OutputWeights), (form.OutputBiases, magnitudes.OutputBiases),
            (form.OutputCouplings, magnitudes.OutputCouplings),
        })
        {
            Assert.All(coefficients.Zip(sizes), p => Assert.True(Math.Abs(p.First) <= p.Second * (1 + 1e-12)));
        }
    });

    // One to three layers of ReLU, PReLU, clipped or maximum units.
    private static PiecewiseNetwork Any(Random random, int inputs, double size = 1)
    {
        var layers = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            var units = 2 * random.Next(1, 3);
            Activation activation = random.Next(4) switch
            {
                0 => new NegativeSlopes(Enumerable.Range(0, units).Select(i => i == 0 ? 0 : (random.NextDouble() * 2) - 0.5).ToArray()),
                1 => new Clip(-random.NextDouble() * size, size),
                2 => new MaxOfUnits(2),
                _ => new NegativeSlopes(new double[units]),
            };
            var layer = new PiecewiseLayer(inputs, Normals(inputs * units), Normals(units), activation);
            inputs = layer.Width;
            return layer;
        }).ToList();
        layers.Add(new PiecewiseLayer(inputs, Normals(inputs), Normals(1), new Identity()));
        return new PiecewiseNetwork(layers);

        double[] Normals(int count) => HingeForms.Normals(random, count).Select(w => w * size).ToArray();
    }
}
