using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>Maximises a linear function over rows a·x + a₀ ≥ 0 and finite bounds on every variable.</summary>
/// <remarks>
/// A dual simplex method for bounded variables on a dictionary: with all slacks basic and each variable at the bound that the objective
/// likes, it starts dual feasible whatever the objective, so there is no phase 1. Few rows beside many variables, as rules have, take
/// few pivots. What it says is not believed but evaluated: the bound of an optimum comes from its multipliers and the rows themselves.
/// </remarks>
internal sealed partial class LinearProgram
{
    private readonly WorkLimit _limit;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly List<double[]> _rows = [];
    private readonly List<double> _constants = [];

    /// <summary>Makes a programme without rows.</summary>
    /// <param name="lower">One finite lower bound per variable; copied.</param>
    /// <param name="upper">One finite upper bound per variable, not below the lower one; copied.</param>
    /// <param name="limit">Ends the pivoting.</param>
    public LinearProgram(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, WorkLimit limit)
    {
        _limit = limit;
        _lower = lower.ToArray();
        _upper = upper.ToArray();
    }

    /// <summary>The number of variables.</summary>
    public int Variables => _lower.Length;

    /// <summary>The number of rows.</summary>
    public int Rows => _rows.Count;

    /// <summary>Adds a·x + a₀ ≥ 0.</summary>
    /// <param name="coefficients">a, one per variable; not copied.</param>
    /// <param name="constant">a₀.</param>
    public void AddRow(double[] coefficients, double constant)
    {
        _rows.Add(coefficients);
        _constants.Add(constant);
    }

    /// <summary>Replaces the bounds of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="lower">Its lower bound.</param>
    /// <param name="upper">Its upper bound.</param>
    public void Bound(int variable, double lower, double upper)
    {
        _lower[variable] = lower;
        _upper[variable] = upper;
    }

    /// <summary>The same bounds and rows, to be changed apart.</summary>
    /// <returns>A copy.</returns>
    public LinearProgram Copy()
    {
        var copy = new LinearProgram(_lower, _upper, _limit);
        copy._rows.AddRange(_rows);
        copy._constants.AddRange(_constants);
        return copy;
    }

    /// <summary>Maximises c·x.</summary>
    /// <param name="objective">c, one per variable.</param>
    /// <returns>The point found, and what is proven of the maximum.</returns>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public LinearOptimum Maximise(ReadOnlySpan<double> objective)
    {
        var dictionary = new Dictionary(this, objective);
        var status = dictionary.Solve(out var stuckRow, out var rises);
        var multipliers = new double[Rows];
        if (status == LinearStatus.Empty)
        {
            dictionary.ReadRay(stuckRow, rises, multipliers);
            if (Absorb([], multipliers) < 0)
                return new LinearOptimum(LinearStatus.Empty, double.NegativeInfinity, []);
            status = LinearStatus.Undecided;
        }

        dictionary.ReadMultipliers(multipliers);
        var point = dictionary.Point();
        if (status == LinearStatus.Optimal && !Fulfils(point))
            status = LinearStatus.Undecided;
        return new LinearOptimum(status, Absorb(objective, multipliers), point);
    }

    // By the rows themselves: pivots on numbers of very different sizes can lose what the dictionary stands for.
    private bool Fulfils(double[] x)
    {
        for (var k = 0; k < Rows; k++)
        {
            var (value, size) = (_constants[k], Math.Abs(_constants[k]));
            for (var i = 0; i < x.Length; i++)
            {
                value += _rows[k][i] * x[i];
                size += Math.Abs(_rows[k][i] * x[i]);
            }

            if (!(value >= -Precision.Residual * size))
                return false;
        }

        return true;
    }

    /// <summary>
    /// An upper bound of c·x + Σ y_k (a_k·x + a_k0) over the bounds, rounding included. With y ≥ 0 it is one of c·x over the programme,
    /// whatever
    /// y is; and with c = 0 and below 0 it shows that the programme has no point (Farkas).
    /// </summary>
    private double Absorb(ReadOnlySpan<double> objective, ReadOnlySpan<double> y)
    {
        var combination = new double[Variables];
        var magnitude = new double[Variables];
        for (var i = 0; i < objective.Length; i++)
        {
            combination[i] = objective[i];
            magnitude[i] = Math.Abs(objective[i]);
        }

        var (total, size) = (0.0, 0.0);
        for (var k = 0; k < y.Length; k++)
        {
            if (y[k] == 0)
                continue;
            total += y[k] * _constants[k];
            size += Math.Abs(y[k] * _constants[k]);
            var a = _rows[k];
            for (var i = 0; i < a.Length; i++)
            {
                combination[i] += y[k] * a[i];
                magnitude[i] += Math.Abs(y[k] * a[i]);
            }
        }

        for (var i = 0; i < Variables; i++)
        {
            total += combination[i] * (combination[i] > 0 ? _upper[i] : _lower[i]);
            size += magnitude[i] * Math.Max(Math.Abs(_lower[i]), Math.Abs(_upper[i]));
        }

        // Each summand takes part in at most rows + variables + 8 operations. A combination whose sign is lost to rounding is covered too: it
        // is off by less than its share of the size.
        var bound = total + ((2 * (Rows + Variables + 8) * Precision.UnitRoundoff * size) + ((Rows + 1) * (Variables + 1) * Precision.SmallestNormal));
        return double.IsNaN(bound) ? double.PositiveInfinity : bound;
    }
}

/// <summary>How maximising ended.</summary>
internal enum LinearStatus
{
    /// <summary>An optimal basis is found, and its point fulfils the rows.</summary>
    Optimal,

    /// <summary>There is no point: proven by Farkas multipliers, rounding included.</summary>
    Empty,

    /// <summary>Rounding or the limit of pivots left it open; the bound holds all the same.</summary>
    Undecided,
}

/// <summary>What maximising found.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Bound">No point has more than this, rounding included; −∞ where there is no point.</param>
/// <param name="Point">
/// The point of the last basis, one value per variable; within rounding on the right side of the rows if optimal.
/// </param>
internal readonly record struct LinearOptimum(LinearStatus Status, double Bound, double[] Point);
