using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>How many rows satisfy rules.</summary>
internal static class RegionSupport
{
    /// <summary>The rows in the region that has the fewest.</summary>
    /// <param name="regions">The regions.</param>
    /// <param name="rows">Encoded rows.</param>
    public static int Least(RegionTree regions, TrainingSet rows)
    {
        if (regions is Region)
            return rows.Rows;
        // By identity: two regions may look the same only where they are one.
        var counts = new Dictionary<Region, int>(ReferenceEqualityComparer.Instance);
        foreach (var region in regions.Regions)
            counts[region] = 0;
        var point = new double[rows.FeatureCount];
        for (var r = 0; r < rows.Rows; r++)
        {
            var features = rows.Features(r);
            for (var i = 0; i < point.Length; i++)
                point[i] = features[i];
            counts[regions.Find(point)]++;
        }

        return counts.Values.Min();
    }

    /// <summary>The rows that satisfy the rule of a document that the fewest satisfy.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="points">The rows, as points of its inputs.</param>
    public static int Least(RuleDocument document, IEnumerable<double[]> points)
    {
        var evaluator = new RuleEvaluator(document);
        var rows = new int[document.Rules.Count];
        foreach (var point in points)
            rows[evaluator.Evaluate(point).RuleIndex]++;
        return rows.Min();
    }
}
