using System.Linq;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Regions;

/// <summary>How far rounding can take the coefficients of a network's hinge form, and the network's own evaluation.</summary>
internal static class NetworkRounding
{
    /// <summary>
    /// A bound of the relative error, against the magnitudes, of the form's coefficients and of the network's own evaluation.
    /// </summary>
    /// <param name="network">The network.</param>
    public static double Bound(PiecewiseNetwork network)
    {
        // The longest way of a number through all layers: a sum of products, and a few operations per activation or member of a group. Once
        // for the form, once for the evaluation, and twice over for the rounding of the magnitudes themselves.
        var operations = network.Layers.Sum(l => l.Inputs + 8L + (l.Activation is MaxOfUnits max ? 2L * max.GroupSize : 0));
        return 4 * operations * Tolerances.UnitRoundoff;
    }
}
