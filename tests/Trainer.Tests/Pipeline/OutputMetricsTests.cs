using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>Outputs in the units of the rules against what the rows of the table say.</summary>
public class OutputMetricsTests
{
    private const double Digits = 5e-6;

    [Fact]
    public void LogOddsOfAYesOrNo()
    {
        var (data, metrics) = Of("mixed", Schedule.Auto);
        var truth = data.Task.Labels(data.Table, 0, data.Test.Rows);
        var right = metrics.Measure(truth.Select(l => l == 1 ? 2.0 : -2).ToArray());
        Assert.Equal((1, 1), (Value(right, "accuracy"), Value(right, "auc")));
        Assert.Equal(Math.Log(1 + Math.Exp(-2)), Value(right, "logLoss"), Digits);
        // On the threshold the answer is yes.
        Assert.Equal(truth.Average(), Value(metrics.Measure(new double[truth.Length]), "accuracy"), Digits);
        Assert.Equal(0.5, Value(metrics.Measure(new double[truth.Length]), "auc"));
    }

    [Fact]
    public void ProbabilitiesOfTheNoteAreCutAtZeroAndOne()
    {
        var (data, metrics) = Of("mixed", Schedule.Note);
        var truth = data.Task.Labels(data.Table, 0, data.Test.Rows);
        var sure = metrics.Measure(truth.Select(l => l == 1 ? 1.7 : -0.3).ToArray());
        Assert.Equal((1, 0), (Value(sure, "accuracy"), Value(sure, "logLoss")));
        var likely = metrics.Measure(truth.Select(l => l == 1 ? 0.8 : 0.2).ToArray());
        Assert.Equal(-Math.Log(0.8), Value(likely, "logLoss"), Digits);
    }

    [Theory]
    [InlineData(Schedule.Auto, 2, -1, -1)]
    [InlineData(Schedule.Note, 0.7, 0.2, 0.1)]
    public void ScoresOfClasses(Schedule schedule, double own, double next, double last)
    {
        var (data, metrics) = Of("classes", schedule);
        var truth = data.Task.Labels(data.Table, 0, data.Test.Rows);
        double[] scores = [own, next, last];
        var measured = metrics.Measure(truth.SelectMany(l => Enumerable.Range(0, 3).Select(k => scores[(k - l + 3) % 3])).ToArray());
        var probability = schedule == Schedule.Auto ? Math.Exp(own) / scores.Sum(Math.Exp) : 0.7;
        Assert.Equal(1, Value(measured, "accuracy"));
        Assert.Equal(-Math.Log(probability), Value(measured, "logLoss"), Digits);
        // Ties go to the first label.
        Assert.Equal(
            truth.Count(l => l == 0) / (double)truth.Length, Value(metrics.Measure(new double[3 * truth.Length]), "accuracy"), Digits);
    }

    [Fact]
    public void ValuesAreInTheirOwnUnits()
    {
        var (data, metrics) = Of("regression", Schedule.Auto);
        var truth = data.Task.Values(data.Table, 0, data.Test.Rows);
        Assert.Equal((1, 0), (Value(metrics.Measure(truth), "r2"), Value(metrics.Measure(truth), "rmse")));
        Assert.Equal(123, Value(metrics.Measure(truth.Select(y => y + 123).ToArray()), "rmse"), 1e-3);
        Assert.Equal(0, Value(metrics.Measure(truth.Select(_ => truth.Average()).ToArray()), "r2"), Digits);
        Assert.Equal(metrics.Measure(truth)[0].Value.Value, OutputMetrics.Headline(metrics.Measure(truth)));
    }

    [Fact]
    public void MajorityIsTheBestConstantAnswer()
    {
        foreach (var name in new[] { "mixed", "classes", "regression", "bits" })
        {
            var problem = new LearningProblem(Trained.Named(name).Data, fitsSquares: false, EquatableArray<ClassWeight>.Empty);
            var answer = ModelOutputs.Majority(problem.Train, problem.Decision);
            var gradient = new float[answer.Length];
            double OnTrain(float[] outputs) =>
                Enumerable.Range(0, problem.Train.Rows).Average(r => problem.Loss.OfRow(outputs, problem.Train.Targets(r), gradient));
            var least = OnTrain(answer);
            for (var k = 0; k < answer.Length; k++)
            {
                Assert.True(OnTrain(answer.Select((a, i) => i == k ? a + 0.05f : a).ToArray()) > least);
                Assert.True(OnTrain(answer.Select((a, i) => i == k ? a - 0.05f : a).ToArray()) > least);
            }
        }
    }

    [Fact]
    public void MistakesAreWhatAccuracyAndErrorCount()
    {
        foreach (var name in new[] { "mixed", "classes", "bits", "regression" })
        {
            var (data, metrics) = Of(name, Schedule.Auto);
            var random = new Random(5);
            var outputs = Enumerable.Range(0, metrics.Rows * data.Targets.Outputs).Select(_ => random.NextDouble() - 0.5).ToArray();
            var mistakes = metrics.Mistakes(outputs, _ => 2);
            Assert.Equal(metrics.Rows, mistakes.Length);
            var measured = metrics.Measure(outputs);
            var expected = data.Task.IsClassification
                ? 1 - Value(measured, "accuracy")
                : Math.Pow(Value(measured, "rmse") / 2, 2) * data.Targets.Outputs;
            Assert.Equal(expected, mistakes.Average(), 1e-4 * Math.Max(1, expected));
        }
    }

    private static double Value(EquatableArray<NamedNumber> metrics, string name) => metrics.Single(m => m.Name == name).Value.Value;

    private static (Dataset Data, OutputMetrics Metrics) Of(string name, Schedule schedule)
    {
        var data = Trained.Named(name).Data;
        return (
            data,
            new OutputMetrics(
                data, data.Test, new LearningProblem(data, schedule == Schedule.Note, EquatableArray<ClassWeight>.Empty).Decision));
    }
}
