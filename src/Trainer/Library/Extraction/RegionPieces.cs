using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Joins regions with the same affine map that share a facet, and counts what is left: the pieces of the function.</summary>
/// <remarks>
/// Maps are the same when all their numbers are, to the last bit (0 and −0 are): units that are switched off add exactly nothing, so
/// neighbours whose difference does not reach the outputs have equal numbers. Two regions part at one condition e of the tree, so they
/// share a facet where, on e = 0, the other conditions of both have an interior in one dimension less; a linear programme tells.
/// </remarks>
public static class RegionPieces
{
    /// <summary>More pairs of regions with one map are ignored: half a minute.</summary>
    public const int MaxPairs = 1_000_000;

    /// <summary>Nor are pairs that would take more steps of arithmetic together, of many inputs or deep trees: some minutes.</summary>
    private const double MaxSteps = 1e11;

    /// <summary>1e-12, relative: on e = 0, what is left of a condition that is a multiple of e, by rounding.</summary>
    private const double Remainder = 1e-12;

    /// <summary>Counts the pieces that are left once neighbouring regions with the same map are joined.</summary>
    /// <param name="tree">The regions of a function.</param>
    /// <param name="box">The domain, without categories.</param>
    /// <param name="limit">Ends the work; null does not.</param>
    /// <returns>The number of pieces; null where there are categories, or too many pairs to compare.</returns>
    public static long? Count(RegionTree tree, InputBox box, WorkLimit? limit = null)
    {
        if (box.Groups.Count > 0)
            return null;
        limit ??= WorkLimit.None;
        var groups = tree.Regions.GroupBy(r => KeyOf(r, limit), StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        // A programme per pair: about as many pivots as rows, each of which passes over all rows and columns.
        var depth = tree.Regions.Max(r => (double)r.Path.Length);
        if (groups.Sum(g => (double)g.Length * (g.Length - 1) / 2) is var pairs
            && (pairs > MaxPairs || pairs * depth * depth * box.Features > MaxSteps))
            return null;
        return groups.Sum(g => Join(g, box, limit));
    }

    private static string KeyOf(Region region, WorkLimit limit)
    {
        limit.Check();
        return string.Join(
            ' ',
            region.Outputs.SelectMany(m => m.Weights.Append(m.Bias)).Select(
                v => BitConverter.DoubleToInt64Bits(v + 0.0).ToString("x", null)));
    }

    private static long Join(Region[] regions, InputBox box, WorkLimit limit)
    {
        var (pieces, root) = (regions.Length, Enumerable.Range(0, regions.Length).ToArray());
        for (var a = 0; a < regions.Length; a++)
        {
            for (var b = a + 1; b < regions.Length; b++)
            {
                limit.Check();
                if (Root(a) == Root(b) || !ShareFacet(regions[a], regions[b], box, limit))
                    continue;
                root[Root(b)] = Root(a);
                pieces--;
            }
        }

        return pieces;

        int Root(int i)
        {
            while (root[i] != i)
                i = root[i] = root[root[i]];
            return i;
        }
    }

    private static bool ShareFacet(Region a, Region b, InputBox box, WorkLimit limit)
    {
        var parting = 0;
        while (ReferenceEquals(a.Path[parting].Condition, b.Path[parting].Condition)
            && a.Path[parting].Negative == b.Path[parting].Negative)
            parting++;
        var e = a.Path[parting].Condition;
        var eliminated = Enumerable.Range(0, box.Features).MaxBy(i => Math.Abs(e.Weights[i]) * (box.Upper[i] - box.Lower[i]));
        if (e.Weights[eliminated] == 0)
            return false;

        var others = Enumerable.Range(0, box.Features).Where(i => i != eliminated).ToArray();
        var coordinates = new CellCoordinates(
            new InputBox(others.Select(i => box.Lower[i]).ToArray(), others.Select(i => box.Upper[i]).ToArray()));
        var conditions = new ConditionStack(coordinates);
        var sides = a.Path.Where((_, i) => i != parting).Concat(b.Path.Skip(parting + 1)).Select(c => (c.Condition, c.Negative));
        var axis = new double[box.Features];
        axis[eliminated] = 1;
        foreach (var (condition, negative) in sides
            .Append((new AffineMap(axis, -box.Lower[eliminated]), false)).Append((new AffineMap(axis, -box.Upper[eliminated]), true)))
        {
            if (!Push(condition, negative))
                return false;
        }

        var program = conditions.NewProgram(limit);
        conditions.Load(program, conditions.Count);
        return new CellProbe(coordinates, conditions, limit).Decide(program, new double[others.Length]) == CellOutcome.FullDimensional;

        // False where the condition has the wrong sign on all of e = 0.
        bool Push(AffineMap f, bool negative)
        {
            var factor = f.Weights[eliminated] / e.Weights[eliminated];
            var weights = Array.ConvertAll(others, i => Left(f.Weights[i], factor * e.Weights[i]));
            var bias = Left(f.Bias, factor * e.Bias);
            if (conditions.Push(weights, bias, negative).Kind == ConditionKind.Cut)
                return true;
            conditions.Pop();
            var value = bias;
            for (var i = 0; i < weights.Length; i++)
                value += weights[i] * box.Lower[others[i]];
            return value == 0 || value < 0 == negative;
        }
    }

    private static double Left(double value, double taken) =>
        Math.Abs(value - taken) <= Remainder * Math.Max(Math.Abs(value), Math.Abs(taken)) ? 0 : value - taken;
}
