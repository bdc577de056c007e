using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>A curve as it was fitted: the slope of each piece and the height of each jump; and as a document writes it.</summary>
/// <remarks>
/// It is 0 before its first point, so that what it adds is read off against the lowest values of the input; of an input with special
/// values it is 0 at what stands in for them, so that a special value without a number of its own adds what that does.
/// </remarks>
internal sealed class FittedCurve
{
    private readonly CurveInput _input;
    private readonly double[] _slopes;
    private readonly (double X, double Below, double At)[] _points;

    /// <summary>Reads a curve off a function of the features.</summary>
    /// <param name="input">The input.</param>
    /// <param name="weights">The weights of all features.</param>
    /// <param name="added">A slope that all pieces have in addition.</param>
    public FittedCurve(CurveInput input, ReadOnlySpan<double> weights, double added)
    {
        _input = input;
        _slopes = Array.ConvertAll(weights.Slice(input.First, input.Ramps).ToArray(), s => s + added);
        var jumps = weights.Slice(input.FirstJump, input.Jumps).ToArray();
        var points = new List<(double, double, double)>();
        var height = 0.0;
        for (var e = 0; e <= input.Ramps; e++)
        {
            var before = e == 0 ? 0 : _slopes[e - 1];
            var after = e == input.Ramps ? 0 : _slopes[e];
            var jump = e > 0 && e < input.Ramps ? jumps[e - 1] : 0;
            height += e == 0 ? 0 : before * (input.Edge(e) - input.Edge(e - 1)) / input.Scale;
            if (!before.Equals(after) || jump != 0)
                points.Add((input.Edge(e), height, height + jump));
            height += jump;
        }

        _points = [.. points];
        Origin = input.Specials.Length == 0 ? 0 : HeightAt(input.StandIn, jumps);
        IsStraight = jumps.All(j => j == 0) && _slopes.All(s => s.Equals(_slopes[0]));
    }

    private bool IsStraight { get; }

    /// <summary>The height, above that before the first point, at which it is written as 0.</summary>
    public double Origin { get; }

    /// <summary>The one slope that it has over the whole range, in units of the feature; null where it has several, or jumps.</summary>
    public double? Slope => IsStraight ? _slopes[0] : null;

    /// <summary>How far it goes up and down.</summary>
    public double Effect
    {
        get
        {
            var heights = _points.SelectMany(p => new[] { p.Below, p.At }).ToArray();
            return heights.Length == 0 ? 0 : heights.Max() - heights.Min();
        }
    }

    /// <summary>Writes the curve.</summary>
    /// <param name="divisor">What heights are divided by.</param>
    /// <param name="round">Rounds a height.</param>
    /// <returns>The term; null where it is 0 everywhere.</returns>
    public CurveTerm? Round(double divisor, Func<double, Number> round)
    {
        var points = _points
            .Select(p => new CurvePoint(Number.From(p.X), Height(p.Below), Height(p.At))).ToList();
        Number Height(double y) => round((y - Origin) / divisor);
        for (var k = 0; k < points.Count;)
        {
            var (before, after) = (
                k == 0 ? points[k].Below : points[k - 1].At, k == points.Count - 1 ? points[k].At : points[k + 1].Below);
            // What is flat on both sides, at one height, is no point any more.
            if (Same(before, points[k].Below) && Same(points[k].Below, points[k].At) && Same(points[k].At, after))
                (points, k) = ([.. points[..k], .. points[(k + 1)..]], 0);
            else
                k++;
        }

        return points.Count == 0 ? null : new CurveTerm(_input.Input, new Curve(points.ToEquatableArray()));
    }

    private double HeightAt(double x, double[] jumps)
    {
        var (piece, within) = _input.Locate(x);
        return _input.Heights(_slopes, jumps)[piece] + (_slopes[piece] * within);
    }

    private static bool Same(Number a, Number b) => a.Value.Equals(b.Value);
}
