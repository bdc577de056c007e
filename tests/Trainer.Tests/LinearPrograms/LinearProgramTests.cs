using System;
using System.Linq;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.LinearPrograms;

public class LinearProgramTests
{
    [Fact]
    public void NoPointHasMoreThanTheBoundAndTheOptimumAttainsIt() => RandomCases.Hold(400, random =>
    {
        // Few digits: parallel, repeated and touching rows are frequent.
        var n = random.Next(1, 5);
        var (lower, upper) = (Draw(n, -3, 1), Draw(n, 1, 4));
        var rows = Enumerable.Range(0, random.Next(0, 9)).Select(_ => (A: Draw(n, -2, 3), B: (double)random.Next(-3, 4))).ToArray();
        var objective = Draw(n, -2, 3);
        var program = new LinearProgram(lower, upper, WorkLimit.None);
        foreach (var (a, b) in rows)
            program.AddRow(a, b);
        var optimum = program.Maximise(objective);

        var points = Enumerable.Range(0, 400).Select(_ => lower.Zip(upper, (l, u) => l + (random.Next(0, 9) / 8.0 * (u - l))).ToArray())
            .Where(x => rows.All(r => Dot(r.A, x) + r.B >= 0)).ToArray();
        Assert.All(points, x => Assert.True(Dot(objective, x) <= optimum.Bound));
        Assert.NotEqual(LinearStatus.Undecided, optimum.Status);
        if (optimum.Status == LinearStatus.Empty)
        {
            Assert.Empty(points);
            return;
        }

        Assert.All(rows, r => Assert.True(Dot(r.A, optimum.Point) + r.B >= -1e-12));
        Assert.All(Enumerable.Range(0, n), i => Assert.InRange(optimum.Point[i], lower[i], upper[i]));
        Assert.Equal(optimum.Bound, Dot(objective, optimum.Point), 1e-11);

        double[] Draw(int count, int low, int high) => Enumerable.Range(0, count).Select(_ => (double)random.Next(low, high)).ToArray();
    });

    [Fact]
    public void BoundsHoldWhateverTheScale() => RandomCases.Hold(300, random =>
    {
        var n = random.Next(1, 5);
        double Wild() => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 13));
        double[] WildRow() => Enumerable.Range(0, n).Select(_ => Wild()).ToArray();
        var program = new LinearProgram(new double[n], Enumerable.Repeat(1.0, n).ToArray(), WorkLimit.None);
        var inside = Enumerable.Range(0, n).Select(_ => random.NextDouble()).ToArray();
        for (var k = 0; k < 6; k++)
        {
            // The point is inside, some rows passing close by it.
            var a = WildRow();
            program.AddRow(a, -Dot(a, inside) + (a.Sum(Math.Abs) * (random.Next(2) == 0 ? 1e-15 : 0.1)));
        }

        var objective = WildRow();
        var optimum = program.Maximise(objective);
        Assert.NotEqual(LinearStatus.Empty, optimum.Status);
        Assert.True(Dot(objective, inside) <= optimum.Bound);
    });

    [Fact]
    public void EmptinessIsProven()
    {
        var program = new LinearProgram([0, 0], [1, 1], WorkLimit.None);
        program.AddRow([1, 1], -1.5);
        program.AddRow([-1, -1], 1.4);
        Assert.Equal(LinearStatus.Empty, program.Maximise([1, 0]).Status);

        // Closer than rounding can tell, it is not called empty, and the bound is still one.
        var touching = new LinearProgram([0, 0], [1, 1], WorkLimit.None);
        touching.AddRow([1, 1], -1.5);
        touching.AddRow([-1, -1], 1.5);
        var optimum = touching.Maximise([1, 0]);
        Assert.Equal(LinearStatus.Optimal, optimum.Status);
        Assert.InRange(optimum.Bound, 1, 1 + 1e-13);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
