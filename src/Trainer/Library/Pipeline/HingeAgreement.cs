using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The step from a network to its hinge form, held against the network on rows of the data.</summary>
/// <remarks>
/// The two are the same function, so a difference beyond rounding is a fault of the program, and no rules may come of it.
/// </remarks>
internal static class HingeAgreement
{
    /// <summary>Rows that are compared.</summary>
    private const int Rows = 64;

    /// <summary>
    /// The largest difference, relative to the sizes of all that is added on the way to the output: sums of some hundred terms, in another
    /// order. What cancels leaves the errors of its size.
    /// </summary>
    private const double Tolerance = 1e-12;

    /// <summary>The hinge form of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="set">Rows to compare on.</param>
    /// <exception cref="InvalidOperationException">Network and hinge form disagree.</exception>
    /// <exception cref="TrainingFailedException">The weights are too large to be calculated with.</exception>
    public static HingeForm ToCheckedHingeForm(this PReluNetwork network, TrainingSet set)
    {
        var form = network.ToHingeForm();
        var sizes = Sizes(network);
        var outputs = new double[form.Outputs];
        for (var r = 0; r < Math.Min(Rows, set.Rows); r++)
        {
            var x = set.Features(r).ToArray().Select(v => (double)v).ToArray();
            var expected = network.Evaluate(x);
            var size = sizes.Evaluate(x.Select(Math.Abs).ToArray());
            if (!size.All(double.IsFinite))
            {
                throw new TrainingFailedException(
                    "the weights of the network are too large to be calculated with; train again with another --seed.");
            }

            form.Evaluate(x, outputs);
            for (var k = 0; k < outputs.Length; k++)
            {
                if (!(Math.Abs(outputs[k] - expected[k]) <= Tolerance * (1 + size[k])))
                {
                    throw new InvalidOperationException(string.Create(
                        CultureInfo.InvariantCulture, $"The hinge form answers {outputs[k]:R} where the network answers {expected[k]:R}."));
                }
            }
        }

        return form;
    }

    /// <summary>
    /// What adds up the sizes of all terms instead of the terms: z + (a − 1)·min(0, z), which stands for a PReLU, is at most (2 + |a|)·|z|.
    /// </summary>
    private static PReluNetwork Sizes(PReluNetwork network) => new(network.Layers.Select(layer =>
    {
        double Size(double value, int unit) => Math.Abs(value) * (2 + Math.Abs(layer.Slopes?[unit] ?? 1));
        return layer with
        {
            Weights = layer.Weights.Select((w, i) => Size(w, i / layer.Inputs)).ToArray(),
            Biases = layer.Biases.Select(Size).ToArray(),
            Slopes = layer.Slopes?.Select(_ => 1.0).ToArray(),
        };
    }).ToArray());
}
