using System;

namespace RuleCompiler.Trainer.Numerics;

/// <summary>L with LLᵀ = A, of a symmetric matrix that is positive definite: least squares, and what a step of Newton's solves.</summary>
internal sealed class CholeskyFactor
{
    private readonly double[] _factor;
    private readonly int _size;

    /// <summary>Factors a matrix.</summary>
    /// <param name="matrix">A, size × size, of which the lower triangle is read; it is overwritten.</param>
    /// <param name="size">Its rows. The diagonal should have been raised, so that rounding leaves no pivot at 0.</param>
    public CholeskyFactor(double[] matrix, int size)
    {
        (_factor, _size) = (matrix, size);
        for (var i = 0; i < size; i++)
        {
            var row = matrix.AsSpan(i * size, i + 1);
            for (var j = 0; j <= i; j++)
            {
                var other = matrix.AsSpan(j * size, j);
                var sum = row[j];
                for (var k = 0; k < j; k++)
                    sum -= row[k] * other[k];
                row[j] = j < i ? sum / matrix[(j * size) + j] : Math.Sqrt(Math.Max(sum, 1e-300));
            }
        }
    }

    /// <summary>The x with A·x = b.</summary>
    /// <param name="right">b.</param>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var x = right.ToArray();
        for (var i = 0; i < _size; i++)
        {
            for (var k = 0; k < i; k++)
                x[i] -= At(i, k) * x[k];
            x[i] /= At(i, i);
        }

        for (var i = _size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < _size; k++)
                x[i] -= At(k, i) * x[k];
            x[i] /= At(i, i);
        }

        return x;
    }

    /// <summary>A⁻¹, size × size.</summary>
    public double[] Inverse()
    {
        // The columns of L⁻¹ as rows, and from them (L⁻¹)ᵀL⁻¹.
        var lower = new double[_size * _size];
        for (var c = 0; c < _size; c++)
        {
            var column = lower.AsSpan(c * _size, _size);
            for (var i = c; i < _size; i++)
            {
                var sum = i == c ? 1.0 : 0.0;
                for (var k = c; k < i; k++)
                    sum -= At(i, k) * column[k];
                column[i] = sum / At(i, i);
            }
        }

        var inverse = new double[_size * _size];
        for (var i = 0; i < _size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = i; k < _size; k++)
                    sum += lower[(i * _size) + k] * lower[(j * _size) + k];
                inverse[(i * _size) + j] = inverse[(j * _size) + i] = sum;
            }
        }

        return inverse;
    }

    private double At(int row, int column) => _factor[(row * _size) + column];
}
