using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>Moves on a quadratic loss against the minimum under the same constraints, found by linear algebra.</summary>
public class RowCurvatureTests
{
    private const double Prior = 0.01;

    [Fact]
    public void AMoveCostsWhatTheConstrainedMinimumDoes() => RandomCases.Hold(100, random =>
    {
        var (matrix, weights) = Problem(random);
        var terms = weights.Length - 1;
        var term = random.Next(terms);
        var other = random.Next(2) == 0 || terms == 1 ? -1 : (term + 1) % terms;
        var curvature = new RowCurvature(matrix.ToRowMajorArray(), weights.ToArray());
        var (cost, minimum) = Constrained(matrix, weights, [Constraint(weights.Length, term, other)]);
        Assert.Equal(cost, curvature.CostOf(term, other), 1e-9 * (1 + cost));
        curvature.Apply(term, other);
        Assert.All(minimum.Zip(curvature.Weights.ToArray()), p => Assert.Equal(p.First, p.Second, 1e-8));
    });

    [Fact]
    public void MovesInARowKeepWhatWasTakenAway() => RandomCases.Hold(100, random =>
    {
        var (matrix, weights) = Problem(random, 4);
        var curvature = new RowCurvature(matrix.ToRowMajorArray(), weights.ToArray());
        curvature.Apply(0, -1);
        curvature.Apply(1, 2);
        var (_, minimum) = Constrained(matrix, weights, [Constraint(weights.Length, 0, -1), Constraint(weights.Length, 1, 2)]);
        Assert.All(minimum.Zip(curvature.Weights.ToArray()), p => Assert.Equal(p.First, p.Second, 1e-7));
        Assert.Equal(0, curvature.Weights[0], 1e-9);
        Assert.Equal(curvature.Weights[1], curvature.Weights[2], 1e-9);
    });

    [Fact]
    public void ATermWithoutAnyEffectCostsNothing()
    {
        // The second term never bends the loss, as where its input is constant or its hinge is never negative.
        var curvature = new RowCurvature([1, 0, 0, 0, 1e-6, 0, 0, 0, 1], [2, 5, 1]);
        Assert.True(curvature.CostOf(1, -1) < 1e-4);
        Assert.Equal(2, curvature.CostOf(0, -1), 1e-4);
        curvature.Apply(1, -1);
        Assert.Equal([2.0, 0, 1], curvature.Weights.ToArray().Select(w => Math.Round(w, 9)));
    }

    private static (Matrix<double> Matrix, double[] Weights) Problem(Random random, int least = 1)
    {
        var size = random.Next(least, least + 6) + 1;
        var half = Matrix<double>.Build.Dense(size, size + 2, (_, _) => (2 * random.NextDouble()) - 1);
        var matrix = (half * half.Transpose()) + (Prior * Matrix<double>.Build.DenseIdentity(size));
        return (matrix, Enumerable.Range(0, size).Select(_ => (4 * random.NextDouble()) - 2).ToArray());
    }

    private static double[] Constraint(int size, int term, int other) =>
        Enumerable.Range(0, size).Select(i => i == term ? 1.0 : i == other ? -1 : 0).ToArray();

    /// <summary>The smallest ½·δᵀHδ with C(w+δ) = 0, by the equations of Lagrange.</summary>
    private static (double Cost, double[] Weights) Constrained(Matrix<double> matrix, double[] weights, double[][] constraints)
    {
        var size = weights.Length;
        var c = Matrix<double>.Build.DenseOfRowArrays(constraints);
        var w = Vector<double>.Build.Dense(weights);
        var kkt = Matrix<double>.Build.DenseOfMatrixArray(
            new[,] { { matrix, c.Transpose() }, { c, Matrix<double>.Build.Dense(constraints.Length, constraints.Length) } });
        var right = Vector<double>.Build.Dense(size + constraints.Length);
        right.SetSubVector(size, constraints.Length, -(c * w));
        var delta = kkt.Solve(right).SubVector(0, size);
        return (0.5 * (delta * (matrix * delta)), (w + delta).ToArray());
    }
}
