using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks;

/// <summary>A feed-forward network of dense layers with piecewise-linear activations, as it was trained anywhere. Immutable.</summary>
public sealed class PiecewiseNetwork
{
    /// <summary>Makes a network of its layers.</summary>
    /// <param name="layers">At least one, each with as many inputs as the one before has activations; the last one is affine.</param>
    /// <exception cref="ArgumentException">The layers do not fit together.</exception>
    public PiecewiseNetwork(IReadOnlyList<PiecewiseLayer> layers)
    {
        if (layers.Count == 0 || layers[^1].Activation is not Identity)
            throw new ArgumentException("A network has at least one layer, and its last one is affine.", nameof(layers));
        for (var l = 1; l < layers.Count; l++)
        {
            if (layers[l].Inputs != layers[l - 1].Width)
                throw new ArgumentException(
                    $"Layer {l + 1} takes {layers[l].Inputs} inputs; the layer before gives {layers[l - 1].Width}.", nameof(layers));
        }

        Layers = layers.ToArray();
        Gates = Layers.SelectMany((layer, l) => GatesOf(layer, l)).ToArray();
    }

    /// <summary>The layers, from the inputs to the outputs.</summary>
    public IReadOnlyList<PiecewiseLayer> Layers { get; }

    /// <summary>
    /// The signs that select the linear pieces, in the order of the layers: with all of them given the network is affine.
    /// </summary>
    public IReadOnlyList<Gate> Gates { get; }

    /// <summary>n, the number of inputs.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>The number of outputs.</summary>
    public int Outputs => Layers[^1].Units;

    /// <summary>Evaluates the network at a point.</summary>
    /// <param name="x">One value per input.</param>
    /// <returns>One value per output.</returns>
    public double[] Evaluate(ReadOnlySpan<double> x)
    {
        var activations = x.ToArray();
        foreach (var layer in Layers)
            activations = layer.Evaluate(activations);
        return activations;
    }

    private static IEnumerable<Gate> GatesOf(PiecewiseLayer layer, int index)
    {
        for (var unit = 0; unit < layer.Units; unit++)
        {
            switch (layer.Activation)
            {
                case NegativeSlopes { Slopes: var a } when !a[unit].Equals(1.0):
                    yield return new Gate(GateKind.Zero, index, unit, a[unit]);
                    break;
                case Clip:
                    yield return new Gate(GateKind.Low, index, unit, 0);
                    yield return new Gate(GateKind.High, index, unit, 0);
                    break;
                case MaxOfUnits { GroupSize: var size } when unit % size > 0:
                    yield return new Gate(GateKind.Winner, index, unit, 0);
                    break;
            }
        }
    }
}

/// <summary>What the sign of a gate says.</summary>
public enum GateKind
{
    /// <summary>z &lt; 0: the unit's slope applies.</summary>
    Zero,

    /// <summary>z − low &lt; 0: the unit is at its least value.</summary>
    Low,

    /// <summary>z − high ≥ 0: the unit is at its largest value. Negative where the gate before, <see cref="Low"/>, is.</summary>
    High,

    /// <summary>z − z_w ≥ 0: the unit takes the lead of its group from w, the one that leads among those before it.</summary>
    Winner,
}

/// <summary>A sign that selects linear pieces.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Layer">Its layer, counted from 0.</param>
/// <param name="Unit">Its unit in the layer, counted from 0.</param>
/// <param name="Slope">The slope on its negative side.</param>
public readonly record struct Gate(GateKind Kind, int Layer, int Unit, double Slope)
{
    /// <summary>Where a condition made of it comes from.</summary>
    public HingeSource Source => new(Layer + 1, Unit + 1, Slope);
}
