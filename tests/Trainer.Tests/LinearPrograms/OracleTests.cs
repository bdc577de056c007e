using System;
using System.Collections.Generic;
using System.Linq;
using Google.OrTools.LinearSolver;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.LinearPrograms;

/// <summary>Linear programmes, compared with GLOP of OR-Tools.</summary>
public class OracleTests
{
    /// <summary>GLOP's tolerances are 1e-7, beside values of about 1 to 100 here.</summary>
    private const double Agreement = 1e-6;

    [Theory]
    [InlineData(Kind.Degenerate)]
    [InlineData(Kind.Tight)]
    [InlineData(Kind.Real)]
    [InlineData(Kind.Sparse)]
    public void RandomProgrammesEndAsGlopEndsThem(Kind kind)
    {
        var (optimal, empty, undecided) = (0, 0, 0);
        RandomCases.Hold(150, random =>
        {
            var drawn = Drawn.Of(random, kind);
            var program = new LinearProgram(drawn.Lower, drawn.Upper, WorkLimit.None);
            foreach (var (a, b) in drawn.Rows)
                program.AddRow(a, b);
            // One programme, several functions: none is left with anything of the one before.
            for (var n = 0; n < 3; n++)
            {
                var objective = drawn.NewRow(random);
                var found = program.Maximise(objective);
                var glop = Glop(drawn, objective);
                if (kind == Kind.Sparse && found.Status == LinearStatus.Undecided)
                {
                    // Pivots on coefficients a million times smaller than others lose digits, which is said, and the bound holds all the
                    // same.
                    undecided++;
                    Assert.True(!(glop > found.Bound + (Agreement * (1 + Math.Abs(found.Bound)))));
                    continue;
                }

                Assert.Equal(glop is null ? LinearStatus.Empty : LinearStatus.Optimal, found.Status);
                if (glop is not { } best)
                {
                    empty++;
                    continue;
                }

                optimal++;
                Assert.Equal(best, Dot(objective, found.Point), Agreement * (1 + Math.Abs(best)));
                Assert.Equal(Dot(objective, found.Point), found.Bound, 1e-9 * (1 + Math.Abs(best)));
            }
        });
        Assert.True(optimal > 50 && empty > 20, $"{optimal} with a point, {empty} without: these are too few to say anything.");
        Assert.InRange(undecided, 0, 20);
    }

    [Theory]
    [InlineData(Kind.Degenerate)]
    [InlineData(Kind.Real)]
    public void RowsAndBoundsThatAreAddedLeadWhereGlopStartsFrom(Kind kind)
    {
        var empty = 0;
        RandomCases.Hold(60, random =>
        {
            var drawn = Drawn.Of(random, kind);
            var rows = new LinearRows(drawn.Lower.Length);
            rows.Push(drawn.NewRow(random), 0);
            var objective = rows.Coefficients(0).ToArray();
            var program = new DualSimplex(rows, drawn.Lower.Length, double.NegativeInfinity, WorkLimit.None);
            program.Reset(drawn.Lower, drawn.Upper);
            program.AddRow();
            program.Bound(program.SlackOf(0), double.NegativeInfinity, double.PositiveInfinity);
            for (var m = 0; m < drawn.Rows.Length; m++)
            {
                rows.Push(drawn.Rows[m].A, drawn.Rows[m].B);
                program.AddRow();
                if (random.Next(4) == 0)
                {
                    // As a branch over categories does: a variable stays where one of its bounds is.
                    var fixedOne = random.Next(drawn.Lower.Length);
                    var value = random.Next(2) == 0 ? drawn.Lower[fixedOne] : drawn.Upper[fixedOne];
                    (drawn.Lower[fixedOne], drawn.Upper[fixedOne]) = (value, value);
                    program.Bound(fixedOne, value, value);
                }

                var status = program.Continue();
                var glop = Glop(drawn with { Rows = drawn.Rows[..(m + 1)] }, objective);
                Assert.Equal(glop is null ? LinearStatus.Empty : LinearStatus.Optimal, status);
                if (glop is not { } best)
                {
                    empty++;
                    return;
                }

                Assert.Equal(best, program.Objective, Agreement * (1 + Math.Abs(best)));
                Assert.Equal(program.Objective, program.UpperBound(), 1e-9 * (1 + Math.Abs(best)));
            }
        });
        Assert.True(empty > 5, $"{empty} came to an end without a point: these are too few to say anything.");
    }

