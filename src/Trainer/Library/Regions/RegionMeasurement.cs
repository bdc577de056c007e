using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Regions;

/// <summary>Measures the regions of a document's rules.</summary>
public static class RegionMeasurement
{
    /// <summary>Measures all of them.</summary>
    /// <param name="document">The document.</param>
    /// <param name="limit">Ends the measurement; null does not.</param>
    /// <returns>One geometry per rule, in order.</returns>
    /// <exception cref="RuleCompilerException">
    /// A condition has a curve, or a range or a condition is beyond the range of double; the message says which.
    /// </exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static IReadOnlyList<RegionGeometry> Measure(RuleDocument document, WorkLimit? limit = null)
    {
        limit ??= WorkLimit.None;
        var affine = AffineRules.OfConditions(document);
        var evaluator = new RuleEvaluator(affine.Document);
        try
        {
            var cells = RuleCell.AllOf(affine.Document);
            var shares = VolumeShares.Measure(cells, evaluator, limit);
            return cells.Select((cell, r) =>
            {
                limit.Check();
                var geometry = Measure(cell, r, evaluator, shares[r], limit);
                return geometry with { Essential = geometry.Essential.Select(c => affine.Origins[c]).ToEquatableArray() };
            }).ToArray();
        }
        catch (RuleCompilerException e)
        {
            throw new RuleCompilerException(e.Problem + " Scale the input.", e);
        }
    }

    private static RegionGeometry Measure(RuleCell cell, int rule, RuleEvaluator evaluator, VolumeShare share, WorkLimit limit)
    {
        var program = new MixedIntegerProgram(cell, evaluator, limit);
        var isTight = true;
        var ball = program.Maximise(CellGoal.Radius);
        isTight &= ball?.IsMaximum ?? true;
        var any = program.Maximise(CellGoal.StrictMargin, enough: Tolerances.Interior);
        var extents = any is null ? EquatableArray<InputExtent>.Empty : cell.Document.Inputs.Select((input, i) => input.Match(
            number => Number(cell, program, i, number, ref isTight), category => Categories(cell, program, i, category.Categories.Count)))
            .ToEquatableArray();
        return new RegionGeometry(
            rule,
            MinimalConditions.Find(cell, evaluator, limit),
            ball is null || ball.Value <= Tolerances.Interior
                ? null
                : new WidestBall(Math.Min(ball.Value, 0.5), cell.Place(ball.Numbers, ball.Classes).ToEquatableArray()),
            share,
            extents,
            isTight);
    }

    private static InputExtent Number(RuleCell cell, MixedIntegerProgram program, int input, NumberInput number, ref bool isTight)
    {
        var coordinate = Array.IndexOf(cell.Numbers, input);
        if (coordinate < 0)
            return new NumberExtent(input, true, number.Minimum.Value, number.Maximum.Value);
        var low = -End(program, coordinate, -1, ref isTight);
        var high = End(program, coordinate, 1, ref isTight);
        var isWhole = low <= Tolerances.Interior && high >= 1 - Tolerances.Interior;
        return new NumberExtent(input, isWhole, Value(cell, input, low), Value(cell, input, high));
    }

    private static double End(MixedIntegerProgram program, int coordinate, int sign, ref bool isTight)
    {
        // A region that exists to rounding only may have no end that the solver finds: then it is not known to be narrower than the range.
        var optimum = program.Maximise(CellGoal.Coordinate, coordinate, sign);
        isTight &= optimum?.IsMaximum ?? false;
        if (optimum is null)
            return sign > 0 ? 1 : 0;
        return Math.Clamp(optimum.IsMaximum ? optimum.Value : optimum.Bound, Math.Min(sign, 0), Math.Max(sign, 0));
    }

    // Without the digits that only say how the solver rounds.
    private static double Value(RuleCell cell, int input, double t)
    {
        if (t <= Tolerances.Interior || t >= 1 - Tolerances.Interior)
            return cell.ValueOf(input, Math.Round(t));
        var number = cell.Document.Inputs.NumberAt(input);
        return Math.Clamp(
            SignificantDigits.Round(cell.ValueOf(input, t), Precision.ExtentDigits), number.Minimum.Value, number.Maximum.Value);
    }

    private static InputExtent Categories(RuleCell cell, MixedIntegerProgram program, int input, int count)
    {
        var group = Array.FindIndex(cell.Groups, g => g.Input == input);
        if (group < 0)
            return new CategoryExtent(input, true, Enumerable.Range(0, count).ToEquatableArray());
        var classes = cell.Groups[group].Classes;
        var possible = classes
            .Where((_, c) => program.Maximise(CellGoal.StrictMargin, group: group, chosen: c, enough: Tolerances.Interior) is not null)
            .SelectMany(c => c).Order().ToEquatableArray();
        return new CategoryExtent(input, possible.Count == count, possible);
    }
}
