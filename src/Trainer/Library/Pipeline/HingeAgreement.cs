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

    /// <summary>The largest difference, relative to the size of the output: sums of some hundred terms, in another order.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>The hinge form of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="set">Rows to compare on.</param>
    /// <exception cref="InvalidOperationException">Network and hinge form disagree.</exception>
    public static HingeForm ToCheckedHingeForm(this PReluNetwork network, TrainingSet set)
    {
        var form = network.ToHingeForm();
        var outputs = new double[form.Outputs];
        for (var r = 0; r < Math.Min(Rows, set.Rows); r++)
        {
            var x = set.Features(r).ToArray().Select(v => (double)v).ToArray();
            var expected = network.Evaluate(x);
            form.Evaluate(x, outputs);
            for (var k = 0; k < outputs.Length; k++)
            {
                if (!(Math.Abs(outputs[k] - expected[k]) <= Tolerance * (1 + Math.Abs(expected[k]))))
                {
                    throw new InvalidOperationException(string.Create(
                        CultureInfo.InvariantCulture, $"The hinge form answers {outputs[k]:R} where the network answers {expected[k]:R}."));
                }
            }
        }

        return form;
    }
}
