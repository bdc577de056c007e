using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>What is maximised over a cell besides a coordinate.</summary>
internal enum CellGoal
{
    /// <summary>A coordinate, or its negative, over the closed cell.</summary>
    Coordinate,

    /// <summary>The distance from the conditions that are strict: above 0 where some point fulfils them all.</summary>
    StrictMargin,

    /// <summary>The radius of a ball that fits inside, in ranges.</summary>
    Radius,
}

/// <summary>
/// Maximises over a rule's cell: a linear programme where all inputs are numbers, a mixed-integer one, by branch and bound over the classes
/// of categories, where the relaxation leaves them fractional.
/// </summary>
internal sealed class MixedIntegerProgram
{
    private readonly RuleCell _cell;
    private readonly RuleEvaluator _evaluator;
    private readonly WorkLimit _limit;
    private readonly LinearProgram[] _programs;
    private readonly int[] _firstOfGroup;
    private readonly int _variables;
    private readonly Dictionary<string, bool> _choices = new(StringComparer.Ordinal);

    // Variables: the numbers, the radius or margin, and for each group one share per class but the first.
    public MixedIntegerProgram(RuleCell cell, RuleEvaluator evaluator, WorkLimit limit)
    {
        (_cell, _evaluator, _limit) = (cell, evaluator, limit);
        _variables = cell.Numbers.Length + 1;
        _firstOfGroup = new int[cell.Groups.Length];
        for (var g = 0; g < cell.Groups.Length; g++)
        {
            _firstOfGroup[g] = _variables;
            _variables += cell.Groups[g].Classes.Length - 1;
        }

        _programs = Enum.GetValues<CellGoal>().Select(Program).ToArray();
    }

    private int Extra => _cell.Numbers.Length;

    /// <summary>Maximises over the points whose categories leave every strict condition room.</summary>
    /// <param name="goal">What.</param>
    /// <param name="coordinate">The number, for a coordinate.</param>
    /// <param name="sign">1, or −1 for its negative.</param>
    /// <param name="group">A group whose class is given; −1 for none.</param>
    /// <param name="chosen">Its class.</param>
    /// <param name="enough">A value that is as good as the maximum.</param>
    /// <returns>The maximum; null where there is no point. Where rounding leaves that open, there is a bound, but no value.</returns>
    public CellOptimum? Maximise(
        CellGoal goal, int coordinate = 0, int sign = 1, int group = -1, int chosen = 0, double enough = double.PositiveInfinity)
    {
        var objective = new double[_variables];
        objective[goal == CellGoal.Coordinate ? coordinate : Extra] = sign;
        var root = new int[_cell.Groups.Length];
        Array.Fill(root, -1);
        if (group >= 0)
            root[group] = chosen;

        CellOptimum? best = null;
        var waiting = new Stack<(int[] Classes, double Bound)>();
        waiting.Push((root, double.PositiveInfinity));
        var open = double.NegativeInfinity;
        for (var budget = Tolerances.Branches; waiting.TryPop(out var node);)
        {
            if (best is not null && (node.Bound <= best.Value + Tolerances.Interior || best.Value >= enough))
                continue;
            if (budget-- <= 0)
            {
                open = Math.Max(open, node.Bound);
                continue;
            }

            var optimum = Solve(goal, objective, node.Classes);
            if (optimum.Status == LinearStatus.Empty || (best is not null && optimum.Bound <= best.Value + Tolerances.Interior))
                continue;
            var nearest = node.Classes.Select((c, g) => c >= 0 ? c : LargestShare(optimum.Point, g)).ToArray();
            var leaf = Leaf(goal, objective, nearest, node.Classes.Contains(-1) ? null : optimum);
            if (leaf is { IsMaximum: false })
                open = Math.Max(open, leaf.Bound);
            else
                best = Better(best, leaf);
            if (Array.IndexOf(node.Classes, -1) < 0 || optimum.Bound <= best?.Value + Tolerances.Interior)
                continue;
            foreach (var child in Children(node.Classes, optimum.Point))
                waiting.Push((child, optimum.Bound));
        }

        if (best is null)
            return double.IsNegativeInfinity(open) ? null : new CellOptimum(double.NegativeInfinity, open, [], [], false);
        return open > best.Value ? best with { Bound = open, IsMaximum = false } : best;
    }

    private static CellOptimum? Better(CellOptimum? best, CellOptimum? found) =>
        found is null || found.Value <= best?.Value ? best : found;

    private LinearOptimum Solve(CellGoal goal, double[] objective, int[] classes)
    {
        var program = _programs[(int)goal];
        for (var g = 0; g < classes.Length; g++)
        {
            for (var c = 1; c < _cell.Groups[g].Classes.Length; c++)
                program.Bound(_firstOfGroup[g] + c - 1, classes[g] == c ? 1 : 0, classes[g] == c || classes[g] < 0 ? 1 : 0);
        }

        return program.Maximise(objective);
    }

