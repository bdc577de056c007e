using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>A network to compare rules with.</summary>
/// <param name="Form">It as a hinge form, to rounding.</param>
/// <param name="Magnitudes">
/// The size of the terms that the form's coefficients were summed up from; null where the form is the network.
/// </param>
/// <param name="Rounding">A bound of the coefficients' errors, relative to the magnitudes.</param>
internal sealed record ComparedNetwork(HingeForm Form, HingeForm? Magnitudes, double Rounding)
{
    public static ComparedNetwork Of(HingeForm form) => new(form, null, 0);

    public static ComparedNetwork Of(PiecewiseNetwork network, WorkLimit limit) =>
        new(network.ToHingeForm(limit), PiecewiseHinges.MagnitudesOf(network, limit), NetworkRounding.Bound(network));
}
