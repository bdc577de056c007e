using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Regions;

/// <summary>Rules and a network over the same numbers, prepared for comparison.</summary>
internal sealed class DifferenceProblem
{
    private readonly double[] _largest;
    private readonly double[][] _worth;

    /// <summary>Prepares it.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="compared">The network.</param>
    /// <param name="points">Points that were tried; the centres of the cells are, too.</param>
    /// <param name="limit">Ends the preparation; cells that were not bounded by then have the bounds of all ranges.</param>
    /// <param name="bounded">Told how many cells are bounded.</param>
    public DifferenceProblem(RuleDocument document, ComparedNetwork compared, ComparedPoints points, WorkLimit limit, Action<int> bounded)
    {
        var form = compared.Form;
        Points = points;
        Network = new ScaledNetwork(compared, document.Inputs);
        var affine = AffineRules.Of(document).Document;
        var rounding = document.Version == 1 ? null : new RoundingBound(document);
        Cells = RuleCell.AllOf(affine)
            .Select((cell, r) => new DifferenceCell(cell, affine.Rules[r], Network, k => rounding?.Of(r, k) ?? 0)).ToArray();
        Tighten(new RuleEvaluator(affine), limit, bounded);
        _largest = Enumerable.Range(0, form.Outputs).Select(k => Cells.Max(c => c.LargestDifference(k))).ToArray();
        _worth = Enumerable.Range(0, form.Outputs).Select(k => Worths(form, k)).ToArray();
    }

    public ScaledNetwork Network { get; }

    public DifferenceCell[] Cells { get; }

    /// <summary>The points that were tried.</summary>
    public ComparedPoints Points { get; }

    /// <summary>A bound of the difference from interval arithmetic alone.</summary>
    public double LargestDifference(int output) => _largest[output];

    /// <summary>How close bounds have to come: <see cref="Precision.Difference"/> of what intervals say.</summary>
    public double Tolerance(int output) => Precision.Difference * _largest[output];

    /// <summary>How strongly a hinge can move an output, itself or through those after it.</summary>
    public double Worth(int output, int hinge) => _worth[output][hinge];

    /// <summary>What the negative parts add to rules − network.</summary>
    public double[] NegatedCouplings(int output) =>
        Network.Form.OutputCouplings.AsSpan(output * Network.Form.Hinges, Network.Form.Hinges).ToArray().Select(v => -v).ToArray();

    private void Tighten(RuleEvaluator evaluator, WorkLimit limit, Action<int> bounded)
    {
        try
        {
            for (var r = 0; r < Cells.Length; r++)
            {
                bounded(r);
                Cells[r].Tighten(evaluator, limit);
                if (Cells[r].Centre is { } centre)
                    Points.Try(centre);
            }
        }
        catch (WorkStoppedException e) when (e.Reason != WorkStop.Cancelled)
        {
            // The search goes on with what is known.
        }
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
}
