using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Geometry;

/// <summary>Rules and a network over the same numbers, prepared for comparison.</summary>
internal sealed class DifferenceProblem
{
    private const ulong Seed = 20261122;
    private readonly ComparedNetwork _compared;
    private readonly RuleEvaluator _evaluator;
    private readonly double[] _largest;
    private readonly double[][] _worth;

    public DifferenceProblem(RuleDocument document, ComparedNetwork compared, CancellationToken cancellation)
    {
        _compared = compared;
        var form = compared.Form;
        _evaluator = new RuleEvaluator(document);
        Network = new ScaledNetwork(compared, document.Inputs);
        Cells = RuleCell.AllOf(document).Select((cell, r) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new DifferenceCell(cell, document.Rules[r], _evaluator, Network);
        }).ToArray();
        Starts = Cells.Select(c => c.Centre).OfType<double[]>().Concat(RandomPoints(document.Inputs)).ToArray();
        _largest = Enumerable.Range(0, form.Outputs).Select(k => Cells.Max(c => c.LargestDifference(k))).ToArray();
        _worth = Enumerable.Range(0, form.Outputs).Select(k => Worths(form, k)).ToArray();
    }

    public ScaledNetwork Network { get; }

    public DifferenceCell[] Cells { get; }

    /// <summary>Points to begin with.</summary>
    public double[][] Starts { get; }

    /// <summary>A bound of the difference from interval arithmetic alone.</summary>
    public double LargestDifference(int output) => _largest[output];

    /// <summary>How close bounds have to come: <see cref="Precision.Difference"/> of what intervals say.</summary>
    public double Tolerance(int output) => Precision.Difference * _largest[output];

    /// <summary>How strongly a hinge can move an output, itself or through those after it.</summary>
    public double Worth(int output, int hinge) => _worth[output][hinge];

    /// <summary>What the negative parts add to rules − network.</summary>
    public double[] NegatedCouplings(int output) =>
        Network.Form.OutputCouplings.AsSpan(output * Network.Form.Hinges, Network.Form.Hinges).ToArray().Select(v => -v).ToArray();

    /// <summary>The difference at a point, as both evaluate in double.</summary>
    public DifferencePoint Evaluate(int output, double[] x)
    {
        var network = _compared.Evaluate(x)[output];
        var rules = _evaluator.Evaluate(x).Outputs[output];
        return new DifferencePoint(x, Math.Abs(rules - network), rules, network);
    }

    private static double[] Worths(HingeForm form, int output)
    {
        var worth = new double[form.Hinges];
        for (var j = form.Hinges - 1; j >= 0; j--)
        {
            worth[j] = Math.Abs(form.OutputCouplings[(output * form.Hinges) + j]);
            for (var i = j + 1; i < form.Hinges; i++)
                worth[j] += Math.Abs(form.Couplings[(i * form.Hinges) + j]) * worth[i];
        }

        return worth;
    }

    private static double[][] RandomPoints(EquatableArray<Input> inputs)
    {
        var random = new Xoshiro256(Seed);
        return Enumerable.Range(0, Precision.StartingPoints).Select(_ => inputs.Cast<NumberInput>().Select(i =>
            Math.Clamp(i.Minimum.Value + (random.NextDouble() * (i.Maximum.Value - i.Minimum.Value)), i.Minimum.Value, i.Maximum.Value)).ToArray()).ToArray();
    }
}

/// <summary>A point and the outputs there.</summary>
/// <param name="Point">One value per input.</param>
/// <param name="Difference">|rules − network|.</param>
/// <param name="Rules">The rules' output.</param>
/// <param name="Network">The network's output.</param>
internal sealed record DifferencePoint(double[] Point, double Difference, double Rules, double Network);