    [Fact]
    public void AnEquationHasAMultiplierOfEitherSign() => RandomCases.Hold(80, random =>
    {
        var drawn = Drawn.Of(random, Kind.Real);
        var rows = new LinearRows(drawn.Lower.Length);
        rows.Push(drawn.NewRow(random), 0);
        var inside = drawn.Lower.Zip(drawn.Upper, (l, u) => l + (random.NextDouble() * (u - l))).ToArray();
        var equation = drawn.NewRow(random);
        var constant = random.Next(3) == 0 ? 100 : -Dot(equation, inside);
        rows.Push(equation, constant);
        var program = new DualSimplex(rows, drawn.Lower.Length, double.NegativeInfinity, WorkLimit.None);
        program.Reset(drawn.Lower, drawn.Upper);
        program.AddRow();
        program.AddRow();
        program.Bound(program.SlackOf(0), double.NegativeInfinity, double.PositiveInfinity);
        program.Bound(program.SlackOf(1), 0, 0);

        var status = program.Continue();
        var opposite = (equation.Select(a => -a).ToArray(), -constant);
        var glop = Glop(drawn with { Rows = [(equation, constant), opposite] }, rows.Coefficients(0).ToArray());
        Assert.Equal(glop is null ? LinearStatus.Empty : LinearStatus.Optimal, status);
        if (glop is { } best)
            Assert.Equal(best, program.Objective, Agreement * (1 + Math.Abs(best)));
    });

    [Theory]
    [InlineData("Beale")]
    [InlineData("Kuhn")]
    [InlineData("Klee and Minty")]
    public void KnownTrapsAreNone(string name)
    {
        var (drawn, objective) = Trap(name);
        var program = new LinearProgram(drawn.Lower, drawn.Upper, WorkLimit.None);
        foreach (var (a, b) in drawn.Rows)
            program.AddRow(a, b);
        var found = program.Maximise(objective);
        Assert.Equal(LinearStatus.Optimal, found.Status);
        Assert.Equal(Glop(drawn, objective)!.Value, found.Bound, Agreement * (1 + Math.Abs(found.Bound)));
    }

    // Textbook pivoting cycles in the first two, and visits all 2ⁿ vertices in the last.
    private static (Drawn Programme, double[] Objective) Trap(string name)
    {
        switch (name)
        {
            case "Beale":
                return (
                    Box(4, 10, ([-0.25, 60, 0.04, -9], 0), ([-0.5, 90, 0.02, -3], 0), ([0, 0, -1, 0], 1)),
                    [0.75, -150, 0.02, -6]);
            case "Kuhn":
                return (
                    Box(4, 10, ([2, 9, -1, -9], 0), ([-1.0 / 3, -1, 1.0 / 3, 2], 0), ([-2, -3, 1, 12], 2)),
                    [2, 3, -1, -12]);
            default:
                const int Dimensions = 9;
                var rows = Enumerable.Range(0, Dimensions).Select(i =>
                {
                    var a = new double[Dimensions];
                    for (var j = 0; j < i; j++)
                        a[j] = -Math.ScaleB(1, i - j + 1);
                    a[i] = -1;
                    return (a, Math.Pow(5, i + 1));
                }).ToArray();
                return (
                    Box(Dimensions, Math.Pow(5, Dimensions), rows),
                    Enumerable.Range(0, Dimensions).Select(i => Math.ScaleB(1, Dimensions - 1 - i)).ToArray());
        }

        static Drawn Box(int variables, double upper, params (double[] A, double B)[] rows) =>
            new(new double[variables], Enumerable.Repeat(upper, variables).ToArray(), rows, _ => new double[variables]);
    }

