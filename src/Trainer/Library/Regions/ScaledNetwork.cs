using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Regions;

/// <summary>A hinge form over the ranges of a document, in coordinates t in [0, 1]ⁿ.</summary>
internal sealed class ScaledNetwork
{
    private readonly ComparedNetwork _compared;
    private readonly double[] _reach;
    private readonly double[] _noise;

    public ScaledNetwork(ComparedNetwork compared, EquatableArray<Input> inputs)
    {
        _compared = compared;
        _reach = inputs.Numbers().Select(i => Math.Max(Math.Abs(i.Minimum.Value), Math.Abs(i.Maximum.Value))).ToArray();
        var form = Form = compared.Form;
        var maps = form.Rows().Select(r => ScaledMap.Scale(r, inputs)).ToArray();
        Hinges = maps[..form.Hinges];
        Outputs = maps[form.Hinges..];
        Whole = Bounds(new sbyte[form.Hinges], []);
        _noise = Enumerable.Range(0, form.Outputs).Select(k => NoiseWithin(k, Whole)).ToArray();
    }

    /// <summary>Bounds of the pre-activations in all of the ranges.</summary>
    public Interval[] Whole { get; }

    public HingeForm Form { get; }

    /// <summary>The affine parts of the hinges.</summary>
    public ScaledMap[] Hinges { get; }

    /// <summary>The affine parts of the outputs.</summary>
    public ScaledMap[] Outputs { get; }

    /// <summary>
    /// Bounds of each pre-activation in a cell from those of the ones before it (interval arithmetic), within bounds already known.
    /// </summary>
    /// <param name="pattern">The sign of each hinge: −1, 1, or 0 where it is open.</param>
    /// <param name="known">Bounds that hold.</param>
    public Interval[] Bounds(ReadOnlySpan<sbyte> pattern, IReadOnlyList<Interval> known)
    {
        var z = new Interval[Hinges.Length];
        for (var j = 0; j < z.Length; j++)
        {
            z[j] = Bound(j, z, pattern);
            if (j < known.Count)
                z[j] = new Interval(Math.Max(z[j].Low, known[j].Low), Math.Min(z[j].High, known[j].High));
        }

        return z;
    }

    /// <summary>
    /// How far the network's output may be, exactly or as it evaluates, from the one that the hinges' rows and its scaled affine part say.
    /// </summary>
    /// <param name="output">The output.</param>
    /// <param name="z">Bounds of the pre-activations.</param>
    public double Noise(int output, IReadOnlyList<Interval> z) => ReferenceEquals(z, Whole) ? _noise[output] : NoiseWithin(output, z);

    private double NoiseWithin(int output, IReadOnlyList<Interval> z)
    {
        var noise = new double[Hinges.Length];
        var m = _compared.Magnitudes;
        for (var j = 0; j < noise.Length; j++)
        {
            noise[j] = Hinges[j].Noise + CouplingNoise(Form.Couplings.AsSpan(j * Form.Hinges, j), z, noise)
                + (m is null
                    ? 0
                    : MadeWithin(
                        m.HingeWeights.AsSpan(j * Form.Inputs, Form.Inputs),
                        m.HingeBiases[j],
                        m.Couplings.AsSpan(j * Form.Hinges, j),
                        z,
                        noise));
        }

        return Outputs[output].Noise + CouplingNoise(Form.OutputCouplings.AsSpan(output * Form.Hinges, Form.Hinges), z, noise)
            + (m is null ? 0 : MadeWithin(
                m.OutputWeights.AsSpan(output * Form.Inputs, Form.Inputs),
                m.OutputBiases[output],
                m.OutputCouplings.AsSpan(output * Form.Hinges, Form.Hinges),
                z,
                noise));
    }

    // What the rounding of the form's coefficients, and of the network's own sums, can make of a row.
    private double MadeWithin(
        ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> couplings, IReadOnlyList<Interval> z, ReadOnlySpan<double> noise)
    {
        var size = bias;
        for (var i = 0; i < weights.Length; i++)
            size += weights[i] * _reach[i];
        for (var i = 0; i < couplings.Length; i++)
            size += couplings[i] * (Math.Max(Math.Abs(z[i].Low), Math.Abs(z[i].High)) + noise[i]);
        return (2 * _compared.Rounding * size) + Tolerances.SmallestNormal;
    }

    private Interval Bound(int j, ReadOnlySpan<Interval> z, ReadOnlySpan<sbyte> pattern)
    {
        var map = Hinges[j];
        var (low, high, magnitude) = (map.Constant, map.Constant, Math.Abs(map.Constant));
        foreach (var a in map.Coefficients)
        {
            low += Math.Min(0, a);
            high += Math.Max(0, a);
            magnitude += Math.Abs(a);
        }

        for (var i = 0; i < j; i++)
        {
            var u = Form.Couplings[(j * Form.Hinges) + i];
            var h = NegativePart(z[i], pattern[i]);
            low += Math.Min(u * h.Low, u * h.High);
            high += Math.Max(u * h.Low, u * h.High);
            magnitude += Math.Abs(u) * Math.Max(Math.Abs(h.Low), Math.Abs(h.High));
        }

        var rounding = map.Noise + (2 * (map.Coefficients.Length + j + 8) * Tolerances.UnitRoundoff * magnitude)
            + Tolerances.SmallestNormal;
        if (!double.IsFinite(magnitude))
            throw new RuleCompilerException("A unit of the network takes values beyond the range of double inside the ranges.");
        return new Interval(low - rounding, high + rounding);
    }

    /// <summary>The bounds of min(0, z) where z has a sign.</summary>
    public static Interval NegativePart(Interval z, sbyte sign) =>
        sign > 0 ? new Interval(0, 0) : new Interval(Math.Min(0, z.Low), sign < 0 ? 0 : Math.Min(0, z.High));

    private static double CouplingNoise(ReadOnlySpan<double> couplings, IReadOnlyList<Interval> z, ReadOnlySpan<double> noise)
    {
        var sum = 0.0;
        for (var i = 0; i < couplings.Length; i++)
        {
            var size = Math.Max(Math.Abs(z[i].Low), Math.Abs(z[i].High));
            sum += Math.Abs(couplings[i]) * (noise[i] + (2 * (couplings.Length + 8) * Tolerances.UnitRoundoff * (size + noise[i])))
                * (1 + (8 * Tolerances.UnitRoundoff));
        }

        return sum + Tolerances.SmallestNormal;
    }
}

/// <summary>Where a number lies.</summary>
/// <param name="Low">Not below.</param>
/// <param name="High">Not above.</param>
internal readonly record struct Interval(double Low, double High);
