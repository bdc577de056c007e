using System;

namespace RuleCompiler.Trainer.Numerics;

/// <summary>
/// L with LLᵀ = A, of a symmetric matrix that is positive definite, or nearly so: least squares, and what a step of Newton's solves.
/// </summary>
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
                var sum = row[j] - Dot(row[..j], matrix.AsSpan(j * size, j));
                row[j] = j < i ? sum / matrix[(j * size) + j] : Math.Sqrt(Math.Max(sum, 1e-300));
            }
        }
    }

    /// <summary>The x with A·x = b.</summary>
    /// <param name="right">b.</param>
    public double[] Solve(double[] right)
    {
        var x = (double[])right.Clone();
        for (var i = 0; i < _size; i++)
            x[i] = (x[i] - Dot(_factor.AsSpan(i * _size, i), x)) / _factor[(i * _size) + i];
        for (var i = _size - 1; i >= 0; i--)
        {
            x[i] /= _factor[(i * _size) + i];
            for (var j = 0; j < i; j++)
                x[j] -= _factor[(i * _size) + j] * x[i];
        }

        return x;
    }

    /// <summary>A⁻¹.</summary>
    /// <returns>size × size.</returns>
    public double[] Inverse()
    {
        // The columns of L⁻¹ as rows, and from them (L⁻¹)ᵀL⁻¹.
        var lower = new double[_size * _size];
        for (var c = 0; c < _size; c++)
        {
            var column = lower.AsSpan(c * _size, _size);
            for (var i = c; i < _size; i++)
            {
                var sum = (i == c ? 1.0 : 0.0) - Dot(_factor.AsSpan((i * _size) + c, i - c), column[c..i]);
                column[i] = sum / _factor[(i * _size) + i];
            }
        }

        var inverse = new double[_size * _size];
        for (var i = 0; i < _size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = Dot(lower.AsSpan((i * _size) + i, _size - i), lower.AsSpan((j * _size) + i, _size - i));
                inverse[(i * _size) + j] = inverse[(j * _size) + i] = sum;
            }
        }

        return inverse;
    }

    // Four sums, always the same ones, whatever the machine adds at a time.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0);
        var i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }

        for (; i < a.Length; i++)
            s0 += a[i] * b[i];
        return s0 + s1 + (s2 + s3);
    }
}
