using System;

namespace RuleCompiler.Trainer.Cells;

/// <summary>The rows a·x + a₀ ≥ 0 of linear programmes, one on top of the other, as they are before any pivot.</summary>
/// <remarks>
/// Programmes share them: one that continues from another has more of the same rows. What is said of a programme in the end is computed
/// from these, so that no rounding of a pivot can prove anything.
/// </remarks>
/// <param name="variables">The number of variables.</param>
internal sealed class LinearRows(int variables)
{
    private double[] _coefficients = new double[16 * variables];
    private double[] _constants = new double[16];
    private double[] _noises = new double[16];

    /// <summary>The number of variables.</summary>
    public int Variables => variables;

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>a of a row.</summary>
    public ReadOnlySpan<double> Coefficients(int row) => _coefficients.AsSpan(row * variables, variables);

    /// <summary>a₀ of a row.</summary>
    public double Constant(int row) => _constants[row];

    /// <summary>How far the value of a row may be from that of what it stands for, anywhere between the bounds.</summary>
    public double Noise(int row) => _noises[row];

    /// <summary>Puts a row on top.</summary>
    /// <param name="coefficients">a, one per variable; copied.</param>
    /// <param name="constant">a₀.</param>
    /// <param name="noise">How far the row's value may be from that of what it stands for.</param>
    public void Push(ReadOnlySpan<double> coefficients, double constant, double noise = 0)
    {
        if (Count == _constants.Length)
        {
            Array.Resize(ref _coefficients, 2 * Count * variables);
            Array.Resize(ref _constants, 2 * Count);
            Array.Resize(ref _noises, 2 * Count);
        }

        (_constants[Count], _noises[Count]) = (constant, noise);
        Replace(Count++, coefficients);
    }

    /// <summary>Gives a row other coefficients.</summary>
    /// <param name="row">The row.</param>
    /// <param name="coefficients">One per variable; copied.</param>
    public void Replace(int row, ReadOnlySpan<double> coefficients) =>
        coefficients.CopyTo(_coefficients.AsSpan(row * variables, variables));

    /// <summary>Changes the sign of the constant and of the first coefficients of the row on top.</summary>
    /// <param name="coefficients">How many.</param>
    public void NegateTop(int coefficients)
    {
        var row = Count - 1;
        _constants[row] = -_constants[row];
        foreach (ref var a in _coefficients.AsSpan(row * variables, coefficients))
            a = -a;
    }

    /// <summary>Takes rows off.</summary>
    /// <param name="count">How many stay.</param>
    public void KeepFirst(int count) => Count = count;
}
