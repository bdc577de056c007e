using System;
using System.Linq;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Training;

/// <summary>How the loss bends with the weights of one row of a hinge form, and what it costs to take a term away.</summary>
/// <remarks>
/// Around the end of training the loss is nearly quadratic, ½·δᵀHδ, with H the Gauss–Newton matrix. The smallest growth under which
/// the weights meet c·w = 0 is (c·w)²/(2·cᵀH⁻¹c), where w moves by −H⁻¹c·(c·w)/(cᵀH⁻¹c), and a next step then sees H⁻¹ less
/// H⁻¹ccᵀH⁻¹/(cᵀH⁻¹c): Optimal Brain Surgeon (Hassibi and Stork, 1993). A term goes with c = e_t, two are joined with c = e_t − e_u.
/// </remarks>
internal sealed class RowCurvature
{
    private readonly int _size;
    private readonly double[] _inverse;
    private readonly double[] _weights;

    /// <summary>Inverts the matrix of a row.</summary>
    /// <param name="matrix">
    /// H with the bend of the penalty on the weights, size × size, of which the lower triangle is read; it is overwritten.
    /// </param>
    /// <param name="weights">w, the weights, and the bias at the end.</param>
    public RowCurvature(double[] matrix, double[] weights)
    {
        _size = weights.Length;
        _weights = weights;
        _inverse = new CholeskyFactor(matrix, _size).Inverse();
    }

    /// <summary>The weights as they are after what was done, the bias at the end.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The growth of the loss by taking a term away, or by giving it the weight of another.</summary>
    /// <param name="term">The term.</param>
    /// <param name="other">The other; −1 takes away.</param>
    public double CostOf(int term, int other)
    {
        var value = Value(term, other);
        return value * value / (2 * Stiffness(term, other));
    }

    /// <summary>Takes a term away, or gives it the weight of another; the rest of the row moves as the loss asks.</summary>
    /// <param name="term">The term.</param>
    /// <param name="other">The other; −1 takes away.</param>
    public void Apply(int term, int other)
    {
        var column = Enumerable.Range(0, _size).Select(i => _inverse[(i * _size) + term] - (other < 0 ? 0 : _inverse[(i * _size) + other]))
            .ToArray();
        var (value, stiffness) = (Value(term, other), Stiffness(term, other));
        for (var i = 0; i < _size; i++)
        {
            _weights[i] -= column[i] * value / stiffness;
            for (var j = 0; j < _size; j++)
                _inverse[(i * _size) + j] -= column[i] * column[j] / stiffness;
        }
    }

    private double Value(int term, int other) => _weights[term] - (other < 0 ? 0 : _weights[other]);

    private double Stiffness(int term, int other)
    {
        var stiffness = At(term, term) + (other < 0 ? 0 : At(other, other) - (2 * At(term, other)));
        // What was taken away has none left, but for rounding.
        return Math.Max(stiffness, 1e-30);
    }

    private double At(int i, int j) => _inverse[(i * _size) + j];
}
