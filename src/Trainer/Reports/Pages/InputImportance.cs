using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>How much an input matters.</summary>
/// <param name="Input">The position of the input.</param>
/// <param name="Contribution">Its mean absolute contribution, as <see cref="Explanation.Term.Contribution"/> defines it.</param>
/// <param name="Spread">The mean absolute deviation of what it adds to an output, which does not depend on its unit.</param>
internal sealed record InputImportance(int Input, double Contribution, double Spread)
{
    /// <summary>Explaining more rows would change no digit that is shown.</summary>
    public const int MaxRows = 5_000;

    /// <summary>Measures every input; with several outputs the mean over them.</summary>
    /// <param name="document">The document.</param>
    /// <param name="rows">The rows to average over; without any the witness of each rule, weighted by its support.</param>
    /// <returns>The inputs, the largest contribution first; none where there are no rows and no witness.</returns>
    public static IReadOnlyList<InputImportance> Of(RuleDocument document, ReportRows? rows)
    {
        var points = rows?.Sample(MaxRows).Select(r => (r.Point, Weight: 1.0)).ToArray() ?? Witnesses(document).ToArray();
        var total = points.Sum(p => p.Weight);
        if (!(total > 0))
            return [];
        var evaluator = new RuleEvaluator(document);
        var explained = points.Select(p => (Explanation: evaluator.Explain(p.Point), Weight: p.Weight / total)).ToArray();
        var (inputs, outputs) = (document.Inputs.Count, document.Outputs.Count);
        var (contributions, spreads) = (new double[inputs], new double[inputs]);
        for (var k = 0; k < outputs; k++)
        {
            var means = new double[inputs];
            foreach (var (explanation, weight) in explained)
            {
                foreach (var term in explanation.Outputs[k].Terms)
                {
                    contributions[term.Input] += weight * Math.Abs(term.Contribution) / outputs;
                    means[term.Input] += weight * term.Value;
                }
            }

            foreach (var (explanation, weight) in explained)
            {
                var values = new double[inputs];
                foreach (var term in explanation.Outputs[k].Terms)
                    values[term.Input] = term.Value;
                for (var i = 0; i < inputs; i++)
                    spreads[i] += weight * Math.Abs(values[i] - means[i]) / outputs;
            }
        }

        return Enumerable.Range(0, inputs).Select(i => new InputImportance(i, contributions[i], spreads[i]))
            .OrderByDescending(i => i.Contribution).ThenBy(i => i.Input).ToArray();
    }

    private static IEnumerable<(double[] Point, double Weight)> Witnesses(RuleDocument document) =>
        document.Rules.Where(r => r.Witness is not null).Select(r => (PointOf(r.Witness!), r.Support?.Share.Value ?? (1.0 / document.Rules.Count)));

    /// <summary>A witness in the form of a row.</summary>
    public static double[] PointOf(EquatableArray<InputValue> witness) =>
        witness.Select(v => v is NumberValue number ? number.Value.Value : ((CategoryValue)v).Category).ToArray();
}
