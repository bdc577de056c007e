using System;
using System.Collections.Generic;
using System.Linq;
using Google.OrTools.LinearSolver;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Benchmarks.Extraction;

/// <summary>Makes a solver for the cells of a box.</summary>
internal delegate CellSolver NewCellSolver(InputBox box);

/// <summary>Who maximises the margin of a cell.</summary>
internal abstract class CellSolver : IDisposable
{
    /// <summary>
    /// 1e-7, in units of the inputs: the feasibility tolerance of Clp, and ten times that of GLOP. A margin up to it is no interior.
    /// </summary>
    public const double LeastMargin = 1e-7;

    /// <summary>Processor time of writing programmes into the solver's model.</summary>
    public TimeSpan Building { get; protected set; }

    /// <summary>Programmes solved.</summary>
    public long Programs { get; protected set; }

    /// <summary>Maximises.</summary>
    /// <param name="rows">The rows; one that was there at the same place before is the same instance.</param>
    /// <param name="point">Receives t of a point with that margin.</param>
    /// <returns>The margin; −∞ where there is no point.</returns>
    public abstract double Solve(IReadOnlyList<CellRow> rows, double[] point);

    public virtual void Dispose()
    {
    }

    /// <summary>How far t reaches, in each input.</summary>
    protected static IEnumerable<double> HalfRanges(InputBox box) => box.Lower.Zip(box.Upper, (l, u) => (u - l) / 2);
}

/// <summary>The project's own simplex method, from the slack basis every time.</summary>
/// <param name="box">The box of the cells.</param>
internal sealed class OwnSolver(InputBox box) : CellSolver
{
    private readonly double[] _upper = [.. HalfRanges(box), 1];
    private readonly double[] _lower = [.. HalfRanges(box).Select(h => -h), -1];
    private readonly double[] _objective = [.. new double[box.Features], 1];

    public override double Solve(IReadOnlyList<CellRow> rows, double[] point)
    {
        var start = ThreadTime.Now();
        Programs++;
        var program = new LinearProgram(_lower, _upper, WorkLimit.None);
        foreach (var row in rows)
            program.AddRow([.. row.Coefficients, -1], row.Constant);
        Building += ThreadTime.Now() - start;
        var optimum = program.Maximise(_objective);
        if (optimum.Status == LinearStatus.Empty)
            return double.NegativeInfinity;
        optimum.Point.AsSpan(..^1).CopyTo(point);
        return optimum.Point[^1];
    }
}

/// <summary>A solver of OR-Tools, by its own interface for models.</summary>
/// <param name="name">GLOP or CLP.</param>
/// <param name="box">The box of the cells.</param>
/// <param name="isKept">
/// Whether one model is kept, in which only what differs is written, and solved from where the last one ended, by the dual simplex method
/// without presolving, which would lose the basis; else each programme is a model of its own, solved as the library does by default.
/// </param>
internal sealed class OrToolsSolver(string name, InputBox box, bool isKept) : CellSolver
{
    private readonly List<(CellRow? Row, Constraint Constraint)> _rows = [];
    private readonly MPSolverParameters? _parameters = isKept ? Kept() : null;
    private Solver? _solver;
    private Variable[] _t = [];
    private Variable? _margin;

    public override double Solve(IReadOnlyList<CellRow> rows, double[] point)
    {
        var start = ThreadTime.Now();
        Programs++;
        if (!isKept)
            Clear();
        if (_solver is null)
            Create();
        for (var r = 0; r < rows.Count; r++)
            Write(r, rows[r]);
        for (var r = rows.Count; r < _rows.Count && _rows[r].Row is not null; r++)
        {
            _rows[r].Constraint.SetBounds(double.NegativeInfinity, double.PositiveInfinity);
            _rows[r] = (null, _rows[r].Constraint);
        }

        Building += ThreadTime.Now() - start;
        var status = _parameters is null ? _solver!.Solve() : _solver!.Solve(_parameters);
        var margin = status switch
        {
            Solver.ResultStatus.OPTIMAL => _margin!.SolutionValue(),
            Solver.ResultStatus.INFEASIBLE => double.NegativeInfinity,
            _ => throw new InvalidOperationException($"{name} says {status}."),
        };
        for (var i = 0; i < _t.Length && status == Solver.ResultStatus.OPTIMAL; i++)
            point[i] = _t[i].SolutionValue();
        return margin;
    }

    public override void Dispose()
    {
        Clear();
        base.Dispose();
    }

    private void Clear()
    {
        _rows.Clear();
        _solver?.Dispose();
        _solver = null;
    }

    private static MPSolverParameters Kept()
    {
        var parameters = new MPSolverParameters();
        parameters.SetIntegerParam(MPSolverParameters.IntegerParam.PRESOLVE, (int)MPSolverParameters.PresolveValues.PRESOLVE_OFF);
        parameters.SetIntegerParam(MPSolverParameters.IntegerParam.LP_ALGORITHM, (int)MPSolverParameters.LpAlgorithmValues.DUAL);
        parameters.SetIntegerParam(
            MPSolverParameters.IntegerParam.INCREMENTALITY, (int)MPSolverParameters.IncrementalityValues.INCREMENTALITY_ON);
        return parameters;
    }

    private void Create()
    {
        _solver = Solver.CreateSolver(name);
        _t = HalfRanges(box).Select(h => _solver.MakeNumVar(-h, h, string.Empty)).ToArray();
        _margin = _solver.MakeNumVar(-1, 1, string.Empty);
        _solver.Objective().SetCoefficient(_margin, 1);
        _solver.Objective().SetMaximization();
    }

    private void Write(int r, CellRow row)
    {
        if (r == _rows.Count)
            _rows.Add((null, _solver!.MakeConstraint(string.Empty)));
        var (before, constraint) = _rows[r];
        if (ReferenceEquals(before, row))
            return;
        for (var i = 0; i < _t.Length; i++)
            constraint.SetCoefficient(_t[i], row.Coefficients[i]);
        constraint.SetCoefficient(_margin, -1);
        constraint.SetBounds(-row.Constant, double.PositiveInfinity);
        _rows[r] = (row, constraint);
    }
}
