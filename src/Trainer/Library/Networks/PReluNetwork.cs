using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks;

/// <summary>A dense network with one PReLU per hidden unit: a snapshot that does not change.</summary>
/// <remarks>f(z) = max(0, z) + a·min(0, z) after every layer but the last, which is affine.</remarks>
public sealed class PReluNetwork
{
    /// <summary>Makes a network of its layers.</summary>
    /// <param name="layers">At least one layer, each with as many inputs as the one before has units; the last has no slopes.</param>
    /// <exception cref="ArgumentException">The layers do not fit together.</exception>
    public PReluNetwork(IReadOnlyList<DenseLayer> layers)
    {
        if (layers.Count == 0 || layers[^1].Slopes is not null || layers.SkipLast(1).Any(l => l.Slopes is null))
            throw new ArgumentException("A network has slopes in every layer but the last.", nameof(layers));
        for (var l = 1; l < layers.Count; l++)
        {
            if (layers[l].Inputs != layers[l - 1].Units)
                throw new ArgumentException(
                    $"Layer {l + 1} takes {layers[l].Inputs} inputs; the layer before has {layers[l - 1].Units} units.", nameof(layers));
        }

        Layers = layers;
    }

    /// <summary>The layers, from the inputs to the outputs.</summary>
    public IReadOnlyList<DenseLayer> Layers { get; }

    /// <summary>The number of inputs.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>The number of outputs.</summary>
    public int Outputs => Layers[^1].Units;

    /// <summary>Units per layer, the inputs first and the outputs last.</summary>
    public IEnumerable<int> Architecture => Layers.Select(l => l.Units).Prepend(Inputs);

    /// <summary>The number of PReLUs whose slope is not 1.</summary>
    public int Nonlinear => Layers.Sum(l => l.Slopes?.Count(a => !a.Equals(1.0)) ?? 0);

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

    /// <summary>The same network with every slope above a limit set to 1, where the PReLU is the identity.</summary>
    /// <param name="limit">The limit: 0.9995 in the note.</param>
    /// <returns>The network.</returns>
    public PReluNetwork WithSlopesFixedAbove(double limit) => new(
        Layers.Select(l => l with { Slopes = l.Slopes?.Select(a => a > limit ? 1.0 : a).ToArray() }).ToArray());
}

/// <summary>A dense layer with a PReLU per unit, or none after the last.</summary>
/// <param name="Inputs">The number of its inputs.</param>
/// <param name="Weights">units × inputs, row-major.</param>
/// <param name="Biases">One per unit.</param>
/// <param name="Slopes">One slope a per unit, or null in the last layer, which is affine.</param>
public sealed record DenseLayer(int Inputs, double[] Weights, double[] Biases, double[]? Slopes)
{
    /// <summary>The number of units.</summary>
    public int Units => Biases.Length;

    /// <summary>The activations of the units.</summary>
    /// <param name="x">One value per input.</param>
    /// <returns>One value per unit.</returns>
    public double[] Evaluate(ReadOnlySpan<double> x)
    {
        var activations = new double[Units];
        for (var i = 0; i < Units; i++)
        {
            var z = Biases[i];
            for (var j = 0; j < Inputs; j++)
                z += Weights[(i * Inputs) + j] * x[j];
            activations[i] = Slopes is null || z >= 0 ? z : Slopes[i] * z;
        }

        return activations;
    }
}
