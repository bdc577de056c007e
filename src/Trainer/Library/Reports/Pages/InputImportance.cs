using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>How much an input matters.</summary>
/// <param name="Input">The position of the input.</param>
/// <param name="Contribution">Its mean absolute contribution, as <see cref="Explanation.Term.Contribution"/> defines it.</param>
/// <param name="Spread">
/// How much it moves an output of a rule: the mean absolute deviation of what it adds among the rows of the rule, the rules weighted by
/// their rows. It does not depend on the unit of the input.
/// </param>
internal sealed record InputImportance(int Input, double Contribution, double Spread)
{
    /// <summary>Explaining more rows would change no digit that is shown.</summary>
    public const int MaxRows = 5_000;

    /// <summary>Measures every input; with several outputs the mean over them.</summary>
    /// <param name="document">The document, without curves.</param>
    /// <param name="rows">
    /// The rows to average over. Without any, contributions are those of each rule's witness, weighted by its support, and spreads those of
    /// inputs that are anywhere in their ranges and categories alike.
    /// </param>
    /// <returns>The inputs, the largest contribution first; none where there are no rows and no witness.</returns>
    public static IReadOnlyList<InputImportance> Measure(RuleDocument document, ReportRows? rows)
    {
        var points = rows?.Sample(MaxRows).Select(r => (r.Point, Weight: 1.0)).ToArray() ?? Witnesses(document).ToArray();
        var total = points.Sum(p => p.Weight);
        if (!(total > 0))
            return [];
        var (evaluator, affine) = (new RuleEvaluator(document), AffineRules.Of(document).Document);
        var (contributions, shares) = (new double[document.Inputs.Count], new double[document.Rules.Count]);
        foreach (var (point, weight) in points)
        {
            shares[evaluator.Evaluate(point).RuleIndex] += weight / total;
            foreach (var term in evaluator.Explain(point).Outputs.SelectMany(o => o.Terms))
                contributions[term.Input] += weight / total * Math.Abs(term.Contribution) / document.Outputs.Count;
        }

        var rowsOf = rows?.Rows.ToLookup(r => r.Outcome.RuleIndex);
        return document.Inputs.Select((_, i) => new InputImportance(i, contributions[i], SpreadOf(document, affine, i, shares, rowsOf)))
            .OrderByDescending(i => i.Contribution).ThenBy(i => i.Input).ToArray();
    }

    /// <summary>A witness in the form of a row.</summary>
    public static double[] PointOf(EquatableArray<InputValue> witness) =>
        witness.Select(v => v.InRow).ToArray();

    private static IEnumerable<(double[] Point, double Weight)> Witnesses(RuleDocument document) =>
        document.Rules.Where(r => r.Witness is not null)
            .Select(r => (PointOf(r.Witness!), r.Support?.Share.Value ?? (1.0 / document.Rules.Count)));

    private static double SpreadOf(
        RuleDocument document, RuleDocument affine, int input, double[] shares, ILookup<int, ReportRow>? rows) =>
        affine.Rules.Select(
            (rule, r) => shares[r]
                * affine.Whole(rule).Sum(e => Deviation(document, e.Terms.FirstOrDefault(t => t.Input == input), rows?[r].ToArray())))
                    .Sum()
        / document.Outputs.Count;

    private static double Deviation(RuleDocument document, Term? term, ReportRow[]? rows)
    {
        return term?.Match(
            number =>
            {
                var input = document.Inputs.NumberAt(number.Input);
                // A quarter of the range is the deviation of a number that is anywhere in it.
                return Math.Abs(number.Weight.Value) * (rows is null
                    ? input.Width / 4
                    : Deviation(rows.Select(r => r.Point[number.Input]).Where(x => input.FindSpecial(x) < 0)
                        .Select(x => double.IsNaN(x) ? input.Missing!.Value.Value : x).ToArray()));
            },
            category =>
            {
                var categories = document.Inputs.CategoryAt(category.Input);
                var weights = category.Table(categories.Categories.Count).Select(w => w.Value).ToArray();
                return Deviation(rows is null
                    ? weights
                    : rows.Select(r => weights[r.Point[category.Input] < 0 ? categories.Other!.Value : (int)r.Point[category.Input]])
                        .ToArray());
            },
            _ => throw new NotSupportedException("Curves are not known here.")) ?? 0;
    }

    private static double Deviation(double[] values)
    {
        if (values.Length == 0)
            return 0;
        var mean = values.Average();
        return values.Average(v => Math.Abs(v - mean));
    }
}
