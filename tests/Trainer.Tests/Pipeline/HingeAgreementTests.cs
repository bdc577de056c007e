using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tests.Training;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>The hinge form of a network is held against the network, by the sizes of what is added.</summary>
public class HingeAgreementTests
{
    private static readonly TrainingSet Rows = Sets.Of(new Random(1), 64, 2, x => [x[0]]);

    [Fact]
    public void LargeWeightsThatCancelAreNoFaultOfTheProgram()
    {
        var farthest = 0.0;
        for (var seed = 0; seed < 50; seed++)
        {
            var network = Network(new Random(seed), 1e5);
            var form = network.ToCheckedHingeForm(Rows);
            var outputs = new double[1];
            for (var r = 0; r < Rows.Rows; r++)
            {
                var x = Rows.Features(r).ToArray().Select(v => (double)v).ToArray();
                form.Evaluate(x, outputs);
                var expected = network.Evaluate(x)[0];
                farthest = Math.Max(farthest, Math.Abs(outputs[0] - expected) / (1 + Math.Abs(expected)));
            }
        }

        // What is left of sums that cancel has few digits in common.
        Assert.InRange(farthest, 1e-9, 1);
    }

    [Fact]
    public void WeightsBeyondDoublesAreSaid() => Assert.Contains(
        "too large to be calculated with",
        Assert.Throws<TrainingFailedException>(() => Network(new Random(1), 1e120).ToCheckedHingeForm(Rows)).Message,
        StringComparison.Ordinal);

    /// <summary>Three layers of weights of a size; two outputs of units that are nearly the same are subtracted.</summary>
    private static PReluNetwork Network(Random random, double size)
    {
        double Weight() => size * ((random.NextDouble() * 2) - 1);
        var first = new DenseLayer(2, [Weight(), Weight(), Weight(), Weight()], [Weight(), Weight()], [0.3, 0.7]);
        var row = new[] { Weight(), Weight() };
        var second = new DenseLayer(2, [.. row, row[0] * (1 + 1e-10), row[1]], [1, 1], [0.5, 0.5]);
        return new PReluNetwork([first, second, new DenseLayer(2, [size, -size], [0], null)]);
    }
}
