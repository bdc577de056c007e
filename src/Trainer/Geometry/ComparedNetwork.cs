using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Geometry;

/// <summary>A network to compare rules with.</summary>
/// <param name="Form">It as a hinge form, to rounding.</param>
/// <param name="Magnitudes">The size of the terms that the form's coefficients were summed up from; null where the form is the network.</param>
/// <param name="Rounding">A bound of the coefficients' errors, relative to the magnitudes.</param>
/// <param name="Network">The network itself; null where the form is.</param>
internal sealed record ComparedNetwork(HingeForm Form, HingeForm? Magnitudes, double Rounding, PiecewiseNetwork? Network)
{
    public static ComparedNetwork Of(HingeForm form) => new(form, null, 0, null);

    public static ComparedNetwork Of(PiecewiseNetwork network) =>
        new(network.ToHingeForm(), PiecewiseHinges.MagnitudesOf(network), NetworkRounding.Of(network), network);

    /// <summary>The outputs at a point, as the network evaluates in double.</summary>
    public double[] Evaluate(double[] x)
    {
        if (Network is not null)
            return Network.Evaluate(x);
        var outputs = new double[Form.Outputs];
        Form.Evaluate(x, outputs);
        return outputs;
    }
}
