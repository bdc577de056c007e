using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>What is known of a cell.</summary>
internal enum CellOutcome
{
    /// <summary>A witness is found: it is full-dimensional.</summary>
    FullDimensional,

    /// <summary>It is shown to have no interior.</summary>
    Empty,

    /// <summary>Neither a witness nor a proof, within double precision or a limit of cases.</summary>
    Undecided,
}

/// <summary>
/// Decides whether a cell is full-dimensional and finds a witness well inside: by its programme where all inputs are numbers, by branch and
/// bound over the categories where the programme's relaxation leaves them fractional.
/// </summary>
internal sealed class CellProbe(CellCoordinates coordinates, ConditionStack conditions, WorkLimit limit)
{
    private readonly List<DualSimplex> _branches = [];
    private readonly double[] _t = new double[coordinates.Count];

    /// <summary>The programmes solved so far.</summary>
    public long Programs { get; private set; }

    /// <summary>Decides the cell of the conditions on the stack.</summary>
    /// <param name="program">Its programme, all rows added; left at its optimum unless the cell is empty.</param>
    /// <param name="witness">Receives a point inside, n features, where there is one.</param>
    /// <returns>What was found.</returns>
    public CellOutcome Decide(DualSimplex program, Span<double> witness)
    {
        Programs++;
        var outcome = Judge(program, witness);
        if (outcome is not null)
            return outcome.Value;

        // The first branch is the cell itself, solved; branches wait unsolved.
        var (waiting, budget, undecided) = (0, Tolerances.Branches, false);
        Branch(program, ref waiting);
        while (waiting > 0)
        {
            if (budget-- == 0)
                return CellOutcome.Undecided;
            Programs++;
            var branch = _branches[--waiting];
            outcome = Judge(branch, witness);
            if (outcome == CellOutcome.FullDimensional)
                return CellOutcome.FullDimensional;
            undecided |= outcome == CellOutcome.Undecided;
            if (outcome is null)
                Branch(branch, ref waiting);
        }

        return undecided ? CellOutcome.Undecided : CellOutcome.Empty;
    }

    // Null: the categories are to be branched on.
    private CellOutcome? Judge(DualSimplex program, Span<double> witness)
    {
        var outcome = program.Continue();
        if (outcome == LinearStatus.Empty)
            return CellOutcome.Empty;
        var position = Place(program, witness);
        if (position == PointPosition.Inside)
            return CellOutcome.FullDimensional;
        var isUncertain = coordinates.Groups > 0 && conditions.Uncertainty() > Tolerances.Resolution;
        if (!(program.Objective > 0) && !isUncertain)
            return CellOutcome.Undecided;
        if (ChooseGroup(program, out _) >= 0)
            return null;
        if (position == PointPosition.OtherChoice)
            return CellOutcome.Empty;
        if (isUncertain)
            return DecideNumbers(witness);
        if (program.Objective <= Tolerances.PrimalFeasibility)
            return CellOutcome.Undecided;

        // Either the cell is thinner than the grid of doubles here, or the tableau has lost accuracy: a new one tells.
        outcome = program.Solve(program.Rows);
        if (outcome == LinearStatus.Empty)
            return CellOutcome.Empty;
        return Place(program, witness) == PointPosition.Inside ? CellOutcome.FullDimensional : CellOutcome.Undecided;
    }

    // The categories are fixed: without those that do not apply, the conditions may be of a very different scale.
    private CellOutcome DecideNumbers(Span<double> witness)
    {
        var numbers = coordinates.WithCategoriesOf(witness);
        var scaled = new ConditionStack(numbers);
        if (!conditions.TryCopyTo(scaled, witness))
            return CellOutcome.Empty;
        var program = scaled.NewProgram(limit);
        scaled.Load(program, scaled.Count);
        return new CellProbe(numbers, scaled, limit).Decide(program, witness);
    }

