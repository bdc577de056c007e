using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks;

/// <summary>A linear map and δ hinges, lower triangular: what is left of a network once its other PReLUs are the identity.</summary>
/// <remarks>
/// Since f(z) = z + (a−1)·min(0, z), a network in which all but δ PReLUs are the identity is exactly
/// <code>
/// z_j = w_j·x + b_j + Σ_{i&lt;j} U_ji·min(0, z_i)     j = 1..δ
/// out = W·x + c + Σ_j V_j·min(0, z_j)
/// </code>
/// Arrays are row-major; an instance never changes them and callers must not.
/// </remarks>
public sealed class HingeForm
{
    /// <summary>Makes a hinge form of its parameters.</summary>
    /// <param name="inputs">n, the number of features.</param>
    /// <param name="hingeWeights">w, δ × n.</param>
    /// <param name="hingeBiases">b, δ.</param>
    /// <param name="couplings">U, δ × δ, of which only what is strictly below the diagonal is read.</param>
    /// <param name="outputWeights">W, outputs × n.</param>
    /// <param name="outputBiases">c, one per output.</param>
    /// <param name="outputCouplings">V, outputs × δ.</param>
    /// <param name="sources">The PReLU that each hinge comes from.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public HingeForm(
        int inputs,
        double[] hingeWeights,
        double[] hingeBiases,
        double[] couplings,
        double[] outputWeights,
        double[] outputBiases,
        double[] outputCouplings,
        HingeSource[] sources)
    {
        var hinges = hingeBiases.Length;
        var outputs = outputBiases.Length;
        if (hingeWeights.Length != hinges * inputs || couplings.Length != hinges * hinges || outputWeights.Length != outputs * inputs
            || outputCouplings.Length != outputs * hinges || sources.Length != hinges)
        {
            throw new ArgumentException("The arrays of a hinge form must fit its numbers of inputs, hinges and outputs.");
        }

        Inputs = inputs;
        HingeWeights = hingeWeights;
        HingeBiases = hingeBiases;
        Couplings = couplings;
        OutputWeights = outputWeights;
        OutputBiases = outputBiases;
        OutputCouplings = outputCouplings;
        Sources = sources;
    }

    /// <summary>n, the number of features.</summary>
    public int Inputs { get; }

    /// <summary>δ, the number of hinges.</summary>
    public int Hinges => HingeBiases.Length;

    /// <summary>The number of outputs.</summary>
    public int Outputs => OutputBiases.Length;

    /// <summary>w, δ × n.</summary>
    public double[] HingeWeights { get; }

    /// <summary>The biases b of the δ hinges.</summary>
    public double[] HingeBiases { get; }

    /// <summary>U, δ × δ, strictly lower triangular.</summary>
    public double[] Couplings { get; }

    /// <summary>W, outputs × n.</summary>
    public double[] OutputWeights { get; }

    /// <summary>c, one per output.</summary>
    public double[] OutputBiases { get; }

    /// <summary>V, outputs × δ.</summary>
    public double[] OutputCouplings { get; }

    /// <summary>The PReLU that each hinge comes from.</summary>
    public HingeSource[] Sources { get; }

    /// <summary>Evaluates the function at a point.</summary>
    /// <param name="x">n features.</param>
    /// <param name="outputs">Receives one value per output.</param>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> outputs)
    {
        Span<double> negativeParts = Hinges <= 128 ? stackalloc double[Hinges] : new double[Hinges];
        Evaluate(x, negativeParts, outputs);
    }

    /// <summary>Evaluates the function at a point, and says where the hinges are.</summary>
    /// <param name="x">n features.</param>
    /// <param name="negativeParts">Receives min(0, z_j), one per hinge.</param>
    /// <param name="outputs">Receives one value per output.</param>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> negativeParts, Span<double> outputs)
    {
        for (var j = 0; j < Hinges; j++)
            negativeParts[j] = Math.Min(0, PreActivation(j, x, negativeParts));

        for (var k = 0; k < Outputs; k++)
        {
            var sum = OutputBiases[k] + Dot(OutputWeights.AsSpan(k * Inputs, Inputs), x);
            for (var j = 0; j < Hinges; j++)
                sum += OutputCouplings[(k * Hinges) + j] * negativeParts[j];
            outputs[k] = sum;
        }
    }

    /// <summary>The pre-activation of a hinge as an affine map, where the hinges before it have given signs.</summary>
    /// <param name="hinge">j, counted from 0.</param>
    /// <param name="negative">For each hinge before j whether its pre-activation is negative.</param>
    /// <returns>z_j as a function of the features, one forward substitution.</returns>
    public AffineMap HingeMap(int hinge, ReadOnlySpan<bool> negative) => Maps(negative, hinge + 1)[hinge];

    /// <summary>The outputs as affine maps in the region of a sign pattern.</summary>
    /// <param name="negative">For each hinge whether its pre-activation is negative.</param>
    /// <returns>One map per output.</returns>
    public AffineMap[] OutputMaps(ReadOnlySpan<bool> negative)
    {
        var hinges = Maps(negative, Hinges);
        var maps = new AffineMap[Outputs];
        for (var k = 0; k < Outputs; k++)
        {
            maps[k] = Substitute(
                OutputWeights.AsSpan(k * Inputs, Inputs), OutputBiases[k], OutputCouplings.AsSpan(k * Hinges, Hinges), hinges, negative);
        }

        return maps;
    }

    /// <summary>The same function of features that were scaled and shifted: x = scale·y + shift.</summary>
    /// <param name="scale">One factor per feature.</param>
    /// <param name="shift">One summand per feature.</param>
    /// <returns>The function of y.</returns>
    public HingeForm OfScaled(ReadOnlySpan<double> scale, ReadOnlySpan<double> shift)
    {
        var (hingeWeights, hingeBiases) = Scaled(HingeWeights, HingeBiases, scale, shift);
        var (outputWeights, outputBiases) = Scaled(OutputWeights, OutputBiases, scale, shift);
        return new HingeForm(Inputs, hingeWeights, hingeBiases, Couplings, outputWeights, outputBiases, OutputCouplings, Sources);
    }

    /// <summary>The affine part of each row, w_j·x + b_j of the hinges first and W_k·x + c_k of the outputs after them.</summary>
    /// <returns>Copies, δ + outputs of them.</returns>
    public IEnumerable<AffineMap> Rows()
    {
        for (var j = 0; j < Hinges; j++)
            yield return new AffineMap(HingeWeights.AsSpan(j * Inputs, Inputs).ToArray(), HingeBiases[j]);
        for (var k = 0; k < Outputs; k++)
            yield return new AffineMap(OutputWeights.AsSpan(k * Inputs, Inputs).ToArray(), OutputBiases[k]);
    }

    /// <summary>The same couplings with other affine parts.</summary>
    /// <param name="rows">The affine parts in the order of <see cref="Rows"/>.</param>
    /// <returns>The hinge form with these.</returns>
    public HingeForm WithRows(IReadOnlyList<AffineMap> rows) => new(
        Inputs,
        rows.Take(Hinges).SelectMany(r => r.Weights).ToArray(),
        rows.Take(Hinges).Select(r => r.Bias).ToArray(),
        Couplings,
        rows.Skip(Hinges).SelectMany(r => r.Weights).ToArray(),
        rows.Skip(Hinges).Select(r => r.Bias).ToArray(),
        OutputCouplings,
        Sources);

    /// <summary>The first features alone: the function where all others are 0.</summary>
    /// <param name="features">How many features are kept.</param>
    internal HingeForm OnFirst(int features) => Over(features, row => row.Weights[..features]);

    /// <summary>The same function over more features, on which it does not depend.</summary>
    /// <param name="features">How many features there are.</param>
    internal HingeForm Among(int features) => Over(features, row => [.. row.Weights, .. new double[features - Inputs]]);

    private HingeForm Over(int features, Func<AffineMap, double[]> weights)
    {
        var rows = Rows().Select(weights).ToArray();
        return new HingeForm(
            features, [.. rows.Take(Hinges).SelectMany(r => r)], HingeBiases, Couplings, [.. rows.Skip(Hinges).SelectMany(r => r)],
            OutputBiases, OutputCouplings, Sources);
    }

    /// <summary>The same function over groups of one-hot features, with weight 0 for one feature of each group.</summary>
    /// <param name="groups">The first feature and the number of features of each group, and the feature whose weight becomes 0.</param>
    /// <returns>The hinge form, in which the weights of those features went into the biases.</returns>
    public HingeForm WithReferences(IReadOnlyList<(int First, int Count, int Reference)> groups) => WithRows(Rows().Select(row =>
    {
        var bias = row.Bias;
        foreach (var (first, count, reference) in groups)
        {
            var weight = row.Weights[reference];
            foreach (ref var w in row.Weights.AsSpan(first, count))
                w -= weight;
            bias += weight;
        }

        return row with { Bias = bias };
    }).ToArray());

    /// <summary>The same function where a hinge has one sign everywhere, without that hinge.</summary>
    /// <param name="hinge">j, counted from 0.</param>
    /// <param name="isNegative">Whether it is negative: then z_j itself is added where min(0, z_j) was.</param>
    /// <returns>The function with one hinge less.</returns>
    internal HingeForm Without(int hinge, bool isNegative)
    {
        var z = new AffineMap(HingeWeights.AsSpan(hinge * Inputs, Inputs).ToArray(), HingeBiases[hinge]);
        var before = Couplings.AsSpan(hinge * Hinges, Hinges).ToArray();
        var (maps, couplings) = (new List<AffineMap>(), new List<double[]>());
        foreach (var (map, own) in Rows().Zip(CouplingRows()))
        {
            var factor = isNegative ? own[hinge] : 0;
            maps.Add(new AffineMap(map.Weights.Zip(z.Weights, (a, b) => a + (factor * b)).ToArray(), map.Bias + (factor * z.Bias)));
            couplings.Add(own.Select((u, i) => i < hinge ? u + (factor * before[i]) : u).Where((_, i) => i != hinge).ToArray());
        }

        maps.RemoveAt(hinge);
        couplings.RemoveAt(hinge);
        var left = Hinges - 1;
        return new HingeForm(
            Inputs,
            maps.Take(left).SelectMany(m => m.Weights).ToArray(),
            maps.Take(left).Select(m => m.Bias).ToArray(),
            couplings.Take(left).SelectMany(u => u).ToArray(),
            maps.Skip(left).SelectMany(m => m.Weights).ToArray(),
            maps.Skip(left).Select(m => m.Bias).ToArray(),
            couplings.Skip(left).SelectMany(v => v).ToArray(),
            Sources.Where((_, i) => i != hinge).ToArray());
    }

    // U, of which only what is strictly below the diagonal counts, and V beneath it.
    private IEnumerable<double[]> CouplingRows()
    {
        for (var j = 0; j < Hinges; j++)
            yield return Couplings.AsSpan(j * Hinges, Hinges).ToArray().Select((u, i) => i < j ? u : 0).ToArray();
        for (var k = 0; k < Outputs; k++)
            yield return OutputCouplings.AsSpan(k * Hinges, Hinges).ToArray();
    }

    private (double[] Weights, double[] Biases) Scaled(
        double[] weights, double[] biases, ReadOnlySpan<double> scale, ReadOnlySpan<double> shift)
    {
        var w = (double[])weights.Clone();
        var b = (double[])biases.Clone();
        for (var i = 0; i < w.Length; i++)
        {
            b[i / Inputs] += w[i] * shift[i % Inputs];
            w[i] *= scale[i % Inputs];
        }

        return (w, b);
    }

    private AffineMap[] Maps(ReadOnlySpan<bool> negative, int count)
    {
        var maps = new AffineMap[count];
        for (var j = 0; j < count; j++)
        {
            maps[j] = Substitute(
                HingeWeights.AsSpan(j * Inputs, Inputs), HingeBiases[j], Couplings.AsSpan(j * Hinges, j), maps.AsSpan(0, j), negative);
        }

        return maps;
    }

    private static AffineMap Substitute(
        ReadOnlySpan<double> weights,
        double bias,
        ReadOnlySpan<double> couplings,
        ReadOnlySpan<AffineMap> hinges,
        ReadOnlySpan<bool> negative)
    {
        var w = weights.ToArray();
        for (var i = 0; i < couplings.Length; i++)
        {
            if (!negative[i])
                continue;
            for (var n = 0; n < w.Length; n++)
                w[n] += couplings[i] * hinges[i].Weights[n];
            bias += couplings[i] * hinges[i].Bias;
        }

        return new AffineMap(w, bias);
    }

    private double PreActivation(int hinge, ReadOnlySpan<double> x, ReadOnlySpan<double> negativeParts)
    {
        var sum = HingeBiases[hinge] + Dot(HingeWeights.AsSpan(hinge * Inputs, Inputs), x);
        for (var i = 0; i < hinge; i++)
            sum += Couplings[(hinge * Hinges) + i] * negativeParts[i];
        return sum;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}

/// <summary>The PReLU that a hinge comes from.</summary>
/// <param name="Level">The hidden layer, counted from 1.</param>
/// <param name="Neuron">The unit in its layer, counted from 1.</param>
/// <param name="Slope">Its slope a.</param>
public sealed record HingeSource(int Level, int Neuron, double Slope);
