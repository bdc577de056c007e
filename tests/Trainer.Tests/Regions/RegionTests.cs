using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Regions;

public class RegionTests
{
    [Fact]
    public void ExtentsHoldEveryPointOfTheRule() => RandomCases.Hold(80, random =>
    {
        var document = Documents.Random(random, random.Next(0, 4), random.Next(0, 4), random.Next(0, 4));
        var (evaluator, regions) = (new RuleEvaluator(document), RegionMeasurement.Measure(document));
        for (var n = 0; n < 500; n++)
        {
            var x = Documents.Point(random, document);
            var region = regions[evaluator.Evaluate(x).RuleIndex];
            Assert.Equal(document.Inputs.Count, region.Extents.Count);
            foreach (var extent in region.Extents)
            {
                if (extent is NumberExtent number)
                    Assert.InRange(x[extent.Input], number.Low - 1e-9, number.High + 1e-9);
                else
                    Assert.Contains((int)x[extent.Input], ((CategoryExtent)extent).Categories);
            }
        }
    });

    [Fact]
    public void ExtentsAreAttainedAtPointsOfTheRule()
    {
        var attained = 0;
        RandomCases.Hold(80, random => attained += AttainedExtents(random));
        Assert.True(attained > 200);
    }

    private static int AttainedExtents(Random random)
    {
        var attained = 0;

        // The optimum itself may lie on an open side; a step towards a point well inside leads into the rule.
        var document = Documents.Random(random, random.Next(1, 4), random.Next(0, 2), random.Next(1, 4));
        var evaluator = new RuleEvaluator(document);
        foreach (var (cell, r) in RuleCell.AllOf(document).Select((c, r) => (c, r)))
        {
            var program = new MixedIntegerProgram(cell, evaluator, WorkLimit.None);
            for (var i = 0; i < cell.Numbers.Length; i++)
            {
                foreach (var sign in new[] { -1, 1 })
                {
                    if (program.Maximise(CellGoal.Coordinate, i, sign) is not { } end)
                        continue;
                    var ball = program.Maximise(CellGoal.Radius, group: cell.Groups.Length - 1, chosen: end.Classes.FirstOrDefault());
                    if (ball is null || ball.Value < 1e-6)
                        continue;
                    attained++;
                    var t = end.Numbers.Zip(ball.Numbers, (a, b) => a + (1e-7 * (b - a))).ToArray();
                    Assert.Equal(r, evaluator.Evaluate(cell.Place(t, end.Classes)).RuleIndex);
                    Assert.Equal(end.Value, sign * t[i], 1e-6);
                }
            }
        }

        return attained;
    }

    [Fact]
    public void BallLiesInsideAndNoPointOfAGridHasMoreRoom() => RandomCases.Hold(60, random =>
    {
        var document = Documents.Random(random, random.Next(1, 3), random.Next(0, 2), random.Next(1, 4));
        var (evaluator, cells) = (new RuleEvaluator(document), RuleCell.AllOf(document));
        foreach (var region in RegionMeasurement.Measure(document))
        {
            var cell = cells[region.Rule];
            var most = region.Ball?.Radius ?? 1e-12;
            foreach (var (t, classes) in Grid(cell, 12))
                Assert.True(Room(cell, t, classes) <= most + 1e-9);
            if (region.Ball is not { } ball)
                continue;
            Assert.Equal(region.Rule, evaluator.Evaluate(ball.Centre.ToArray()).RuleIndex);

            // A widest ball touches something, so that its room is its radius.
            var centre = cell.Numbers.Select(i => (ball.Centre[i] - ((NumberInput)document.Inputs[i]).Minimum.Value) / cell.Width(i))
                .ToArray();
            var chosen = cell.Groups.Select(g => Array.FindIndex(g.Classes, c => c.Contains((int)ball.Centre[g.Input]))).ToArray();
            Assert.Equal(ball.Radius, Room(cell, centre, chosen), 1e-9);
        }
    });

    [Fact]
    public void BallOfATriangleIsItsIncircle()
    {
        // x/10 + y/2 < 1 in [0, 10] × [0, 2]: half the square, whose incircle has the radius 1 − √½.
        Input[] inputs = [Documents.Range("x", 0, 10), Documents.Range("y", 0, 2)];
        var region = RegionMeasurement.Measure(Documents.Chain(inputs, Documents.Sum(inputs, -1, [0.1], [0.5])))[0];
        Assert.Equal(1 - Math.Sqrt(0.5), region.Ball!.Radius, 1e-12);
        Assert.Equal(10 * (1 - Math.Sqrt(0.5)), region.Ball.Centre[0], 1e-9);
        Assert.Equal(2 * (1 - Math.Sqrt(0.5)), region.Ball.Centre[1], 1e-9);
        Assert.Equal(new VolumeShare(0.5, 0, true), region.Share);
        Assert.All(region.Extents, e => Assert.True(e.IsWhole));
    }

