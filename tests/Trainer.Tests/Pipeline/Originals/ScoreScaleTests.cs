using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline.Originals;

/// <summary>What a network decides is learned whatever the size of its scores, and the document has them as the network does.</summary>
public sealed class ScoreScaleTests
{
    private static readonly string Cells = Networks.Rows("a,b", 400, -1, 1);
    private static readonly OriginalTask Ways = new() { Labels = EquatableArray.Of("wide", "up", "down") };

    [Theory]
    [InlineData(1e-3, 500)]
    [InlineData(1e4, 1)]
    public void ClassesAreFoundWhateverTheScoresAreLike(double size, double zero)
    {
        var (document, notes) = Collapse(Three(size, zero - 1), Ways);
        Assert.True(Networks.Fidelity(document, "fresh") > 0.95, $"{Networks.Fidelity(document, "fresh")}");
        Assert.Contains(notes, n => n.Kind == "scores-scaled");
        // The outputs are the network's: up leads down by 2·4·b.
        var outputs = new RuleEvaluator(document).Evaluate([0.05, 0.8]).Outputs;
        Assert.Equal(6.4 * size, outputs[1] - outputs[2], 2 * size);
        Assert.Equal(zero - 1, outputs.Average(), Math.Max(Math.Abs(zero - 1) * 0.01, 3 * size));
    }

    [Fact]
    public void QuestionsAreToo()
    {
        const double Size = 1e-4;
        var (document, notes) = Collapse(Xor(Size), null, Networks.Rows("a,b", 400, 0, 1));
        Assert.True(Networks.Fidelity(document, "fresh") > 0.97, $"{Networks.Fidelity(document, "fresh")}");
        Assert.Contains(notes, n => n.Kind == "scores-scaled");
        Assert.Equal(3 * Size, new RuleEvaluator(document).Evaluate([0.9, 0.1]).Outputs[0], 1.5 * Size);
    }

    [Fact]
    public void LabelsGiveTheScoresTheirUnit()
    {
        var rows = CsvFile.Rows(
            "a,b,answer",
            400,
            i => string.Create(
                CultureInfo.InvariantCulture,
                $"{i * 37 % 100 / 100.0},{i * 61 % 97 / 97.0},"
                    + $"{(Math.Abs((i * 37 % 100 / 100.0) - (i * 61 % 97 / 97.0)) > 0.5 ? "odd" : "even")}"));
        var (data, network) = Networks.Read(Xor(1e-4), rows, null, "answer");
        var result = Run(data, network);
        Assert.True(Networks.Fidelity(result.Document, "fresh") > 0.95);
        Assert.Contains(
            "the document has log-odds of the labels",
            Assert.Single(result.Notes, n => n.Kind == "scores-scaled").Text,
            StringComparison.Ordinal);
        Assert.True(Math.Abs(new RuleEvaluator(result.Document).Evaluate([0.95, 0.05]).Outputs[0]) > 1);
    }

    [Fact]
    public void TheLeastOutputMayBeTheAnswer()
    {
        // Costs: the way that the other network likes most costs least.
        var (document, notes) = Collapse(Three(-0.02, 0), Ways with { IsLeast = true });
        Assert.True(Networks.Fidelity(document, "fresh") > 0.95);
        Assert.Contains(notes, n => n.Kind == "decision-argmin");
        Assert.Contains("its outputs negated", document.Summary, StringComparison.Ordinal);
        var evaluator = new RuleEvaluator(document);
        Assert.Equal(["wide", "wide", "up", "down"], new[] { (0.9, 0.0), (-0.9, 0.1), (0.1, 0.9), (0.1, -0.9) }
            .Select(p => ((ArgmaxDecision)document.Decision).Labels[evaluator.Classify(evaluator.Evaluate([p.Item1, p.Item2]).Outputs)]));
        Assert.Throws<InputFileException>(
            () => Networks.Read(
                Networks.Ramp, Networks.Rows("a,b", 50, 0, 1), new OriginalTask { Kind = TaskKind.Regression, IsLeast = true }));
    }

    [Theory]
    [InlineData(new double[] { 5, 1, 0, 9, 2, 3 }, 1.0, 0.0)]
    [InlineData(new double[] { 0.05, 0.01, 0, 0.09, 0.02, 0.03 }, 0.015625, 0.03333333)]
    [InlineData(new double[] { 500, 100, 0, 900, 200, 300 }, 128.0, 333.33333)]
    [InlineData(new double[] { 100005, 100001, 100000, 100009, 100002, 100003 }, 2.0, 100003.33333)]
    [InlineData(new double[] { 7, 7, 7, 7, 7, 7 }, 1.0, 0.0)]
    public void TheUnitIsAPowerOfTwoNearAQuarterOfTheLead(double[] scores, double unit, double zero)
    {
        var scale = ScoreScale.Measure(TaskKind.MultiClass, scores, 3);
        Assert.Equal((unit, zero), (scale.Unit, Math.Round(scale.Zero, 8) is var z && Math.Abs(z - zero) < 1e-4 ? zero : z));
        Assert.Equal(ScoreScale.AsTheyAre, ScoreScale.Measure(TaskKind.Regression, scores, 3));
    }

    [Fact]
    public void TheMajorityIsTheMostFrequentAnswer()
    {
        // The rare answer is given with scores far apart, the frequent one with a hair: the mean of the scores would say the rare one.
        const string Hair = """
            { "layers": [
                { "weights": [[1, 0], [0, 1]], "bias": [-0.6, 0] },
                { "weights": [[300, 0], [0, 0]], "bias": [-1, 0] } ],
              "slopes": [0], "box": [[-1, 1], [-1, 1]] }
            """;
        var (document, _) = Collapse(Hair, new OriginalTask { Labels = EquatableArray.Of("usual", "rare"), Kind = null });
        var majority = document.Provenance!.Metrics.Single(m => m.Model == "majority").Splits.Single(
            s => s.Name == "train").Numbers[0].Value.Value;
        Assert.InRange(majority, 0.7, 0.9);
    }

    private static (RuleDocument Document, System.Collections.Generic.IReadOnlyList<Note> Notes) Collapse(
        string network, OriginalTask? task, string? rows = null)
    {
        var (data, original) = Networks.Read(network, rows ?? Cells, task);
        var result = Run(data, original);
        return (result.Document, result.Notes);
    }

    private static TrainResult Run(Dataset data, OriginalNetwork original)
    {
        var head = new DocumentHead("Rules", "rulec", EquatableArray<NamedText>.Empty) { Network = original.File };
        return TrainRun.Run(data, new TrainingOptions { Threads = 2 }, head, RunContext.None, original);
    }

    private static string Three(double size, double zero) => string.Create(CultureInfo.InvariantCulture, $$"""
        { "layers": [
            { "weights": [[1, 0], [-1, 0], [0, 1]], "bias": [0, 0, 0], "activation": { "kind": "prelu", "slopes": [0, 0, 1] } },
            { "weights": [[{{4 * size}}, {{4 * size}}, 0], [0, 0, {{4 * size}}], [0, 0, {{-4 * size}}]], "bias": [{{zero}}, {{zero}}, {{zero}}] } ],
          "box": [[-1, 1], [-1, 1]] }
        """);

    private static string Xor(double size) => string.Create(CultureInfo.InvariantCulture, $$"""
        { "layers": [
            { "weights": [[1, -1], [-1, 1]], "bias": [0, 0] },
            { "weights": [[{{10 * size}}, {{10 * size}}]], "bias": [{{-5 * size}}] } ],
          "slopes": [0], "box": [[0, 1], [0, 1]] }
        """);
}
