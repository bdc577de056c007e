using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Benchmarks.Scoring;

/// <summary>
/// What ML.NET learns of the rules' own answers, with its defaults: a prediction engine for one row, and a transform of all rows.
/// </summary>
internal static class LearnedPeers
{
    private const int Seed = 1;
    private const int TrainingRows = 20_000;
    private const int GamRounds = 300;

    public static IEnumerable<ScoringWay> Of(RuleDocument document, double[][] rows)
    {
        var rules = new RuleEvaluator(document);
        var training = RuleCases.Rows(document, TrainingRows).Select(row => ToRow(rules, row)).ToArray();
        var asked = rows.Select(row => ToRow(rules, row)).ToArray();
        (string Title, Func<MLContext, IEstimator<ITransformer>> Trainer)[] trainers =
        [
            ("FastTree, 100 trees", c => c.BinaryClassification.Trainers.FastTree()),
            ("GAM", c => c.BinaryClassification.Trainers.Gam(numberOfIterations: GamRounds)),
            ("logistic regression", c => c.BinaryClassification.Trainers.LbfgsLogisticRegression()),
        ];
        foreach (var (title, trainer) in trainers)
        {
            var context = new MLContext(Seed);
            var model = trainer(context).Fit(context.Data.LoadFromEnumerable(training));
            var engine = context.Model.CreatePredictionEngine<FeatureRow, ScoreRow>(model);
            var view = context.Data.LoadFromEnumerable(asked);
            var score = new ScoreRow();
            yield return new ScoringWay($"ML.NET {title}, PredictionEngine", () =>
            {
                foreach (var row in asked)
                    engine.Predict(row, ref score);
            });
            yield return new ScoringWay($"ML.NET {title}, Transform", () => Read(model.Transform(view)));
        }
    }

    private static void Read(IDataView answers)
    {
        var column = answers.Schema["Score"];
        using var cursor = answers.GetRowCursor([column]);
        var get = cursor.GetGetter<float>(column);
        var sum = 0f;
        while (cursor.MoveNext())
        {
            var score = 0f;
            get(ref score);
            sum += score;
        }

        if (float.IsNaN(sum))
            throw new InvalidOperationException("The scores are no numbers.");
    }

    private static FeatureRow ToRow(RuleEvaluator rules, double[] row) => new()
    {
        Features = row.Select(v => (float)v).ToArray(),
        Label = rules.Classify(rules.Evaluate(row).Outputs) == 1,
    };

    /// <summary>A row as ML.NET takes it.</summary>
    public sealed class FeatureRow
    {
        [VectorType(15)]
        public float[] Features { get; init; } = [];

        public bool Label { get; init; }
    }

    /// <summary>What it answers.</summary>
    public sealed class ScoreRow
    {
        public float Score { get; set; }
    }
}
