using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Training.Curves;

/// <summary>
/// What is thought of the weights before any row is seen: they are normal around 0, and neighbouring slopes of a curve are alike.
/// </summary>
/// <remarks>
/// In units of the features' deviations each weight has the same precision. A curve has it as a whole, and its changes of slope and its
/// jumps have a precision of their own: ½·smoothness·Σ(s_p − s_{p+1})² + ½·16·smoothness·Σ jump². The penalty of the mean loss is this
/// divided by the number of rows.
/// </remarks>
internal sealed class WeightPrior
{
    /// <summary>How much less a jump is to be expected than a change of slope by as much: most of what bends is smooth.</summary>
    private const double JumpStiffness = 16;

    private readonly List<(int A, int B, double Value)> _entries = [];

    /// <summary>Prepares the prior.</summary>
    /// <param name="encoding">The features.</param>
    /// <param name="precision">The precision of a weight.</param>
    /// <param name="smoothness">The precision of a change of slope and of a jump.</param>
    public WeightPrior(CurveEncoding encoding, double precision, double smoothness)
    {
        (Precision, Smoothness) = (precision, smoothness);
        for (var f = 0; f < encoding.Linear.Features; f++)
            _entries.Add((f, f, precision));
        foreach (var curve in encoding.Curves)
        {
            for (var p = 0; p < curve.Ramps; p++)
            {
                var ramp = curve.First + p;
                var changes = (p > 0 ? 1 : 0) + (p < curve.Ramps - 1 ? 1 : 0);
                _entries.Add((ramp, ramp, (precision / curve.Ramps) + (changes * smoothness)));
                if (p < curve.Ramps - 1)
                    _entries.Add((ramp, ramp + 1, -smoothness));
            }

            for (var p = 0; p < curve.Jumps; p++)
                _entries.Add((curve.FirstJump + p, curve.FirstJump + p, JumpStiffness * smoothness));
            for (var s = 0; s < curve.Specials.Length; s++)
                _entries.Add((curve.FirstSpecial + s, curve.FirstSpecial + s, precision));
        }
    }

    /// <summary>The precision of a weight.</summary>
    public double Precision { get; }

    /// <summary>The precision of a change of slope and of a jump.</summary>
    public double Smoothness { get; }

    /// <summary>The precision matrix of the weights of terms, each of which is the weight of all its features.</summary>
    /// <param name="terms">The terms of a row.</param>
    /// <param name="features">The number of features.</param>
    /// <returns>terms × terms.</returns>
    public double[] Of(int[][] terms, int features)
    {
        var termOf = new int[features];
        Array.Fill(termOf, -1);
        for (var t = 0; t < terms.Length; t++)
        {
            foreach (var feature in terms[t])
                termOf[feature] = t;
        }

        var matrix = new double[terms.Length * terms.Length];
        foreach (var (a, b, value) in _entries)
        {
            var (s, t) = (termOf[a], termOf[b]);
            if (s < 0 || t < 0)
                continue;
            matrix[(s * terms.Length) + t] += value;
            if (a != b)
                matrix[(t * terms.Length) + s] += value;
        }

        return matrix;
    }
}
