using System;

namespace RuleCompiler.Trainer.Networks;

/// <summary>
/// One dense layer with a piecewise-linear activation. Arrays are row-major; an instance never changes them and callers must not.
/// </summary>
public sealed class PiecewiseLayer
{
    /// <summary>Makes a dense layer and what follows its units.</summary>
    /// <param name="inputs">The number of its inputs.</param>
    /// <param name="weights">units × inputs.</param>
    /// <param name="biases">One per unit.</param>
    /// <param name="activation">What follows.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public PiecewiseLayer(int inputs, double[] weights, double[] biases, Activation activation)
    {
        if (weights.Length != inputs * biases.Length)
            throw new ArgumentException(
                $"A layer of {biases.Length} units over {inputs} inputs has {inputs * biases.Length} weights, found {weights.Length}.");
        if (activation is NegativeSlopes slopes && slopes.Slopes.Count != biases.Length)
            throw new ArgumentException($"A layer of {biases.Length} units has as many slopes, found {slopes.Slopes.Count}.");
        if (activation is Clip { Low: var low, High: var high } && !(low < high))
            throw new ArgumentException("The least value of an activation is below its largest.");
        if (activation is MaxOfUnits { GroupSize: var size } && (size < 1 || biases.Length % size != 0))
            throw new ArgumentException($"Groups of {size} do not divide {biases.Length} units.");
        Inputs = inputs;
        Weights = weights;
        Biases = biases;
        Activation = activation;
    }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The weights, units × inputs in row-major order: one row per unit.</summary>
    public double[] Weights { get; }

    /// <summary>The biases, one per unit.</summary>
    public double[] Biases { get; }

    /// <summary>What follows the affine part.</summary>
    public Activation Activation { get; }

    /// <summary>The number of units, which is the number of pre-activations.</summary>
    public int Units => Biases.Length;

    /// <summary>The number of activations.</summary>
    public int Width => Activation.Width(Units);

    /// <summary>The weights of a unit.</summary>
    /// <param name="unit">Counted from 0.</param>
    /// <returns>One per input.</returns>
    public ReadOnlySpan<double> WeightsOf(int unit) => Weights.AsSpan(unit * Inputs, Inputs);

    /// <summary>The activations of the layer.</summary>
    /// <param name="x">One value per input.</param>
    /// <returns>One value per activation.</returns>
    public double[] Evaluate(ReadOnlySpan<double> x)
    {
        var z = new double[Units];
        for (var i = 0; i < Units; i++)
        {
            var w = WeightsOf(i);
            z[i] = Biases[i];
            for (var j = 0; j < w.Length; j++)
                z[i] += w[j] * x[j];
        }

        return Activate(z);
    }

    private double[] Activate(double[] z)
    {
        switch (Activation)
        {
            case NegativeSlopes { Slopes: var a }:
                for (var i = 0; i < z.Length; i++)
                    z[i] = z[i] < 0 ? a[i] * z[i] : z[i];
                return z;
            case Clip { Low: var low, High: var high }:
                for (var i = 0; i < z.Length; i++)
                    z[i] = Math.Clamp(z[i], low, high);
                return z;
            case MaxOfUnits { GroupSize: var size }:
                var largest = new double[Width];
                for (var i = 0; i < z.Length; i++)
                    largest[i / size] = i % size == 0 ? z[i] : Math.Max(largest[i / size], z[i]);
                return largest;
            default:
                return z;
        }
    }
}
