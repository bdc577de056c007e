using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>Points at which rules and a network were evaluated: what is seen of their difference, whatever can be proven.</summary>
internal sealed class ComparedPoints
{
    private const ulong Seed = 20261122;
    private readonly RuleEvaluator _evaluator;
    private readonly Func<double[], double[]> _network;
    private readonly DifferencePoint[] _best;

    /// <summary>Evaluates both at random points of the ranges: at one at least, and at more as long as there is time.</summary>
    /// <param name="document">The rules; all inputs are numbers.</param>
    /// <param name="network">The network, as it evaluates in double.</param>
    /// <param name="limit">Ends the evaluation.</param>
    public ComparedPoints(RuleDocument document, Func<double[], double[]> network, WorkLimit limit)
    {
        (_evaluator, _network) = (new RuleEvaluator(document), network);
        _best = document.Outputs.Select(_ => new DifferencePoint([], double.NegativeInfinity, 0, 0)).ToArray();
        foreach (var point in RandomPoints(document.Inputs))
        {
            Try(point);
            if (limit.Reached is not null)
                break;
        }
    }

    /// <summary>The point with the largest difference of an output that was tried.</summary>
    public DifferencePoint Best(int output) => _best[output];

    /// <summary>Tries a point.</summary>
    /// <param name="x">One value per input.</param>
    public void Try(double[] x)
    {
        var (rules, network) = (_evaluator.Evaluate(x).Outputs, _network(x));
        for (var k = 0; k < _best.Length; k++)
        {
            if (Math.Abs(rules[k] - network[k]) is var difference && difference > _best[k].Difference)
                _best[k] = new DifferencePoint(x, difference, rules[k], network[k]);
        }
    }

    private static IEnumerable<double[]> RandomPoints(EquatableArray<Input> inputs)
    {
        var random = new Xoshiro256(Seed);
        return Enumerable.Range(0, Precision.StartingPoints).Select(_ => inputs.Numbers().Select(i =>
            Math.Clamp(i.Minimum.Value + (random.NextDouble() * i.Width), i.Minimum.Value, i.Maximum.Value)).ToArray());
    }
}

/// <summary>A point and the outputs there.</summary>
/// <param name="Point">One value per input.</param>
/// <param name="Difference">|rules − network|.</param>
/// <param name="Rules">The rules' output.</param>
/// <param name="Network">The network's output.</param>
internal sealed record DifferencePoint(double[] Point, double Difference, double Rules, double Network);
