using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>Finds the largest |rules − network| of one output, best bound first over parts of the rules' cells.</summary>
/// <remarks>
/// A part is a rule's cell with the signs of some hinges. Its programme bounds the difference from above; where the bound is above the
/// largest difference found at a point, the hinge that the relaxation is furthest off at is given both signs. With all signs given the
/// difference is affine. No part is left out but for a proof, so whenever the search stops, the largest bound of what is left holds.
/// </remarks>
internal sealed class DifferenceSearch
{
    private readonly DifferenceProblem _problem;
    private readonly int _output;
    private readonly PriorityQueue<Part, (double Order, long Number)> _open = new();
    private double _closed = double.NegativeInfinity;
    private long _parts;
    private long _added;

    public DifferenceSearch(DifferenceProblem problem, int output) => (_problem, _output) = (problem, output);

    private DifferencePoint Best => _problem.Points.Best(_output);

    /// <summary>Searches.</summary>
    /// <param name="maxParts">How many parts are examined.</param>
    /// <param name="limit">Ends the search; the interval found until then holds.</param>
    /// <param name="progress">Told of each part.</param>
    /// <exception cref="WorkStoppedException">It was cancelled.</exception>
    public OutputDifference Run(long maxParts, WorkLimit limit, IProgress<FidelityProgress>? progress)
    {
        for (var rule = 0; rule < _problem.Cells.Length; rule++)
        {
            foreach (var sign in new[] { 1, -1 })
                Add(new Part(rule, sign, new sbyte[_problem.Network.Form.Hinges], double.PositiveInfinity));
        }

        while (_open.TryDequeue(out var part, out _))
        {
            if (part.Bound <= Best.Difference + _problem.Tolerance(_output))
            {
                _closed = Math.Max(_closed, part.Bound);
                continue;
            }

            // The queue gives the largest bound first.
            var bound = double.IsPositiveInfinity(part.Bound) ? _problem.LargestDifference(_output) : part.Bound;
            progress?.Report(
                new FidelityProgress(
                    _problem.Cells.Length, _problem.Cells.Length, _output, _parts, Math.Max(_closed, bound) - Best.Difference));
            if (_parts >= maxParts)
                return ProvenFidelity.Seen(Best, _output, Math.Max(_closed, bound), null, _parts);
            try
            {
                Divide(part, limit);
            }
            catch (WorkStoppedException e) when (e.Reason != WorkStop.Cancelled)
            {
                return ProvenFidelity.Seen(Best, _output, Math.Max(_closed, bound), e.Reason, _parts);
            }
        }

        return ProvenFidelity.Seen(Best, _output, _closed, null, _parts) with { IsComplete = true };
    }

    private void Divide(Part part, WorkLimit limit)
    {
        limit.Check();
        _parts++;
        var cell = _problem.Cells[part.Rule];
        var pattern = (sbyte[])part.Pattern.Clone();
        var z = _problem.Network.Bounds(pattern, cell.PreActivations);
        for (var j = 0; j < z.Length; j++)
        {
            // A sign that the bounds leave no choice of needs no branch; one that they contradict leaves no point.
            if ((pattern[j] < 0 && z[j].Low > 0) || (pattern[j] > 0 && z[j].High < 0) || z[j].Low > z[j].High)
                return;
            if (pattern[j] == 0 && (z[j].Low >= 0 || z[j].High <= 0))
                pattern[j] = (sbyte)(z[j].Low >= 0 ? 1 : -1);
        }

        var program = new DifferenceProgram(_problem.Network, cell.Conditions, z, pattern, limit);
        var optimum = program.Maximise(cell.Differences[_output], _problem.NegatedCouplings(_output), part.Sign);
        if (optimum.Status == LinearStatus.Empty)
            return;
        var bound = Math.Min(part.Bound, optimum.Bound + cell.Differences[_output].Noise + _problem.Network.Noise(_output, z));
        foreach (var point in cell.Near(optimum.Point.AsSpan(0, _problem.Network.Form.Inputs)))
            _problem.Points.Try(point);
        var hinge = FurthestOff(optimum.Point, pattern);
        if (hinge < 0 || bound <= Best.Difference + _problem.Tolerance(_output))
        {
            _closed = Math.Max(_closed, bound);
            return;
        }

        foreach (var side in new sbyte[] { -1, 1 })
        {
            var child = (sbyte[])pattern.Clone();
            child[hinge] = side;
            Add(part with { Pattern = child, Bound = bound });
        }
    }

    private void Add(Part part) => _open.Enqueue(part, (-part.Bound, _added++));

    // The open hinge whose negative part the relaxation takes most liberty with, by what it is worth to the output; −1 where all have
    // signs.
    private int FurthestOff(double[] point, sbyte[] pattern)
    {
        var form = _problem.Network.Form;
        var (chosen, furthest) = (-1, -1.0);
        for (var j = 0; j < pattern.Length; j++)
        {
            if (pattern[j] != 0)
                continue;
            var map = _problem.Network.Hinges[j];
            var z = map.Constant;
            for (var i = 0; i < form.Inputs; i++)
                z += map.Coefficients[i] * point[i];
            for (var i = 0; i < j; i++)
                z += form.Couplings[(j * form.Hinges) + i] * point[form.Inputs + i];
            var off = Math.Abs(point[form.Inputs + j] - Math.Min(0, z)) * _problem.Worth(_output, j);
            if (off > furthest)
                (chosen, furthest) = (j, off);
        }

        return chosen;
    }

    /// <summary>A part of a rule's cell.</summary>
    /// <param name="Rule">The rule.</param>
    /// <param name="Sign">Whether rules − network is bounded there, or its negative.</param>
    /// <param name="Pattern">The sign of each hinge: −1, 1, or 0 where it is open.</param>
    /// <param name="Bound">No point there has more.</param>
    private sealed record Part(int Rule, int Sign, sbyte[] Pattern, double Bound);
}
