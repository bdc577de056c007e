using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Training;

/// <summary>The inputs of which no output may fall, or none may rise, and what that means for each number of a hinge form.</summary>
/// <remarks>
/// An output rises with an input if each part does: the slopes and jumps of its curve are not negative, and each hinge whose negative part
/// is added with a positive factor rises with it too. So the sign of each factor is kept, and with it every number has a bound at 0, or
/// none; what meets the bounds rises everywhere, across all conditions.
/// </remarks>
internal sealed class Directions
{
    private readonly int[] _signs;

    private Directions(int[] signs) => _signs = signs;

    /// <summary>Whether any input has one.</summary>
    public bool Any => Array.Exists(_signs, s => s != 0);

    /// <summary>Puts directions on the features.</summary>
    /// <param name="encoding">The features.</param>
    /// <param name="directions">For each input that has one 1 where no output may fall with it, −1 where none may rise.</param>
    public static Directions Of(CurveEncoding encoding, IReadOnlyDictionary<int, int> directions)
    {
        var signs = new int[encoding.Features];
        foreach (var (input, sign) in directions)
        {
            signs[encoding.Linear.NumberOf(input).First] = sign;
            if (encoding.CurveOf(input) is { } curve)
                signs.AsSpan(curve.First, curve.Ramps + curve.Jumps).Fill(sign);
        }

        return new Directions(signs);
    }

    /// <summary>The bounds on the numbers of a form.</summary>
    /// <param name="layout">Where each number is.</param>
    /// <param name="values">The numbers, of which the signs of what hinges add are kept.</param>
    public SignBounds Bounds(HingeParameters layout, double[] values)
    {
        var bounds = new int[layout.Count];
        if (!Any)
            return new SignBounds(bounds);
        // min(0, z) rises with z, so a hinge that is added with a positive factor must rise itself.
        var added = Added(layout, values);
        var firstBound = FirstBound(layout);
        for (var i = 0; i < layout.Rows; i++)
        {
            var own = i < layout.Hinges ? added[i] : 1;
            for (var t = 0; t < layout.TermsOf(i); t++)
                bounds[layout.Offsets[i] + t] = own * _signs[layout.Pattern[i][t][0]];
            for (var j = firstBound; j < layout.CouplingsOf(i); j++)
                bounds[layout.Coupling(i, j)] = own * added[j];
        }

        return new SignBounds(bounds);
    }

    /// <summary>
    /// The first hinge that may move with an input that has a direction; what those before it are added with is free, those after it may
    /// move with it.
    /// </summary>
    private int FirstBound(HingeParameters layout)
    {
        var first = 0;
        while (first < layout.Hinges && Array.TrueForAll(layout.Pattern[first], term => _signs[term[0]] == 0))
            first++;
        return first;
    }

    /// <summary>For each hinge whether the outputs rise (1) or fall (−1) with its negative part; 1 where nothing depends on it.</summary>
    private static int[] Added(HingeParameters layout, double[] values)
    {
        var added = new int[layout.Hinges];
        for (var j = layout.Hinges - 1; j >= 0; j--)
        {
            // The first output decides; what is not added to it may be to others, or to hinges that are.
            var effects = Enumerable.Range(layout.Hinges, layout.Outputs).Select(i => Math.Sign(values[layout.Coupling(i, j)]))
                .Concat(Enumerable.Range(j + 1, layout.Hinges - j - 1).Select(i => added[i] * Math.Sign(values[layout.Coupling(i, j)])));
            added[j] = effects.FirstOrDefault(e => e != 0, 1);
        }

        return added;
    }
}

/// <summary>For each number whether it must not be negative (1), must not be positive (−1), or is free (0).</summary>
internal sealed class SignBounds(int[] signs)
{
    /// <summary>Sets what is across its bound to 0.</summary>
    public void Project(double[] values)
    {
        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] * values[i] < 0)
                values[i] = 0;
        }
    }

    /// <summary>Whether a number is at its bound and would go across it, down the gradient.</summary>
    public bool Holds(int number, double[] values, double[] gradient) =>
        signs[number] != 0 && values[number] == 0 && signs[number] * gradient[number] > 0;
}
