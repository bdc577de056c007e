using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>What holds for every document that training makes, for every kind of task.</summary>
public class DocumentTests
{
    public static TheoryData<string> Runs => ["xor", "banknote", "regression", "classes", "mixed", "bits"];

    [Theory]
    [MemberData(nameof(Runs))]
    public void ReaderTakesIt(string run)
    {
        var document = Trained.Named(run).Document;
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void EveryTrainingRowSupportsItsRule(string run)
    {
        var (data, result) = Trained.Named(run);
        var evaluator = new RuleEvaluator(result.Document);
        var outcomes = data.Features.ToPoints(data.Train, result.Document).Select(evaluator.Evaluate).ToArray();
        var truth = Truth(data, data.Train);
        for (var i = 0; i < result.Document.Rules.Count; i++)
        {
            var support = result.Document.Rules[i].Support!;
            var rows = Enumerable.Range(0, outcomes.Length).Where(r => outcomes[r].RuleIndex == i).ToArray();
            Assert.Equal(rows.Length, support.Rows);
            Assert.Equal((double)rows.Length / outcomes.Length, support.Share.Value, 6e-5);
            Assert.Equal(data.Task.IsClassification && rows.Length > 0, support.Accuracy is not null);
            Assert.Equal(!data.Task.IsClassification && rows.Length > 0, support.Error is not null);
            if (support.Accuracy is { } accuracy)
                Assert.Equal(
                    rows.Average(r => IsRight(result.Document.Decision, outcomes[r].Outputs, truth[r]) ? 1.0 : 0), accuracy.Value, 6e-5);
            if (support.Error is { } error)
                Assert.Equal(1, Math.Sqrt(rows.Average(r => Squares(outcomes[r].Outputs, truth[r]))) / error.Value, 1e-3);
        }

        Assert.Equal(data.Train.Rows.Length, result.Document.Rules.Sum(r => r.Support!.Rows));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void WitnessesLieInTheirRulesWithinTheRanges(string run)
    {
        var document = Trained.Named(run).Document;
        var evaluator = new RuleEvaluator(document);
        for (var i = 0; i < document.Rules.Count; i++)
        {
            Assert.NotNull(document.Rules[i].Witness);
            var point = document.Rules[i].Witness!.Select(v => v is NumberValue number ? number.Value.Value : ((CategoryValue)v).Category)
                .ToArray();
            Assert.Equal(i, evaluator.Evaluate(point).RuleIndex);
            for (var j = 0; j < point.Length; j++)
            {
                if (document.Inputs[j] is NumberInput input)
                    Assert.InRange(point[j], input.Minimum.Value, input.Maximum.Value);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void ImpliedConditionsFollowFromTheOthers(string run)
    {
        var document = Trained.Named(run).Document;
        var evaluator = new RuleEvaluator(document);
        var random = new Random(1);
        var paths = Paths(document.Tree).ToDictionary(p => p.Rule, p => p.Path);
        Assert.Equal(document.Rules.Count, paths.Count);
        for (var sample = 0; sample < 5000; sample++)
        {
            var point = RandomPoint(random, document);
            for (var i = 0; i < document.Rules.Count; i++)
            {
                var essential = paths[i].Where(c => !document.Rules[i].Implied.Contains(c.Condition));
                if (essential.All(c => evaluator.EvaluateCondition(c.Condition, point) < 0 == c.Negative))
                    Assert.Equal(i, evaluator.Evaluate(point).RuleIndex);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void MetricsOfTheRulesAreThoseOfTheDocument(string run)
    {
        var trained = Trained.Named(run);
        var (data, result) = trained;
        var document = result.Document;
        var evaluator = new RuleEvaluator(document);
        foreach (var (split, part) in new[] { ("train", data.Train), ("validation", data.Validation), ("test", data.Test) })
        {
            var outputs = data.Features.ToPoints(part, document).Select(p => evaluator.Evaluate(p).Outputs).ToArray();
            var truth = Truth(data, part);
            if (document.Decision is ValueDecision)
            {
                var mean = truth.Average(t => t[0]);
                var residual = outputs.Zip(truth, Squares).Sum();
                Assert.Equal(1 - (residual / truth.Sum(t => (t[0] - mean) * (t[0] - mean))), trained.Metric("rules", split, "r2"), 1e-6);
                Assert.Equal(1, trained.Metric("rules", split, "rmse") / Math.Sqrt(residual / truth.Length), 1e-5);
                continue;
            }

            Assert.Equal(
                outputs.Zip(truth, (o, t) => IsRight(document.Decision, o, t) ? 1.0 : 0).Average(),
                trained.Metric("rules", split, "accuracy"),
                1e-6);
            var loss = outputs.Zip(truth, (o, t) => LogLoss((ClassDecision)document.Decision, o, t)).Average();
            Assert.Equal(loss, trained.Metric("rules", split, "logLoss"), 1e-5 * Math.Max(1, loss));
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void EveryModelIsMeasuredOnEverySplit(string run)
    {
        var (data, result) = Trained.Named(run);
        string[] expected = data.Task.Kind switch
        {
            TaskKind.Regression => ["r2", "rmse"],
            TaskKind.Binary => ["accuracy", "auc", "logLoss"],
            _ => ["accuracy", "logLoss"],
        };
        var metrics = result.Document.Provenance!.Metrics;
        Assert.Equal(["rules", "network", "linear", "majority"], metrics.Select(m => m.Model));
        Assert.All(metrics, m => Assert.Equal(["train", "validation", "test"], m.Splits.Select(s => s.Name)));
        Assert.All(metrics.SelectMany(m => m.Splits), s => Assert.Equal(expected, s.Numbers.Select(n => n.Name)));
    }

    [Theory]
    [InlineData("regression", "r2", 0.97)]
    [InlineData("classes", "accuracy", 0.93)]
    [InlineData("mixed", "accuracy", 0.85)]
    [InlineData("bits", "accuracy", 0.93)]
    public void RulesKnowWhatALinearModelDoesNot(string run, string metric, double least)
    {
        var trained = Trained.Named(run);
        Assert.True(trained.Metric("rules", "test", metric) >= least, $"only {trained.Metric("rules", "test", metric)}");
        Assert.True(trained.Metric("linear", "test", metric) > trained.Metric("majority", "test", metric));
        Assert.InRange(trained.Document.Rules.Count, 1, new TrainingOptions().MaxRules);
        // Rounding turns the answers of a few rows at most.
        Assert.All(
            trained.Document.Provenance!.Fidelity.Single(f => f.Name == "unrounded").Numbers,
            n => Assert.True(n.Value.Value >= 0.95, $"{n.Name}: {n.Value}"));
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("mixed")]
    [InlineData("classes")]
    public void BytesDoNotDependOnTheRunOrTheCulture(string run)
    {
        var expected = RuleDocumentWriter.Write(Trained.Named(run).Document);
        foreach (var name in new[] { "de-DE", "sv-SE" })
        {
            using var culture = new Culture(name);
            var again = run switch
            {
                "regression" => Trained.OfText(Tables.Regression, new TrainingOptions(), "y"),
                "classes" => Trained.OfText(Tables.Classes, new TrainingOptions(), "class"),
                _ => Trained.OfText(Tables.Mixed, new TrainingOptions(), "bought"),
            };
            Assert.Equal(expected, RuleDocumentWriter.Write(again.Document));
        }
    }

    [Fact]
    public void ProvenanceSaysWhereTheRulesComeFrom()
    {
        var (data, result) = Trained.Named("banknote");
        var provenance = result.Document.Provenance!;
        Assert.Equal("banknote-authentication.csv", provenance.Data!.File);
        Assert.Equal("a4e6eb57f00dc0c5696badf6553001e8871644b5b98ab1b2869054af1d255125", provenance.Data.Sha256);
        Assert.Equal(
            [data.Train.Rows.Length, data.Validation.Rows.Length, data.Test.Rows.Length], provenance.Rows.Select(r => (int)r.Value.Value));
        Assert.Equal(1372, provenance.Rows.Sum(r => r.Value.Value));
        Assert.Equal([4, 16, 16, 1], provenance.Architecture);
        Assert.Equal(1, provenance.Seed);
    }

    /// <summary>What is true of each row: values in their own units, or 0 and 1 per output.</summary>
    private static double[][] Truth(Dataset data, DataPart part) => Enumerable.Range(0, part.Rows.Length).Select(r => data.Task.Kind switch
    {
        TaskKind.Regression => data.Task.Targets.Select((_, t) => data.Task.Values(part.Table, t, part.Rows)[r]).ToArray(),
        TaskKind.MultiClass => data.Task.Targets[0].Labels.Select((_, k) => data.Task.Labels(part.Table, 0, part.Rows)[r] == k ? 1.0 : 0)
            .ToArray(),
        _ => data.Task.Targets.Select((_, t) => (double)data.Task.Labels(part.Table, t, part.Rows)[r]).ToArray(),
    }).ToArray();

    private static double Squares(double[] outputs, double[] truth) => outputs.Zip(truth, (o, t) => (o - t) * (o - t)).Average();

    private static bool IsRight(Decision decision, double[] outputs, double[] truth) => decision is ThresholdDecision threshold
        ? outputs.Select((o, k) => o >= threshold.Bits[k].Threshold.Value).SequenceEqual(truth.Select(t => t == 1))
        : truth[Array.IndexOf(outputs, outputs.Max())] == 1;

    private static double LogLoss(ClassDecision decision, double[] outputs, double[] truth)
    {
        const double Least = 1e-15;
        if (decision is ArgmaxDecision)
            return -Math.Log(Math.Max(Least, Math.Exp(outputs[Array.IndexOf(truth, 1)]) / outputs.Sum(Math.Exp)));
        return outputs.Zip(truth, (o, t) =>
        {
            var p = decision.Scores == ScoreKind.Logit ? 1 / (1 + Math.Exp(-o)) : Math.Clamp(o, 0, 1);
            return -Math.Log(Math.Max(Least, t == 1 ? p : 1 - p));
        }).Average();
    }

    private static double[] RandomPoint(Random random, RuleDocument document) => document.Inputs.Select(i => i is NumberInput number
        ? number.Minimum.Value + (random.NextDouble() * (number.Maximum.Value - number.Minimum.Value))
        : (double)random.Next(((CategoryInput)i).Categories.Count)).ToArray();

    private static IEnumerable<(int Rule, (int Condition, bool Negative)[] Path)> Paths(TreeNode node) => node is Branch branch
        ? Paths(branch.Negative).Select(p => (p.Rule, p.Path.Prepend((branch.Condition, true)).ToArray()))
            .Concat(Paths(branch.Positive).Select(p => (p.Rule, p.Path.Prepend((branch.Condition, false)).ToArray())))
        : [(((Leaf)node).Rule, [])];
}