    // The optimum with each group at its largest share, moved towards the middle of the numbers' ranges until it is about as far from
    // the box as from the conditions.
    private PointPosition Place(DualSimplex program, Span<double> witness)
    {
        var numbers = coordinates.Numbers;
        var space = 1.0;
        for (var i = 0; i < numbers; i++)
        {
            _t[i] = program.Value(i);
            space = Math.Min(space, 1 - Math.Abs(_t[i]));
        }

        for (var g = 0; g < coordinates.Groups; g++)
        {
            var shares = _t.AsSpan(coordinates.FirstOf(g), coordinates.CoordinatesOf(g));
            var category = LargestShare(program, g, out _);
            shares.Clear();
            if (category > 0)
                shares[category - 1] = 1;
        }

        var margin = double.PositiveInfinity;
        for (var row = 0; row < conditions.Count; row++)
            margin = Math.Min(margin, Distances(row).Here);
        if (space < margin && margin > 0)
        {
            var move = 0.5;
            for (var row = 0; row < conditions.Count; row++)
            {
                var (here, middle) = Distances(row);
                if (middle < margin / 2)
                    move = Math.Min(move, (here - (margin / 2)) / (here - middle));
            }

            for (var i = 0; i < numbers; i++)
                _t[i] *= 1 - move;
        }

        coordinates.Place(_t, witness);
        return conditions.Locate(witness);
    }

    // How far the numbers can move before the row is violated, from where they are and from the middle of their ranges.
    private (double Here, double Middle) Distances(int row)
    {
        var weight = conditions.MarginWeight(row);
        if (weight == 0)
            return (double.PositiveInfinity, double.PositiveInfinity);
        var a = conditions.Coefficients(row);
        var (numbers, rest) = (0.0, conditions.Constant(row));
        for (var i = 0; i < a.Length; i++)
        {
            if (i < coordinates.Numbers)
                numbers += a[i] * _t[i];
            else
                rest += a[i] * _t[i];
        }

        return ((rest + numbers) / weight, rest / weight);
    }

    private void Branch(DualSimplex program, ref int waiting)
    {
        var group = ChooseGroup(program, out var category);
        while (_branches.Count < waiting + 2)
            _branches.Add(conditions.NewProgram(limit));

        // Last in, first out: the chosen category is tried before its absence.
        var chosen = _branches[waiting + 1];
        chosen.CopyFrom(program);
        var first = coordinates.FirstOf(group);
        for (var c = 1; c <= coordinates.CoordinatesOf(group); c++)
            chosen.Bound(first + c - 1, c == category ? 1 : 0, c == category ? 1 : 0);

        var absent = _branches[waiting];
        if (absent != program)
            absent.CopyFrom(program);
        if (category > 0)
            absent.Bound(first + category - 1, 0, 0);
        else
            absent.Bound(absent.SlackOf(group), 0, 0);
        waiting += 2;
    }

    // The most fractional group; or, where none is, the first that is not fixed; or -1.
    private int ChooseGroup(DualSimplex program, out int category)
    {
        var (chosen, least) = (-1, 1 - Tolerances.Integrality);
        category = 0;
        for (var g = 0; g < coordinates.Groups; g++)
        {
            var largest = LargestShare(program, g, out var share);
            if (IsFixed(program, g) || (chosen >= 0 && share >= least))
                continue;
            (chosen, least, category) = (g, Math.Min(share, least), largest);
        }

        return chosen;
    }

    private bool IsFixed(DualSimplex program, int group)
    {
        for (var c = 0; c < coordinates.CoordinatesOf(group); c++)
        {
            if (!program.IsFixed(coordinates.FirstOf(group) + c))
                return false;
        }

        return true;
    }

    private int LargestShare(DualSimplex program, int group, out double share)
    {
        var (first, largest) = (1.0, 0);
        for (var c = 0; c < coordinates.CoordinatesOf(group); c++)
            first -= program.Value(coordinates.FirstOf(group) + c);
        share = first;
        for (var c = 1; c <= coordinates.CoordinatesOf(group); c++)
        {
            var value = program.Value(coordinates.FirstOf(group) + c - 1);
            if (value > share)
                (largest, share) = (c, value);
        }

        return largest;
    }
}
