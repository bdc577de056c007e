using System;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class TermPruningTests
{
    private static readonly FittingOptions Fitting = new() { Rate = 1e-2, MaxEpochs = 60, Decay = 1e-3 };

    [Fact]
    public void WhatDecidesStaysAndCategoriesThatActAlikeAreJoined()
    {
        // The value depends on a and on whether the colour is red; b and the other colours change nothing.
        var random = new Random(5);
        var colours = new[] { "red", "green", "blue", "white" };
        using var file = new CsvFile(CsvFile.Rows("a,b,colour,y", 600, _ =>
        {
            var (a, b, colour) = (random.NextDouble(), random.NextDouble(), colours[random.Next(4)]);
            return FormattableString.Invariant($"{a},{b},{colour},{(3 * a) + (colour == "red" ? 2 : 0)}");
        }));
        var data = Read(file);
        var (train, validation) = (Set(data, data.Train), Set(data, data.Validation));
        var features = train.FeatureCount;
        var zero = new HingeForm(features, [], [], [], new double[features], new double[1], [], []);
        var model = new TrainableHinges(zero, 32);
        new ModelFitting(train, validation, Loss.SquaredError, Fitting).Fit(model, new Xoshiro256(1), null, default);

        var steps = new TermPruning(train, validation, data.Features, Loss.SquaredError, 32, Fitting).Steps(
            model.ToHingeForm(), new Xoshiro256(2)).ToArray();

        Assert.Equal([5, 4, 3, 2, 1, 0], steps.Select(s => s.Pattern.Count));
        Assert.All(steps, KeepsToItsPattern);
        var two = steps.Single(s => s.Pattern.Count == 2);
        var lossOfTwo = new ModelEvaluation(validation, 32).MeanLoss(new TrainableHinges(two.Form, 32), Loss.SquaredError);
        var lossOfOne = new ModelEvaluation(validation, 32).MeanLoss(new TrainableHinges(steps[^2].Form, 32), Loss.SquaredError);
        Assert.InRange(lossOfTwo, 0, 1e-3);
        Assert.InRange(lossOfOne, 0.1, 1);
        Assert.Equal(2, TermCount.Mean(new Region([], two.Form.OutputMaps([]), [], []), data.Features.Box.Groups));
    }

    [Fact]
    public void RowsLoseTermsOfTheirOwn()
    {
        // |x0| + |x1 − 0.3|/2: each hinge needs one input, the output both.
        var random = new Random(4);
        using var file = new CsvFile(CsvFile.Rows("a,b,y", 800, _ =>
        {
            var (a, b) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            return FormattableString.Invariant($"{a},{b},{Math.Abs(a) + (0.5 * Math.Abs(b - 0.3))}");
        }));
        var data = Read(file);
        var (train, validation) = (Set(data, data.Train), Set(data, data.Validation));
        var form = new HingeForm(
            2,
            [1, 0.01, 0.01, 1],
            [0, -0.3],
            new double[4],
            [1, 0.5],
            [-0.15],
            [-2, -1],
            [new HingeSource(1, 1, 0), new HingeSource(1, 2, 0)]);
        var four = new TermPruning(train, validation, data.Features, Loss.SquaredError, 32, Fitting).Steps(form, new Xoshiro256(2)).First(
            p => p.Pattern.Count == 4);
        Assert.Equal([[0], [1], [0, 1]], Enumerable.Range(0, 3).Select(r => four.Pattern[r].SelectMany(t => t).ToArray()));
    }

    private static Dataset Read(CsvFile file) => Dataset.Read(file.Path, null, CsvFile.Target("y"), TaskKind.Regression, 1);

    private static void KeepsToItsPattern(PrunedForm pruned)
    {
        var rows = pruned.Form.Rows().ToArray();
        for (var r = 0; r < rows.Length; r++)
        {
            Assert.All(pruned.Pattern[r], term => Assert.Single(term.Select(f => rows[r].Weights[f]).Distinct()));
            var free = pruned.Pattern[r].SelectMany(t => t).ToHashSet();
            Assert.All(rows[r].Weights.Where((_, f) => !free.Contains(f)), w => Assert.Equal(0, w));
        }
    }

    private static TrainingSet Set(Dataset data, DataPart part) => new(
        data.Features.Encode(part.Table, part.Rows),
        data.Features.Features,
        data.Targets.Encode(part.Table, part.Rows),
        data.Targets.Outputs);
}