    [Fact]
    public void ExtentsAreWordForWordWhatConditionsSay()
    {
        // age ≥ 25, then age − 41 < 0 unless the job is b.
        Input[] inputs = [Documents.Range("age", 17, 90), Documents.Categories("job", 3), Documents.Range("unused", 0, 1)];
        var document = Documents.Chain(inputs, Documents.Sum(inputs, -25, [1]), Documents.Sum(inputs, -41, [1], [0, 100, 0]));
        var region = RegionMeasurement.Measure(document)[1];
        Assert.Equal(new NumberExtent(0, false, 25, 41), region.Extents[0]);
        Assert.Equal(new CategoryExtent(1, false, EquatableArray.Of(0, 2)), region.Extents[1]);
        Assert.Equal(new NumberExtent(2, true, 0, 1), region.Extents[2]);
        Assert.Equal(2.0 / 3 * 16 / 73, region.Share.Value, 15);
        Assert.Equal([0, 1], region.Essential);
    }

    [Fact]
    public void ACategoryThatOnlyTouchesAStrictConditionCannotOccur()
    {
        // x − 1 + job < 0 for x in [0, 1]: with job b (+0) x < 1; with job c (+1) x < 0, which no x has; e ≥ 0 has x = 0 with job c.
        Input[] inputs = [Documents.Range("x", 0, 1), Documents.Categories("job", 3)];
        var regions = RegionMeasurement.Measure(Documents.Chain(inputs, Documents.Sum(inputs, -1, [1], [0, 0, 1])));
        Assert.Equal(EquatableArray.Of(0, 1), ((CategoryExtent)regions[0].Extents[1]).Categories);
        Assert.Equal(3, ((CategoryExtent)regions[1].Extents[1]).Categories.Count);
        Assert.Equal(2.0 / 3, regions[0].Share.Value, 15);
    }

    [Fact]
    public void CategoriesOnly() => RandomCases.Hold(60, random =>
    {
        var document = Documents.Random(random, 0, random.Next(1, 4), random.Next(1, 4));
        var (evaluator, regions) = (new RuleEvaluator(document), RegionMeasurement.Measure(document));
        var points = AllPoints(document).GroupBy(x => evaluator.Evaluate(x).RuleIndex).ToDictionary(g => g.Key, g => g.ToArray());
        var all = points.Values.Sum(p => p.Length);
        foreach (var region in regions)
        {
            var own = points.GetValueOrDefault(region.Rule) ?? [];
            Assert.Equal((double)own.Length / all, region.Share.Value, 1e-15);
            Assert.Equal(own.Length > 0 ? document.Inputs.Count : 0, region.Extents.Count);
            foreach (var extent in region.Extents.Cast<CategoryExtent>())
                Assert.Equal(own.Select(x => (int)x[extent.Input]).Distinct().Order(), extent.Categories);
        }
    });

    [Fact]
    public void RangesWithoutWidthAreNoDimension()
    {
        Input[] inputs = [Documents.Range("x", 2, 2), Documents.Range("y", 0, 1)];
        var regions = RegionMeasurement.Measure(
            Documents.Full(inputs, Documents.Sum(inputs, -2, [1]), Documents.Sum(inputs, -1, [0.25], [1])));
        Assert.Equal([0, 0, 0.5, 0.5], regions.Select(r => r.Share.Value));
        Assert.Equal([0, 0, 2, 2], regions.Select(r => r.Extents.Count));
        Assert.Equal(new NumberExtent(0, true, 2, 2), regions[2].Extents[0]);
        Assert.Equal(new NumberExtent(1, false, 0, 0.5), regions[2].Extents[1]);
        Assert.Equal(0.25, regions[3].Ball!.Radius, 1e-12);
    }

