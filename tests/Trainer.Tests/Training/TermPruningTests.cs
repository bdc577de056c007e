using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class TermPruningTests
{
    private static readonly Dictionary<int, int> NoDirections = [];

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
        var (train, validation) = (Rows(data, data.Train), Rows(data, data.Validation));
        var features = train.Encoding.Features;
        var zero = new HingeForm(features, [], [], [], new double[features], new double[1], [], []);

        var steps = Pruning(train).Steps(new PrunedForm(TermPattern.All(train.Encoding, 0, 1), zero)).ToArray();

        Assert.Equal([5, 4, 3, 2, 1, 0], steps.Select(s => s.Pattern.Count));
        Assert.All(steps, KeepsToItsPattern);
        var two = steps.Single(s => s.Pattern.Count == 2);
        var (lossOfTwo, lossOfOne) = (MeanLoss(two, validation), MeanLoss(steps[^2], validation));
        Assert.InRange(lossOfTwo, 0, 1e-3);
        Assert.InRange(lossOfOne, 0.1, 1);
        Assert.Equal(3, PatternNumbers.Of(two.Form, two.Pattern, train.Encoding));
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
        var train = Rows(data, data.Train);
        var form = new HingeForm(
            2,
            [1, 0.01, 0.01, 1],
            [0, -0.3],
            new double[4],
            [1, 0.5],
            [-0.15],
            [-2, -1],
            [new HingeSource(1, 1, 0), new HingeSource(1, 2, 0)]);
        var start = new PrunedForm(TermPattern.All(train.Encoding, 2, 1), form);
        var four = Pruning(train).Steps(start).First(p => p.Pattern.Count == 4);
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

    private static TermPruning Pruning(PieceRows train) => new(
        train, Loss.SquaredError, new WeightPrior(train.Encoding, 1e-3, 1e-3), Directions.Of(train.Encoding, NoDirections), _ => 1e-6);

    private static double MeanLoss(PrunedForm pruned, PieceRows rows)
    {
        var layout = new HingeParameters(pruned.Form, pruned.Pattern);
        return new HingePass(layout, rows, Loss.SquaredError).MeanLoss(layout.Read());
    }

    private static PieceRows Rows(Dataset data, DataPart part) =>
        CurvedRows.Of(CurveEncoding.Without(data.Features), part, data.Targets.Encode(part.Table, part.Rows)).Rows;
}