    private CellOptimum? Leaf(CellGoal goal, double[] objective, int[] classes, LinearOptimum? solved)
    {
        if (!IsPossible(classes))
            return null;
        var optimum = solved ?? Solve(goal, objective, classes);
        if (optimum.Status == LinearStatus.Empty)
            return null;
        var value = 0.0;
        for (var i = 0; i < objective.Length; i++)
            value += objective[i] * optimum.Point[i];
        return new CellOptimum(value, optimum.Bound, optimum.Point[..Extra], classes, optimum.Status == LinearStatus.Optimal);
    }

    // Whether a combination of classes fulfils what depends on nothing else, as it evaluates, and has a point beyond all strict conditions.
    private bool IsPossible(int[] classes)
    {
        var key = string.Join(',', classes);
        if (_choices.TryGetValue(key, out var known))
            return known;
        var point = _cell.Place(new double[Extra], classes);
        var possible = Enumerable.Range(0, _cell.Rows.Length).All(r => _cell.Rows[r].IsCut
            || _evaluator.EvaluateCondition(_cell.Path[r].Condition, point) < 0 == _cell.Path[r].IsNegative);
        if (possible && _cell.Rows.Any(r => r.IsCut))
        {
            var objective = new double[_variables];
            objective[Extra] = 1;
            var optimum = Solve(CellGoal.StrictMargin, objective, classes);
            possible = optimum.Status == LinearStatus.Undecided
                || (optimum.Status == LinearStatus.Optimal && optimum.Point[Extra] > Tolerances.Interior);
        }

        return _choices[key] = possible;
    }

    // The group that the relaxation leaves most undecided, its classes by rising share, so that the likeliest is tried first.
    private IEnumerable<int[]> Children(int[] classes, double[] point)
    {
        var group = Enumerable.Range(0, classes.Length).Where(g => classes[g] < 0).MinBy(g => Share(point, g, LargestShare(point, g)));
        return Enumerable.Range(0, _cell.Groups[group].Classes.Length).OrderBy(c => Share(point, group, c)).Select(c =>
        {
            var child = (int[])classes.Clone();
            child[group] = c;
            return child;
        });
    }

    private int LargestShare(double[] point, int group) =>
        Enumerable.Range(0, _cell.Groups[group].Classes.Length).MaxBy(c => Share(point, group, c));

    private double Share(double[] point, int group, int chosen)
    {
        var others = _cell.Groups[group].Classes.Length - 1;
        return chosen > 0 ? point[_firstOfGroup[group] + chosen - 1] : 1 - point.AsSpan(_firstOfGroup[group], others).ToArray().Sum();
    }

    private LinearProgram Program(CellGoal goal)
    {
        var upper = new double[_variables];
        Array.Fill(upper, 1);
        if (goal == CellGoal.Radius)
            upper[Extra] = 0.5;
        var program = new LinearProgram(new double[_variables], upper, _limit);
        foreach (var row in _cell.Rows)
        {
            var a = new double[_variables];
            row.Coefficients.CopyTo(a, 0);
            if (goal == CellGoal.Radius)
                a[Extra] = -Math.Sqrt(row.Coefficients.Sum(w => w * w));
            else if (goal == CellGoal.StrictMargin && row.IsStrict && row.IsCut)
                a[Extra] = -row.Coefficients.Sum(Math.Abs);
            var constant = row.Constant;
            for (var g = 0; g < _cell.Groups.Length; g++)
            {
                constant += row.Tables[g][0];
                for (var c = 1; c < row.Tables[g].Length; c++)
                    a[_firstOfGroup[g] + c - 1] = row.Tables[g][c] - row.Tables[g][0];
            }

            // What depends on categories alone is relaxed by a hair here, and judged by its evaluated sign once they are known.
            program.AddRow(a, row.IsCut ? constant : constant + Tolerances.Integrality);
        }

        for (var g = 0; g < _cell.Groups.Length; g++)
        {
            var a = new double[_variables];
            a.AsSpan(_firstOfGroup[g], _cell.Groups[g].Classes.Length - 1).Fill(-1);
            program.AddRow(a, 1);
        }

        for (var i = 0; i < Extra && goal == CellGoal.Radius; i++)
        {
            var (low, high) = (new double[_variables], new double[_variables]);
            (low[i], low[Extra], high[i], high[Extra]) = (1, -1, -1, -1);
            program.AddRow(low, 0);
            program.AddRow(high, 1);
        }

        return program;
    }
}

/// <summary>The maximum over a cell.</summary>
/// <param name="Value">The value at the point; −∞ where none was found.</param>
/// <param name="Bound">No point has more, rounding of the solver included.</param>
/// <param name="Numbers">One coordinate per number.</param>
/// <param name="Classes">One class per group.</param>
/// <param name="IsMaximum">Whether the search came to its end; else only <paramref name="Bound"/> is sure.</param>
internal sealed record CellOptimum(double Value, double Bound, double[] Numbers, int[] Classes, bool IsMaximum);