    [Fact]
    public void ThinRegionsAndParallelPlanes()
    {
        // A slab of width 1e-6 in the middle, and one plane twice.
        Input[] inputs = [Documents.Range("x", 0, 1), Documents.Range("y", -1e6, 1e6)];
        var first = Documents.Sum(inputs, -0.5, [1]);
        var second = Documents.Sum(inputs, -0.500001, [1]);
        var regions = RegionMeasurement.Measure(Documents.Full(inputs, first, first, second));
        Assert.Equal(1, regions.Sum(r => r.Share.Value), 15);
        var slab = Assert.Single(regions, r => r.Share.Value is > 0 and < 1e-5);
        Assert.Equal(1e-6, slab.Share.Value, 1e-20);
        Assert.Equal(0.5e-6, slab.Ball!.Radius, 1e-15);
        Assert.Equal(new NumberExtent(0, false, 0.5, 0.500001), slab.Extents[0]);
        Assert.Equal(3, regions.Count(r => r.Ball is not null));
        Assert.Equal([1, 2], slab.Essential);
    }

    [Fact]
    public void ImpliedConditionsAreFoundWhateverTheDocumentSays()
    {
        // x < 0.2 implies x < 0.7; nothing is marked.
        Input[] inputs = [Documents.Range("x", 0, 1)];
        var document = Documents.Full(inputs, Documents.Sum(inputs, -0.7, [1]), Documents.Sum(inputs, -0.2, [1]));
        var regions = RegionMeasurement.Measure(document);
        Assert.Equal([1], regions[0].Essential);
        Assert.Equal([0, 1], regions[1].Essential);
        Assert.Equal([0], regions[3].Essential);
        Assert.Empty(regions[2].Extents);
        Assert.Null(regions[2].Ball);
    }

    [Fact]
    public void WideScalesAreNoTrouble()
    {
        Input[] inputs = [Documents.Range("x", 0, 1e-12), Documents.Range("y", 0, 1e12)];
        var region = RegionMeasurement.Measure(Documents.Chain(inputs, Documents.Sum(inputs, -1, [1e12], [1e-12])))[0];
        Assert.Equal(0.5, region.Share.Value);
        Assert.Equal(1 - Math.Sqrt(0.5), region.Ball!.Radius, 1e-12);
    }

    // How far a point is from the nearest condition or end of a range, in ranges.
    [Fact]
    public void WildDocumentsAreMeasured() => RandomCases.Hold(60, random =>
    {
        // Weights and ranges from 1e-12 to 1e12: no fault, every share between 0 and 1, all of them 1, balls inside.
        var inputs = Enumerable.Range(0, random.Next(1, 4)).Select(i =>
        {
            var width = Math.Pow(10, random.Next(-12, 13));
            return (Input)Documents.Range($"x{i}", -width * random.Next(2), width);
        }).ToArray();
        var conditions = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Documents.Sum(
            inputs,
            (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4)),
            inputs.Select(i => (double[])[(random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 13))]).ToArray()));
        var regions = RegionMeasurement.Measure(Documents.Full(inputs, [.. conditions]));
        Assert.Equal(1, regions.Sum(r => r.Share.Value), 12);
        Assert.All(regions, r => Assert.InRange(r.Share.Value, 0, 1));
        Assert.All(regions, r => Assert.All(r.Extents, e => Assert.True(((NumberExtent)e).Low <= ((NumberExtent)e).High)));
    });

    private static double Room(RuleCell cell, double[] t, int[] classes)
    {
        var room = t.Select(v => Math.Min(v, 1 - v)).Append(0.5).Min();
        foreach (var row in cell.Rows)
        {
            var value = row.Constant + row.Coefficients.Zip(t, (a, v) => a * v).Sum() + row.Tables
                .Select((table, g) => table[classes[g]]).Sum();
            var norm = Math.Sqrt(row.Coefficients.Sum(a => a * a));
            if (norm > 0)
                room = Math.Min(room, value / norm);
            else if (value < 0 || (row.IsStrict && value <= 0))
                room = Math.Min(room, 0);
        }

        return room;
    }

    private static IEnumerable<(double[] T, int[] Classes)> Grid(RuleCell cell, int steps)
    {
        var points = Product(cell.Numbers.Select(_ => Enumerable.Range(0, steps + 1).Select(s => (double)s / steps).ToArray()));
        var choices = Product(cell.Groups.Select(g => Enumerable.Range(0, g.Classes.Length).ToArray())).ToArray();
        return points.SelectMany(t => choices.Select(c => (t, c)));
    }

    private static IEnumerable<double[]> AllPoints(RuleDocument document) =>
        Product(document.Inputs.Select(i => Enumerable.Range(0, ((CategoryInput)i).Categories.Count).Select(c => (double)c).ToArray()));

    private static IEnumerable<T[]> Product<T>(IEnumerable<T[]> choices) =>
        choices.Aggregate((IEnumerable<T[]>)[[]], (sofar, choice) => sofar.SelectMany(s => choice.Select(c => (T[])[.. s, c])));
}
