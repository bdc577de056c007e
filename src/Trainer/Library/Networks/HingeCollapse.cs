using System.Linq;

namespace RuleCompiler.Trainer.Networks;

/// <summary>Writes a trained network as its hinge form, exactly: the PReLUs whose slope is not 1 become hinges.</summary>
public static class HingeCollapse
{
    /// <summary>The hinge form of a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The same function with δ = <see cref="PReluNetwork.Nonlinear"/> hinges, in the order of the levels.</returns>
    public static HingeForm ToHingeForm(this PReluNetwork network) =>
        new PiecewiseNetwork(network.Layers.Select(Layer).ToArray()).ToHingeForm();

    private static PiecewiseLayer Layer(DenseLayer layer) => new(
        layer.Inputs, layer.Weights, layer.Biases, layer.Slopes is { } slopes ? new NegativeSlopes(slopes) : new Identity());
}
