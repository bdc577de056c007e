using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>The shares that rules have of the volume of their document's ranges.</summary>
internal static class VolumeShares
{
    private const ulong Seed = 20261121;

    /// <summary>Measures all rules: exactly where that is possible, and the others by sampling what is left.</summary>
    /// <param name="cells">The cells of all rules of a document.</param>
    /// <param name="evaluator">The document.</param>
    /// <param name="limit">Ends the measurement.</param>
    /// <returns>One share per rule; they add up to 1.</returns>
    public static VolumeShare[] Measure(IReadOnlyList<RuleCell> cells, RuleEvaluator evaluator, WorkLimit limit)
    {
        var geometry = new DocumentGeometry(evaluator.Document);
        var exact = cells.Select(c =>
        {
            limit.Check();
            return Exact(c, geometry, evaluator, limit);
        }).ToArray();
        var rest = exact.Aggregate(Rational.One, (left, share) => left - (share ?? Rational.Zero));
        var open = Enumerable.Range(0, cells.Count).Where(r => exact[r] is null).ToArray();
        if (open.Length == 1)
            (exact[open[0]], open) = (rest, []);
        var shares = exact.Select(s => new VolumeShare(s?.ToDouble() ?? 0, 0, true)).ToArray();
        if (open.Length == 0)
            return shares;

        var counts = Count(evaluator, open, limit);
        var (hits, whole) = (open.Sum(r => counts[r]), rest.ToDouble());
        foreach (var r in open)
        {
            // The error of the share with half a point more and half a point less: never 0, also where no point fell or all did.
            var share = hits == 0 ? 1.0 / open.Length : (double)counts[r] / hits;
            var shrunk = (counts[r] + 0.5) / (hits + 1.0);
            shares[r] = new VolumeShare(whole * share, whole * Math.Sqrt(shrunk * (1 - shrunk) / (hits + 1.0)), false);
        }

        return shares;
    }

    /// <summary>The exact share of a rule.</summary>
    /// <param name="cell">Where it applies.</param>
    /// <param name="geometry">The document as it is written.</param>
    /// <param name="evaluator">The document as it runs.</param>
    /// <param name="limit">Ends the work.</param>
    /// <returns>The share; null where there is too much to do.</returns>
    public static Rational? Exact(RuleCell cell, DocumentGeometry geometry, RuleEvaluator evaluator, WorkLimit limit)
    {
        if (cell.Numbers.Length > Precision.ExactDimensions)
            return null;
        var combinations = cell.Groups.Aggregate(1L, (n, g) => Math.Min(Precision.Faces + 1, n * g.Classes.Length));
        if (combinations > Precision.Faces)
            return null;

        var faces = Precision.Faces;
        var sum = Rational.Zero;
        var classes = new int[cell.Groups.Length];
        do
        {
            if (CubeVolume.Compute(cell.Numbers.Length, Rows(cell, geometry, evaluator, classes), ref faces, limit) is not { } volume)
                return null;
            for (var g = 0; g < classes.Length; g++)
                volume *= Rational.Of(cell.Groups[g].Classes[classes[g]].Length, cell.Groups[g].Classes.Sum(c => c.Length));
            sum += volume;
        }
        while (Next(cell, classes));
        return sum;
    }

    private static bool Next(RuleCell cell, int[] classes)
    {
        for (var g = 0; g < classes.Length; g++)
        {
            if (++classes[g] < cell.Groups[g].Classes.Length)
                return true;
            classes[g] = 0;
        }

        return false;
    }

    // −sign·e(t) ≤ 0 as a·t ≤ b. What depends on nothing but categories has the sign that it evaluates to: 0.1 + 0.2 − 0.3 is not 0 where
    // it runs, and there a hair decides about all of the cell.
    private static List<(Rational[] A, Rational B)> Rows(
        RuleCell cell, DocumentGeometry geometry, RuleEvaluator evaluator, int[] classes)
    {
        var point = cell.Place(new double[cell.Numbers.Length], classes);
        var categories = geometry.CategoriesOf(point);
        var rows = new List<(Rational[] A, Rational B)>();
        foreach (var step in cell.Path)
        {
            var (weights, b) = geometry.Conditions[step.Condition].At(categories).OnUnitCube(geometry.Box);
            var a = cell.Numbers.Select(i => weights[geometry.PositionOf(i)]).ToArray();
            if (a.All(w => w.Numerator.IsZero))
                rows.Add((a, evaluator.EvaluateCondition(step.Condition, point) < 0 == step.IsNegative ? Rational.One : -Rational.One));
            else if (step.IsNegative)
                rows.Add((a, -b));
            else
                rows.Add((a.Select(w => -w).ToArray(), b));
        }

        return rows;
    }

    // How many of some random points have each of the rules.
    private static int[] Count(RuleEvaluator evaluator, int[] rules, WorkLimit limit)
    {
        var inputs = evaluator.Document.Inputs;
        var counts = new int[evaluator.Document.Rules.Count];
        var random = new Xoshiro256(Seed);
        // By kind once, not at every point.
        var draws = inputs.Select(i => i.Match<Func<double>>(
            number => () => Math.Min(number.Maximum.Value, number.Minimum.Value + (random.NextDouble() * number.Width)),
            category => () => random.NextInt(category.Categories.Count))).ToArray();
        var x = new double[inputs.Count];
        for (var n = 0; n < Precision.Samples; n++)
        {
            if (n % 1024 == 0)
                limit.Check();
            for (var i = 0; i < x.Length; i++)
                x[i] = draws[i]();
            counts[evaluator.Evaluate(x).RuleIndex]++;
        }

        foreach (var r in Enumerable.Range(0, counts.Length).Except(rules))
            counts[r] = 0;
        return counts;
    }
}
