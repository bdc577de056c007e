using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.LinearPrograms;

public class DualSimplexTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AgreesWithTheBestOfAllVertices(bool degenerate) => RandomCases.Hold(400, random =>
    {
        var n = random.Next(1, 4);
        var rows = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Row(random, n, degenerate)).ToArray();
        var coordinates = new CellCoordinates(HingeForms.Cube(n, 1));
        var stack = new ConditionStack(coordinates);
        var program = stack.NewProgram(WorkLimit.None);
        for (var m = 0; m < rows.Length; m++)
        {
            // Continues from the optimum before, one row more; the answer must be that of all rows so far.
            stack.Push(rows[m].AsSpan(0, n), rows[m][n], negative: false);
            program.AddRow();
            var best = BestVertex(rows[..(m + 1)], n);
            switch (program.Continue())
            {
                case LinearStatus.Optimal:
                    Assert.Equal(best, program.Objective, 1e-10);
                    break;
                case LinearStatus.Empty:
                    Assert.True(best < 0);
                    return;
                default:
                    Assert.Fail("A small programme is left undecided.");
                    break;
            }

            for (var row = 0; row <= m; row++)
            {
                var sum = stack.Coefficients(row).ToArray().Select((a, i) => a * program.Value(i)).Sum();
                Assert.True(stack.Constant(row) + sum - program.Objective > -1e-12);
            }
        }
    });

    [Fact]
    public void ManyEqualRowsAreNoTrouble()
    {
        var coordinates = new CellCoordinates(HingeForms.Cube(3, 1));
        var stack = new ConditionStack(coordinates);
        var program = stack.NewProgram(WorkLimit.None);
        for (var row = 0; row < 60; row++)
        {
            stack.Push([1, row % 2, -1], -0.5, negative: false);
            program.AddRow();
        }

        Assert.Equal(LinearStatus.Optimal, program.Continue());
        // Largest s with t₁ − t₃ − 1/2 ≥ 2s and t₁ + t₂ − t₃ − 1/2 ≥ 3s in the cube: both at its corner.
        Assert.Equal(0.75, program.Objective, 1e-12);
        stack.Push([1, 0, -1], -0.5, negative: true);
        program.AddRow();
        Assert.Equal(LinearStatus.Optimal, program.Continue());
        Assert.Equal(0, program.Objective, 1e-12);
    }

    [Fact]
    public void EmptinessIsShownByTheRowsNotByTheTableau()
    {
        // The tableau says t > 1/2 and t < -1/2, as after a loss of accuracy; the rows say t > 1/2 and t < 3/4.
        var coordinates = new CellCoordinates(HingeForms.Cube(1, 1));
        var (wrong, right) = (new ConditionStack(coordinates), new ConditionStack(coordinates));
        foreach (var (stack, upper) in new[] { (wrong, -0.5), (right, 0.75) })
        {
            stack.Push([1], -0.5, negative: false);
            stack.Push([1], -upper, negative: true);
        }

        var mistaken = wrong.NewProgram(WorkLimit.None);
        wrong.Load(mistaken, 2);
        var program = right.NewProgram(WorkLimit.None);
        program.CopyFrom(mistaken);
        Assert.Equal(LinearStatus.Empty, mistaken.Continue());
        Assert.Equal(LinearStatus.Optimal, program.Continue());
        Assert.Equal(0.125, program.Objective, 1e-15);
    }

    private static double[] Row(Random random, int n, bool degenerate)
    {
        var row = degenerate
            ? Enumerable.Range(0, n + 1).Select(_ => (double)random.Next(-2, 3)).ToArray()
            : HingeForms.Normals(random, n + 1);
        if (row[..n].All(a => a == 0))
            row[0] = 1;
        return row;
    }

    // All points where n + 1 of the constraints are tight, in the variables t and s; the rows divided by their norm.
    private static double BestVertex(double[][] rows, int n)
    {
        var constraints = new List<double[]>();
        foreach (var row in rows)
        {
            var norm = row[..n].Sum(Math.Abs);
            constraints.Add([.. row[..n].Select(a => a / norm), -1, row[n] / norm]);
        }

        for (var i = 0; i <= n; i++)
        {
            foreach (var sign in new[] { 1.0, -1.0 })
            {
                var bound = new double[n + 2];
                bound[i] = sign;
                // A margin below -1 is never of interest, but the bound must not cut off the best of an empty cell.
                bound[n + 1] = i == n && sign > 0 ? 1e3 : 1;
                constraints.Add(bound);
            }
        }

        var best = double.NegativeInfinity;
        foreach (var tight in Choose(constraints, n + 1, 0))
        {
            if (Solve(tight) is { } x && constraints.All(c => c[n + 1] + x.Select((v, i) => v * c[i]).Sum() > -1e-11))
                best = Math.Max(best, x[n]);
        }

        return best;
    }

    private static IEnumerable<double[][]> Choose(List<double[]> items, int count, int from)
    {
        if (count == 0)
            return [[]];
        return Enumerable.Range(from, items.Count - from)
            .SelectMany(i => Choose(items, count - 1, i + 1).Select(rest => (double[][])[items[i], .. rest]));
    }

    // Gauss with full pivoting; null where singular.
    private static double[]? Solve(double[][] equations)
    {
        var n = equations.Length;
        var a = equations.Select(e => (double[])e.Clone()).ToArray();
        var order = new int[n];
        var used = new bool[n];
        for (var k = 0; k < n; k++)
        {
            var (row, column) = (-1, -1);
            for (var i = k; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    if (!used[j] && (row < 0 || Math.Abs(a[i][j]) > Math.Abs(a[row][column])))
                        (row, column) = (i, j);
                }
            }

            if (Math.Abs(a[row][column]) < 1e-9)
                return null;
            (a[k], a[row]) = (a[row], a[k]);
            used[column] = true;
            order[k] = column;
            for (var i = 0; i < n; i++)
            {
                if (i == k)
                    continue;
                var factor = a[i][column] / a[k][column];
                for (var j = 0; j <= n; j++)
                    a[i][j] -= factor * a[k][j];
            }
        }

        var x = new double[n];
        for (var k = 0; k < n; k++)
            x[order[k]] = -a[k][n] / a[k][order[k]];
        return x;
    }
}
