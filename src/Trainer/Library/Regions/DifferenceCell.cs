using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>The cell of a rule, and rules − network there.</summary>
internal sealed class DifferenceCell
{
    private static readonly double[] Steps = [0, 1e-12, 1e-9, 1e-6];
    private readonly RuleDocument _document;
    private readonly RuleCell _cell;
    private readonly ScaledNetwork _network;

    /// <summary>Makes the cell, with what is known of it without a programme.</summary>
    /// <param name="cell">Where the rule applies.</param>
    /// <param name="rule">The rule, its outputs affine.</param>
    /// <param name="network">The network.</param>
    /// <param name="rounding">By how much an output is calculated otherwise than by its affine map, at most.</param>
    public DifferenceCell(RuleCell cell, Rule rule, ScaledNetwork network, Func<int, double> rounding)
    {
        (_document, _cell, _network) = (cell.Document, cell, network);
        Conditions = cell.Path.Select(s => ScaledMap.Scale(cell.Document.Conditions[s.Condition].Expression, cell.Document.Inputs))
            .Zip(cell.Path, (map, s) => s.IsNegative ? map.Negated() : map).ToArray();
        Differences = cell.Document.Whole(rule).Select((e, k) =>
        {
            var map = ScaledMap.Scale(e, cell.Document.Inputs);
            return Minus(map with { Noise = map.Noise + rounding(k) }, network.Outputs[k]);
        }).ToArray();
        PreActivations = network.Whole;
    }

    /// <summary>The rule's conditions, each ≥ 0 within its noise.</summary>
    public ScaledMap[] Conditions { get; }

    /// <summary>For each output the affine part of rules − network; the noise is that of the rules' side.</summary>
    public ScaledMap[] Differences { get; }

    /// <summary>A point well inside, where there is one.</summary>
    public double[]? Centre { get; private set; }

    /// <summary>Bounds of the pre-activations in the cell: those of all ranges, until <see cref="Tighten"/>.</summary>
    public IReadOnlyList<Interval> PreActivations { get; private set; }

    /// <summary>Bounds the pre-activations in the cell by one programme each, the hinges before being relaxed.</summary>
    /// <param name="evaluator">The document.</param>
    /// <param name="limit">Ends the work; what is known until then holds.</param>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public void Tighten(RuleEvaluator evaluator, WorkLimit limit)
    {
        Centre = new MixedIntegerProgram(_cell, evaluator, limit).Maximise(CellGoal.Radius) is { Value: > 0 } ball
            ? _cell.Place(ball.Numbers, ball.Classes)
            : null;
        var known = new List<Interval>();
        try
        {
            BoundEach(known, limit);
        }
        finally
        {
            // All of them are bounds, wherever the work has come to.
            if (known.Count > 0)
                PreActivations = [.. known, .. _network.Bounds(new sbyte[_network.Hinges.Length], known)[known.Count..]];
        }
    }

    /// <summary>A bound of |rules − network| in the cell by interval arithmetic.</summary>
    public double LargestDifference(int output)
    {
        var map = Differences[output];
        var (low, high) = (
            map.Constant + map.Coefficients.Sum(a => Math.Min(0, a)), map.Constant + map.Coefficients.Sum(a => Math.Max(0, a)));
        var size = Math.Abs(map.Constant) + map.Coefficients.Sum(Math.Abs);
        for (var j = 0; j < PreActivations.Count; j++)
        {
            var v = -_network.Form.OutputCouplings[(output * _network.Form.Hinges) + j];
            var h = ScaledNetwork.NegativePart(PreActivations[j], 0);
            low += Math.Min(v * h.Low, v * h.High);
            high += Math.Max(v * h.Low, v * h.High);
            size += Math.Abs(v * h.Low);
        }

        var rounding = 2 * (map.Coefficients.Length + PreActivations.Count + 8) * Tolerances.UnitRoundoff * size;
        return Math.Max(-low, high) + rounding + map.Noise + _network.Noise(output, PreActivations);
    }

    /// <summary>
    /// A point of the ranges and some a little nearer to the cell's centre: the largest difference is mostly at the cell's edge.
    /// </summary>
    /// <param name="t">One coordinate per input.</param>
    public IEnumerable<double[]> Near(ReadOnlySpan<double> t)
    {
        var x = new double[t.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var input = _document.Inputs.NumberAt(i);
            x[i] = Math.Clamp(input.Minimum.Value + (input.Width * t[i]), input.Minimum.Value, input.Maximum.Value);
        }

        return Centre is null ? [x] : Steps.Select(step => x.Zip(Centre, (a, c) => a + (step * (c - a))).ToArray());
    }

    private void BoundEach(List<Interval> known, WorkLimit limit)
    {
        var open = new sbyte[_network.Hinges.Length];
        for (var j = 0; j < Math.Min(open.Length, Precision.TightenedHinges); j++)
        {
            limit.Check();
            // What came out tighter for those before makes this one tighter too.
            var intervals = _network.Bounds(open, known);
            var map = _network.Hinges[j];
            var program = new DifferenceProgram(_network, Conditions, intervals.AsSpan(0, j), open, limit);
            var couplings = _network.Form.Couplings.AsSpan(j * _network.Form.Hinges, j);
            var (low, high) = (program.Maximise(map, couplings, -1), program.Maximise(map, couplings, 1));
            if (low.Status == LinearStatus.Empty || high.Status == LinearStatus.Empty)
                return;
            known.Add(
                new Interval(Math.Max(intervals[j].Low, -low.Bound - map.Noise), Math.Min(intervals[j].High, high.Bound + map.Noise)));
        }
    }

    private static ScaledMap Minus(ScaledMap rules, ScaledMap network)
    {
        var coefficients = rules.Coefficients.Zip(network.Coefficients, (a, b) => a - b).ToArray();
        var constant = rules.Constant - network.Constant;
        var size = Math.Abs(constant) + coefficients.Sum(Math.Abs);
        return new ScaledMap(coefficients, constant, rules.Noise + (2 * Tolerances.UnitRoundoff * size));
    }
}
