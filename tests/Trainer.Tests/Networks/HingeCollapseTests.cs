using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks;

public class HingeCollapseTests
{
    /// <summary>Both are sums of the same products in another order, so they differ by rounding errors of the largest term only.</summary>
    private const double Relative = 1e-12;

    [Fact]
    public void HingeFormIsTheNetwork() => RandomCases.Hold(300, random =>
    {
        var network = RandomNetworks.Any(random);
        var form = network.ToHingeForm();
        var outputs = new double[form.Outputs];
        for (var i = 0; i < 20; i++)
        {
            var x = HingeForms.Normals(random, network.Inputs);
            var expected = network.Evaluate(x);
            form.Evaluate(x, outputs);
            var scale = TermScale(network, x);
            for (var k = 0; k < outputs.Length; k++)
                Assert.True(Math.Abs(expected[k] - outputs[k]) <= Relative * scale, $"output {k}: {expected[k]:R} and {outputs[k]:R}");
        }
    });

    [Fact]
    public void EveryNonlinearPReluIsAHingeInTheOrderOfTheLevels() => RandomCases.Hold(100, random =>
    {
        var network = RandomNetworks.Any(random);
        var form = network.ToHingeForm();
        var expected = network.Layers.SelectMany((layer, l) => (layer.Slopes ?? []).Select((a, i) => new HingeSource(l + 1, i + 1, a)))
            .Where(s => s.Slope != 1).ToArray();
        Assert.Equal(expected, form.Sources);
        Assert.Equal(network.Nonlinear, form.Hinges);
        Assert.Equal((network.Inputs, network.Outputs), (form.Inputs, form.Outputs));
        for (var j = 0; j < form.Hinges; j++)
        {
            for (var i = 0; i < form.Hinges; i++)
                Assert.True(
                    form.Sources[i].Level < form.Sources[j].Level || form.Couplings[(j * form.Hinges) + i] == 0,
                    "A hinge is coupled to one that does not stand before it.");
        }
    });

    /// <summary>f(z) = z + (a − 1)·min(0, z) by hand: one unit, z = 2x − 1, a = 0.25, out = 3f(z) + 5.</summary>
    [Fact]
    public void OneUnitIsWrittenAsItsLineAndItsHinge()
    {
        var network = new PReluNetwork([new DenseLayer(1, [2], [-1], [0.25]), new DenseLayer(1, [3], [5], null)]);
        var form = network.ToHingeForm();
        Assert.Equal([2, -1], [.. form.HingeWeights, .. form.HingeBiases]);
        Assert.Equal([6, 2, -2.25], [.. form.OutputWeights, .. form.OutputBiases, .. form.OutputCouplings]);
        Assert.Equal(new HingeSource(1, 1, 0.25), Assert.Single(form.Sources));
    }

    [Fact]
    public void LinearNetworkHasNoHinges()
    {
        var form = RandomNetworks.Of(new Random(3), () => 1, 4, 5, 5, 2).ToHingeForm();
        Assert.Equal((0, 0, 0), (form.Hinges, form.Couplings.Length, form.OutputCouplings.Length));
    }

    /// <summary>An upper bound of the magnitude of any term in either sum, which rounding errors are measured against.</summary>
    private static double TermScale(PReluNetwork network, double[] x)
    {
        var magnitudes = x.Select(Math.Abs).ToArray();
        var largest = 1.0;
        foreach (var layer in network.Layers)
        {
            magnitudes = Enumerable.Range(0, layer.Units).Select(i =>
                Math.Abs(layer.Biases[i]) + Enumerable.Range(0, layer.Inputs)
                    .Sum(j => Math.Abs(layer.Weights[(i * layer.Inputs) + j]) * magnitudes[j])).ToArray();
            // A hinge takes part beside the line through it: |z| + |(a−1)·min(0, z)| is at most 2|z|.
            magnitudes = layer.Slopes is null ? magnitudes : magnitudes.Select(m => 2 * m).ToArray();
            largest = Math.Max(largest, magnitudes.Max());
        }

        return largest;
    }
}