    // The maximum, or null where there is no point.
    private static double? Glop(Drawn drawn, double[] objective)
    {
        using var solver = Solver.CreateSolver("GLOP");
        var x = drawn.Lower.Select((l, i) => solver.MakeNumVar(l, drawn.Upper[i], $"x{i}")).ToArray();
        foreach (var (a, b) in drawn.Rows)
        {
            var row = solver.MakeConstraint(-b, double.PositiveInfinity);
            for (var i = 0; i < x.Length; i++)
                row.SetCoefficient(x[i], a[i]);
        }

        for (var i = 0; i < x.Length; i++)
            solver.Objective().SetCoefficient(x[i], objective[i]);
        solver.Objective().SetMaximization();
        var status = solver.Solve();
        Assert.True(status is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.INFEASIBLE, $"GLOP says {status}.");
        return status == Solver.ResultStatus.OPTIMAL ? solver.Objective().Value() : null;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>What a random programme is like.</summary>
    public enum Kind
    {
        /// <summary>Coefficients −2 to 2: rows are parallel, repeated, and meet in a point by the dozen.</summary>
        Degenerate,

        /// <summary>The same, and every row passes through one corner of the box or leaves it out by a little.</summary>
        Tight,

        /// <summary>Normal coefficients.</summary>
        Real,

        /// <summary>
        /// Up to three coefficients per row, of sizes from 1 to 1e-6; the row is of size 1, as all that cells are made of.
        /// </summary>
        Sparse,
    }

    private sealed record Drawn(double[] Lower, double[] Upper, (double[] A, double B)[] Rows, Func<Random, double[]> NewRow)
    {
        public static Drawn Of(Random random, Kind kind)
        {
            var n = random.Next(1, kind is Kind.Degenerate or Kind.Tight ? 7 : 25);
            var m = random.Next(1, 2 * n + 4);
            var lower = Enumerable.Range(0, n).Select(_ => (double)random.Next(-2, 1)).ToArray();
            var upper = lower.Select(l => l + random.Next(random.Next(8) == 0 ? 0 : 1, 3)).ToArray();
            var corner = lower.Zip(upper, (l, u) => random.Next(2) == 0 ? l : u).ToArray();
            var middle = lower.Zip(upper, (l, u) => (l + u) / 2).ToArray();
            Func<Random, double[]> draw = r => kind switch
            {
                Kind.Real => HingeForms.Normals(r, n),
                Kind.Sparse => Sparse(r, n),
                _ => Enumerable.Range(0, n).Select(_ => (double)r.Next(-2, 3)).ToArray(),
            };
            var rows = new List<(double[] A, double B)>();
            while (rows.Count < m)
            {
                var a = draw(random);
                rows.Add((a, kind switch
                {
                    Kind.Degenerate => random.Next(-2, 4),
                    Kind.Tight => -Dot(a, corner) - (random.Next(12) == 0 ? 1 : 0),
                    // How often there is no point does not depend on how many variables and rows there are.
                    _ => -Dot(a, middle) + (a.Sum(Math.Abs) * ((random.NextDouble() * 0.5) - (random.Next(2 * m) == 0 ? 0.7 : 0))),
                }));
            }

            return new Drawn(lower, upper, rows.ToArray(), draw);
        }

        private static double[] Sparse(Random random, int n)
        {
            var a = new double[n];
            for (var k = 0; k < 3; k++)
                a[random.Next(n)] = (random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(7));
            var size = a.Sum(Math.Abs);
            return Array.ConvertAll(a, v => v / size);
        }
    }
}
