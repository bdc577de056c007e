using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Counts for each rule the training rows in its region, and how well it does on them.</summary>
internal static class RuleSupport
{
    /// <summary>Fills in the support of every rule.</summary>
    /// <param name="document">The document.</param>
    /// <param name="points">The training rows in document form, which are gone through once.</param>
    /// <param name="targets">rows × outputs: values in their own units, or 0 and 1.</param>
    /// <returns>The document with the support of each rule.</returns>
    public static RuleDocument WithSupport(
        this RuleDocument document, IEnumerable<double[]> points, ReadOnlySpan<double> targets)
    {
        var evaluator = new RuleEvaluator(document);
        return document.WithSupport(points.Select(evaluator.Evaluate), targets);
    }

    /// <summary>The same of rows that are answered.</summary>
    /// <param name="document">The document.</param>
    /// <param name="outcomes">What its rules answer, which is gone through once.</param>
    /// <param name="targets">rows × outputs, as above.</param>
    /// <returns>The document with the support of each rule.</returns>
    public static RuleDocument WithSupport(
        this RuleDocument document, IEnumerable<Outcome> outcomes, ReadOnlySpan<double> targets)
    {
        var evaluator = new RuleEvaluator(document);
        var outputs = document.Outputs.Count;
        var rows = new int[document.Rules.Count];
        var right = new int[document.Rules.Count];
        var squares = new double[document.Rules.Count];
        var count = 0;
        foreach (var outcome in outcomes)
        {
            var truth = targets.Slice(count++ * outputs, outputs);
            rows[outcome.RuleIndex]++;
            if (document.Decision.IsClass)
                right[outcome.RuleIndex] += evaluator.Classify(outcome.Outputs) == ClassOf(document.Decision, truth) ? 1 : 0;
            else
                squares[outcome.RuleIndex] += SquaredError(outcome.Outputs, truth) / outputs;
        }

        var rules = document.Rules.Select((rule, i) => rule with
        {
            Support = new Support(
                rows[i],
                Share(rows[i], count),
                document.Decision.IsClass && rows[i] > 0 ? Share(right[i], rows[i]) : null,
                !document.Decision.IsClass && rows[i] > 0
                    ? Number.From(SignificantDigits.Round(Math.Sqrt(squares[i] / rows[i]), 4))
                    : null),
        });
        return document with { Rules = rules.ToEquatableArray() };
    }

    private static int ClassOf(Decision decision, ReadOnlySpan<double> truth)
    {
        var result = 0;
        for (var k = 0; k < truth.Length; k++)
        {
            if (truth[k] > 0.5)
                result = decision.ComparesOutputs ? k : result | (1 << k);
        }

        return result;
    }

    private static double SquaredError(double[] outputs, ReadOnlySpan<double> truth)
    {
        var sum = 0.0;
        for (var k = 0; k < outputs.Length; k++)
            sum += (outputs[k] - truth[k]) * (outputs[k] - truth[k]);
        return sum;
    }

    private static Number Share(int part, int whole) => Number.From(Math.Round((double)part / whole, 4));
}
