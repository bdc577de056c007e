using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>
/// The linear programme of a part of a rule's cell: the inputs t and the negative part h_j = min(0, z_j) of each hinge, exactly where the
/// hinge has a sign there, and elsewhere between z_j, 0 and the chord (a relaxation).
/// </summary>
/// <remarks>
/// Hinges have rows of their own, with the network's own numbers: nothing is substituted, so no rounding error builds up. What
/// scaling loses is given back by widening each row; rows and columns are scaled by powers of two, which loses nothing.
/// </remarks>
internal sealed class DifferenceProgram
{
    private readonly ScaledNetwork _network;
    private readonly double[] _scales;
    private readonly LinearProgram _program;
    private readonly int _inputs;

    /// <summary>Sets up the programme.</summary>
    /// <param name="network">The network.</param>
    /// <param name="conditions">The conditions of the rule, each ≥ 0.</param>
    /// <param name="z">Bounds of the pre-activations; as many hinges as there are bounds take part.</param>
    /// <param name="pattern">The sign of each hinge: −1, 1, or 0 where it is open.</param>
    /// <param name="limit">Ends the work.</param>
    public DifferenceProgram(
        ScaledNetwork network, IEnumerable<ScaledMap> conditions, ReadOnlySpan<Interval> z, ReadOnlySpan<sbyte> pattern, WorkLimit limit)
    {
        // Each hinge has a row or three, and the dictionary of the programme has all of them again.
        limit.Require(
            6.0 * z.Length * (network.Form.Inputs + z.Length) * sizeof(double),
            FormattableString.Invariant($"a linear programme over {z.Length} hinges"));
        _network = network;
        _inputs = network.Form.Inputs;
        _scales = new double[z.Length];
        var (lower, upper) = (new double[_inputs + z.Length], new double[_inputs + z.Length]);
        Array.Fill(upper, 1, 0, _inputs);
        for (var j = 0; j < z.Length; j++)
        {
            var h = ScaledNetwork.NegativePart(z[j], pattern[j]);
            _scales[j] = PowerOfTwo(h.Low);
            (lower[_inputs + j], upper[_inputs + j]) = (h.Low / _scales[j], Math.Max(h.Low, h.High) / _scales[j]);
        }

        _program = new LinearProgram(lower, upper, limit);
        foreach (var condition in conditions)
            AddRow(Coefficients(condition, []), condition.Constant, condition.Noise);
        for (var j = 0; j < z.Length; j++)
        {
            limit.Check();
            AddHinge(j, z[j], pattern[j]);
        }
    }

    /// <summary>Maximises an affine function of t minus a sum over the negative parts.</summary>
    /// <param name="map">The function of t.</param>
    /// <param name="couplings">One factor per hinge of the programme.</param>
    /// <param name="sign">1, or −1 for the negative of both.</param>
    /// <returns>The bound, without the map's noise; the point with its h unscaled.</returns>
    public LinearOptimum Maximise(ScaledMap map, ReadOnlySpan<double> couplings, int sign)
    {
        var objective = Coefficients(map, couplings).Select(a => sign * a).ToArray();
        var optimum = _program.Maximise(objective);
        for (var j = 0; j < _scales.Length && optimum.Point.Length > 0; j++)
            optimum.Point[_inputs + j] *= _scales[j];
        var constant = sign * map.Constant;
        return optimum with { Bound = Math.BitIncrement(optimum.Bound + constant) };
    }

    private void AddHinge(int j, Interval z, sbyte sign)
    {
        var map = _network.Hinges[j];
        var pre = Coefficients(map, _network.Form.Couplings.AsSpan(j * _network.Form.Hinges, j));
        var h = new double[_program.Variables];
        h[_inputs + j] = _scales[j];

        // h ≤ z, and with h fixed at 0 this is z ≥ 0.
        if (z.Low < 0)
            AddRow(Combine(pre, 1, h, -1), map.Constant, map.Noise);
        if (sign < 0 || (sign == 0 && z.High <= 0))
        {
            AddRow(Combine(h, 1, pre, -1), -map.Constant, map.Noise);
        }
        else if (sign == 0 && z.Low < 0)
        {
            // Over [low, high] min(0, z) is concave, so that h ≥ slope·z − offset holds within if it does at both ends, for any slope in
            // [0, 1].
            var slope = z.Low / (z.Low - z.High);
            var offset = Math.Max(slope * z.High, -z.Low * (1 - slope)) * (1 + (8 * Tolerances.UnitRoundoff));
            AddRow(
                Combine(h, 1, pre, -slope),
                offset - (slope * map.Constant),
                map.Noise + (4 * Tolerances.UnitRoundoff * (offset + Math.Abs(map.Constant))),
                true);
        }
    }

    // Rounds of products in the row are given back too where it was combined with a slope.
    private void AddRow(double[] a, double constant, double noise, bool isRounded = false)
    {
        var size = a.Sum(Math.Abs);
        var scale = PowerOfTwo(Math.Max(size, Math.Abs(constant)));
        var slack = noise + ((isRounded ? 4 : 0) * Tolerances.UnitRoundoff * size);
        for (var i = 0; i < a.Length; i++)
            a[i] /= scale;
        _program.AddRow(a, Math.BitIncrement((constant + slack + (4 * Tolerances.UnitRoundoff * (Math.Abs(constant) + slack))) / scale));
    }

    private double[] Coefficients(ScaledMap map, ReadOnlySpan<double> couplings)
    {
        var a = new double[_inputs + _scales.Length];
        map.Coefficients.CopyTo(a, 0);
        for (var i = 0; i < couplings.Length; i++)
            a[_inputs + i] = couplings[i] * _scales[i];
        return a;
    }

    private static double[] Combine(double[] a, double p, double[] b, double q) => a.Zip(b, (x, y) => (p * x) + (q * y)).ToArray();

    // 1 where there is nothing to scale by; far from the ends of double's range, so that neither it nor its inverse overflows.
    private static double PowerOfTwo(double size) => size == 0 ? 1 : Math.ScaleB(1, Math.Clamp(Math.ILogB(size) + 1, -1000, 1000));
}
