using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Monitoring;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The counts that a document keeps of the rows that its rules were trained on.</summary>
internal static class TrainingCounts
{
    /// <summary>The document with the counts of its training rows.</summary>
    /// <param name="document">The document, with its provenance.</param>
    /// <param name="data">The data that it was trained on.</param>
    public static RuleDocument WithCounts(this RuleDocument document, Dataset data)
    {
        var points = data.Features.PointsOf(data.Train, document);
        var evaluator = new RuleEvaluator(document);
        var counter = new RowCounter(document, LimitsOf(document, points.Select(p => evaluator.Evaluate(p).Outputs)));
        foreach (var point in points)
            counter.Count(point);
        return document with { Provenance = document.Provenance! with { Counts = WithRare(counter.Counts, document, data) } };
    }

    /// <summary>Where bands meet, for each score of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="outputs">The outputs of the rows, which are gone through once.</param>
    public static EquatableArray<EquatableArray<Number>> LimitsOf(RuleDocument document, IEnumerable<double[]> outputs)
    {
        var scores = Enumerable.Range(0, document.ScoreCount).Select(_ => new List<double>()).ToArray();
        foreach (var row in outputs)
        {
            for (var k = 0; k < scores.Length; k++)
                scores[k].Add(document.Decision.ScoreOf(k, row));
        }

        return scores.Select(ScoreTenths.Of).ToEquatableArray();
    }

    // In training rows a rare category is already the one that it counts as; in tables it has its own name, and counts as another one.
    private static RowCounts WithRare(RowCounts counts, RuleDocument document, Dataset data) => counts with
    {
        Inputs = counts.Inputs.Zip(document.Inputs, (count, input) => count with
        {
            Other = count.Other + data.Features.Rare.Where(r => r.Column == input.Name).Sum(r => r.Rows),
        }).ToEquatableArray(),
    };
}
