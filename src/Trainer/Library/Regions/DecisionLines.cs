using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Regions;

/// <summary>A line in a plane, from corner to corner.</summary>
/// <param name="U1">Where it begins, in the range of the one input.</param>
/// <param name="V1">Where it begins, in the range of the other.</param>
/// <param name="U2">Where it ends, in the range of the one input.</param>
/// <param name="V2">Where it ends, in the range of the other.</param>
public readonly record struct PlaneLine(double U1, double V1, double U2, double V2);

/// <summary>The lines of a plane where the decision changes: inside rules, and between rules that decide differently.</summary>
public static class DecisionLines
{
    /// <summary>How far apart two lines may be that are one line but for rounding.</summary>
    private const double SameLine = 1e-9;

    /// <summary>Finds the lines in a plane at which the decision changes.</summary>
    /// <param name="areas">The areas of a plane.</param>
    /// <returns>The lines; one inside a rule is there from both sides.</returns>
    public static IReadOnlyList<PlaneLine> Find(IReadOnlyList<PlaneArea> areas)
    {
        var edges = areas.SelectMany(
            area => area.Corners.Select((p, i) => new Edge(p, area.Corners[(i + 1) % area.Corners.Count], area.Class))).ToArray();
        var lines = edges.Where(e => e.From.Edge == PlaneEdge.Decision)
            .Select(e => new PlaneLine(e.From.U, e.From.V, e.To.U, e.To.V)).ToList();
        var borders = edges.Where(e => e.From.Edge == PlaneEdge.Region).ToArray();
        for (var i = 0; i < borders.Length; i++)
        {
            for (var j = i + 1; j < borders.Length; j++)
            {
                if (borders[j].Class != borders[i].Class && Shared(borders[i], borders[j]) is { } line)
                    lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>What two edges on one line have in common; null where that is nothing.</summary>
    private static PlaneLine? Shared(Edge e, Edge f)
    {
        var (du, dv) = (e.To.U - e.From.U, e.To.V - e.From.V);
        var square = (du * du) + (dv * dv);
        if (square == 0 || Beside(f.From) > SameLine || Beside(f.To) > SameLine)
            return null;
        var (first, last) = (Along(f.From), Along(f.To));
        var from = Math.Max(0, Math.Min(first, last));
        var to = Math.Min(1, Math.Max(first, last));
        return to - from > SameLine
            ? new PlaneLine(e.From.U + (from * du), e.From.V + (from * dv), e.From.U + (to * du), e.From.V + (to * dv))
            : null;

        double Along(PlaneCorner r) => (((r.U - e.From.U) * du) + ((r.V - e.From.V) * dv)) / square;
        double Beside(PlaneCorner r) => Math.Abs(((r.U - e.From.U) * dv) - ((r.V - e.From.V) * du)) / Math.Sqrt(square);
    }

    private readonly record struct Edge(PlaneCorner From, PlaneCorner To, int Class);
}
