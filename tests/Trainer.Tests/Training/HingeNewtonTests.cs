using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MathNet.Numerics.LinearAlgebra;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class HingeNewtonTests
{
    private static readonly Dictionary<int, int> NoDirections = [];

    [Fact]
    public void WithoutHingesTheFitIsRidgeRegression() => RandomCases.Hold(20, random =>
    {
        var drawn = CurvedRows.Random(random, random.Next(40, 200), 1);
        var data = CurvedRows.Of(drawn.Encoding, drawn.Part, Floats(HingeForms.Normals(random, drawn.Rows.Rows)), drawn.Rows.Set.Weights);
        var (rows, encoding) = (data.Rows.Rows, data.Encoding);
        var prior = new WeightPrior(encoding, 1 + random.NextDouble(), 2);
        var pattern = TermPattern.All(encoding, 0, 1);
        var fitted = Newton(data, Loss.SquaredError, prior).Fit(Zero(encoding, 1), pattern, 50, default);

        // The mean of (w·x + b − y)² and wᵀPw / (2·rows) have their minimum where (2XᵀX + P)w = 2Xᵀy.
        var terms = pattern[0].Length;
        var x = Matrix<double>.Build.DenseOfRowArrays(Enumerable.Range(0, rows).Select(r => (double[])
            [.. pattern[0].Select(t => t.Sum(f => data.Features(r)[f])), 1]));
        var weights = Matrix<double>.Build.DenseOfDiagonalArray([.. Enumerable.Range(0, rows).Select(r => (double)Weight(data, r))]);
        var y = Vector<double>.Build.Dense(rows, r => data.Rows.Set.Targets(r)[0]);
        var penalty = Matrix<double>.Build.Dense(terms + 1, terms + 1);
        penalty.SetSubMatrix(0, 0, Matrix<double>.Build.DenseOfRowMajor(terms, terms, prior.Of(pattern[0], encoding.Features)));
        var expected = ((2 * x.TransposeThisAndMultiply(weights * x)) + penalty).Solve(2 * x.TransposeThisAndMultiply(weights * y));
        foreach (var (e, a) in pattern.Expand(0, expected.AsArray().AsSpan(0, terms)).Zip(fitted.OutputWeights))
            Assert.Equal(e, a, 1e-3);
        Assert.Equal(expected[terms], fitted.OutputBiases[0], 1e-3);
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    public void AFormIsFoundAgainFromNearIt(int seed, int outputs)
    {
        var random = new Random(seed);
        var (features, part) = Table(random, 1500);
        var encoding = CurveEncoding.Of(features, [[-1, 0.5], null, null]);
        var pattern = TermPattern.All(encoding, 2, outputs);
        // Two conditions through the middle of the rows, the second of which bends where the first one does.
        var drawn = Zero(encoding, outputs, 2);
        var layout = new HingeParameters(drawn, pattern);
        var values = HingeForms.Normals(random, layout.Count);
        foreach (var row in new[] { 0, 1 })
            values[layout.Bias(row)] /= 4;
        var truth = layout.Write(values);
        var (blank, near) = (
            CurvedRows.Of(encoding, part, new float[1500 * outputs]), layout.Write([.. values.Select(v => v + (0.05 * Normal(random)))]));
        var data = CurvedRows.Of(encoding, part, Floats(Enumerable.Range(0, 1500).SelectMany(r => blank.Outputs(truth, r))));
        var fitted = Newton(data, Loss.SquaredError, new WeightPrior(encoding, 1e-6, 1e-6)).Fit(near, pattern, 200, default);
        Assert.InRange(data.MeanLoss(near, Loss.SquaredError), 1e-3, 10);
        Assert.InRange(data.MeanLoss(fitted, Loss.SquaredError), 0, 1e-6);
        Assert.Same(near.Sources, fitted.Sources);
    }

    [Fact]
    public void StepsNeverRaiseTheLossWithThePenalty() => RandomCases.Hold(20, random =>
    {
        var data = CurvedRows.Random(random, random.Next(40, 100), random.Next(1, 4));
        var loss = data.Rows.Set.OutputCount == 1 ? Loss.Logistic : Loss.Softmax;
        var layout = data.Layout(random, random.Next(0, 4));
        var prior = new WeightPrior(data.Encoding, 0.5, 1);
        var newton = Newton(data, loss, prior);
        var form = layout.Write(layout.Read());
        var before = Objective(form);
        for (var steps = 0; steps < 6; steps++)
        {
            form = newton.Fit(form, layout.Pattern, 1, default);
            var after = Objective(form);
            Assert.True(after <= before + 1e-6, $"{before} before, {after} after");
            before = after;
        }

        var stopped = newton.Fit(form, layout.Pattern, 6, new CancellationToken(canceled: true));
        Assert.All(form.OutputWeights.Zip(stopped.OutputWeights), w => Assert.Equal(w.First, w.Second, 1e-12));

        double Objective(HingeForm f)
        {
            var penalty = 0.5 * f.OutputCouplings.Concat(f.Couplings).Sum(u => u * u);
            var values = new HingeParameters(f, layout.Pattern).Read();
            for (var i = 0; i < layout.Rows; i++)
            {
                var terms = layout.TermsOf(i);
                var w = Vector<double>.Build.Dense(values.AsSpan(layout.Offsets[i], terms).ToArray());
                if (terms > 0)
                    penalty += w * Matrix<double>.Build.DenseOfRowMajor(terms, terms, prior.Of(layout.Pattern[i], f.Inputs)) * w;
            }

            return data.MeanLoss(f, loss) + (penalty / (2 * data.Rows.Rows));
        }
    });

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(4, 3, 1)]
    [InlineData(5, 2, 2)]
    [InlineData(6, 3, 3)]
    public void OutputsKeepTheirDirectionsEverywhere(int seed, int hinges, int outputs)
    {
        // The rows go up and down with each input, so that the bounds are met.
        const int Rows = 600;
        var random = new Random(seed);
        var (features, part) = Table(random, Rows);
        var encoding = CurveEncoding.Of(features, [[-1.2, -0.4, 0.3, 1], [-0.5, 0.1, 0.9], null]);
        var points = features.ToPoints(part.Table, part.Rows);
        var targets = points.SelectMany(p => Enumerable.Range(0, outputs).Select(k =>
            (2 * Math.Sin((2 + k) * p[0])) + (0.3 * p[0]) + Math.Abs(p[1] + p[0]) + p[2] + (0.2 * Normal(random))));
        var data = CurvedRows.Of(encoding, part, Floats(targets));
        var pattern = TermPattern.All(encoding, hinges, outputs);
        var layout = new HingeParameters(Zero(encoding, outputs, hinges), pattern);
        var directions = Directions.Of(encoding, new Dictionary<int, int> { [0] = 1, [1] = -1 });
        Assert.True(directions.Any);
        var start = HingeForms.Normals(random, layout.Count);
        var fitted = new HingeNewton(data.Rows, Loss.SquaredError, new WeightPrior(encoding, 0.1, 0.1), directions).Fit(
            layout.Write(start), pattern, 60, default);
        Assert.Equal(hinges, fitted.Hinges);

        for (var pair = 0; pair < 10_000; pair++)
        {
            var (from, to) = (RandomPoint(), RandomPoint());
            to[2] = from[2];
            if (to[0] < from[0])
                (from[0], to[0]) = (to[0], from[0]);
            if (to[1] > from[1])
                (from[1], to[1]) = (to[1], from[1]);
            var (low, high) = (Outputs(from), Outputs(to));
            Assert.All(low.Zip(high), o => Assert.True(o.Second >= o.First - 1e-9, $"{o.First} falls to {o.Second}"));
        }

        // What is at a bound is 0, to the last digit, and the rest of what outputs add up is well within.
        var (values, projected) = (new HingeParameters(fitted, pattern).Read(), new HingeParameters(fitted, pattern).Read());
        directions.Bounds(layout, start).Project(projected);
        Assert.Equal(values, projected);
        var weights = Enumerable.Range(hinges, outputs).SelectMany(i => values[layout.Offsets[i]..layout.Bias(i)]).ToArray();
        Assert.Contains(0, weights);
        Assert.DoesNotContain(weights, v => v != 0 && Math.Abs(v) < 1e-9);

        double[] Outputs(double[] point)
        {
            var outputs = new double[fitted.Outputs];
            fitted.Evaluate(CurvedRows.Features(encoding, Floats(features.EncodePoint(point)), point), outputs);
            return outputs;
        }

        // Outside the range too: there conditions go on, and curves do not.
        double[] RandomPoint() => [2 * Normal(random), 2 * Normal(random), 2 * Normal(random)];
    }

    [Fact]
    public void FactorsThatBecameZeroLeaveTheSignsOfTheRest()
    {
        var random = new Random(8);
        var (features, _) = Table(random, 100);
        var encoding = CurveEncoding.Without(features);
        var directions = Directions.Of(encoding, new Dictionary<int, int> { [0] = 1, [1] = -1 });
        var layout = new HingeParameters(Zero(encoding, 2, 2), TermPattern.All(encoding, 2, 2));
        var values = HingeForms.Normals(random, layout.Count);
        values[layout.Coupling(2, 0)] = values[layout.Coupling(2, 1)] = -1;
        directions.Bounds(layout, values).Project(values);

        // Nothing is added to the first output any more, and the first hinge to none: it goes through the second one.
        values[layout.Coupling(1, 0)] = 0.5;
        values[layout.Coupling(2, 0)] = values[layout.Coupling(3, 0)] = values[layout.Coupling(2, 1)] = 0;
        values[layout.Coupling(3, 1)] = -2;
        var projected = (double[])values.Clone();
        directions.Bounds(layout, projected).Project(projected);
        Assert.Equal(values, projected);
    }

    [Fact]
    public void WhatAHingeAddsThatDoesNotMoveWithTheInputIsFree()
    {
        var (features, _) = Table(new Random(8), 100);
        var encoding = CurveEncoding.Without(features);
        var directed = features.NumberOf(0).First;
        var all = TermPattern.All(encoding, 2, 1);
        var layout = new HingeParameters(Zero(encoding, 2, 1), all.With(0, [.. all[0].Where(t => t[0] != directed)]));
        var values = Enumerable.Repeat(1.0, layout.Count).ToArray();
        values[layout.Coupling(1, 0)] = -3;
        values[layout.Coupling(2, 0)] = 2;
        var weight = layout.Offsets[1] + Array.FindIndex(layout.Pattern[1], t => t[0] == directed);
        values[weight] = -1;
        var projected = (double[])values.Clone();
        Directions.Of(encoding, new Dictionary<int, int> { [0] = 1 }).Bounds(layout, projected).Project(projected);

        values[weight] = 0;
        Assert.Equal(values, projected);
    }

    [Fact]
    public void WithoutDirectionsNothingIsBound()
    {
        var data = CurvedRows.Random(new Random(4), 50, 1);
        var layout = data.Layout(new Random(5), 2);
        var directions = Directions.Of(data.Encoding, NoDirections);
        Assert.False(directions.Any);
        var values = layout.Read();
        directions.Bounds(layout, values).Project(values);
        Assert.Equal(layout.Read(), values);
    }

    private static HingeNewton Newton(CurvedRows data, Loss loss, WeightPrior prior) =>
        new(data.Rows, loss, prior, Directions.Of(data.Encoding, NoDirections));

    private static (FeatureEncoding Features, DataPart Part) Table(Random random, int rows) => CurvedRows.Read(
        "a,b,c", rows, _ => FormattableString.Invariant($"{Normal(random):F5},{Normal(random):F5},{Normal(random):F5}"));

    private static HingeForm Zero(CurveEncoding encoding, int outputs, int hinges = 0) => new(
        encoding.Features,
        new double[hinges * encoding.Features],
        new double[hinges],
        new double[hinges * hinges],
        new double[outputs * encoding.Features],
        new double[outputs],
        new double[outputs * hinges],
        [.. Enumerable.Range(0, hinges).Select(j => new HingeSource(1, j + 1, 0))]);

    private static double Normal(Random random) => HingeForms.Normals(random, 1)[0];

    private static float Weight(CurvedRows data, int row) => data.Rows.Set.Weights?[row] ?? 1;

    private static float[] Floats(IEnumerable<double> values) => [.. values.Select(v => (float)v)];
}
