using System;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Cells;

/// <summary>Maximises linear functions over rows a·x + a₀ ≥ 0 and finite bounds on every variable.</summary>
/// <remarks>
/// Each function has a start of its own, so few rows with many variables, as rules have, take few pivots. What the solver says is not
/// believed but evaluated: the bound of an optimum comes from its multipliers and the rows themselves, and its point is tried on them.
/// </remarks>
internal sealed class LinearProgram
{
    // The function to maximise, as a row without bounds.
    private const int Objective = 0;

    private readonly LinearRows _rows;
    private readonly DualSimplex _simplex;

    /// <summary>Makes a programme without rows.</summary>
    /// <param name="lower">One finite lower bound per variable; copied.</param>
    /// <param name="upper">One finite upper bound per variable, not below the lower one; copied.</param>
    /// <param name="limit">Ends the pivoting.</param>
    public LinearProgram(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, WorkLimit limit)
    {
        _rows = new LinearRows(lower.Length);
        _rows.Push(new double[lower.Length], 0);
        _simplex = new DualSimplex(_rows, lower.Length + Objective, double.NegativeInfinity, limit);
        _simplex.Reset(lower, upper);
        _simplex.AddRow();
        _simplex.Bound(_simplex.SlackOf(Objective), double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>The number of variables.</summary>
    public int Variables => _rows.Variables;

    /// <summary>Adds a·x + a₀ ≥ 0.</summary>
    /// <param name="coefficients">a, one per variable, their |a| adding up to about 1, since tolerances are absolute; copied.</param>
    /// <param name="constant">a₀.</param>
    public void AddRow(ReadOnlySpan<double> coefficients, double constant) => _rows.Push(coefficients, constant);

    /// <summary>Replaces the bounds of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="lower">Its lower bound.</param>
    /// <param name="upper">Its upper bound.</param>
    public void Bound(int variable, double lower, double upper) => _simplex.Bound(variable, lower, upper);

    /// <summary>Maximises c·x.</summary>
    /// <param name="objective">c, one per variable.</param>
    /// <returns>The point found, and what is proven of the maximum.</returns>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public LinearOptimum Maximise(ReadOnlySpan<double> objective)
    {
        _rows.Replace(Objective, objective);
        var status = _simplex.Solve(_rows.Count);
        if (status == LinearStatus.Empty)
            return new LinearOptimum(LinearStatus.Empty, double.NegativeInfinity, []);
        var point = _simplex.Point();
        if (status == LinearStatus.Optimal && !Fulfils(point))
            status = LinearStatus.Undecided;
        return new LinearOptimum(status, _simplex.UpperBound(), point);
    }

    // By the rows themselves: pivots on numbers of very different sizes can lose what the dictionary stands for.
    private bool Fulfils(ReadOnlySpan<double> x)
    {
        for (var k = Objective + 1; k < _rows.Count; k++)
        {
            var (value, size) = (_rows.Constant(k), Math.Abs(_rows.Constant(k)));
            var a = _rows.Coefficients(k);
            for (var i = 0; i < x.Length; i++)
            {
                value += a[i] * x[i];
                size += Math.Abs(a[i] * x[i]);
            }

            if (!(value >= -Tolerances.Residual * size))
                return false;
        }

        return true;
    }
}

/// <summary>What maximising found.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Bound">No point has more than this, rounding included; −∞ where there is no point.</param>
/// <param name="Point">
/// The point of the last basis, one value per variable; within rounding on the right side of the rows if optimal.
/// </param>
internal readonly record struct LinearOptimum(LinearStatus Status, double Bound, double[] Point);
