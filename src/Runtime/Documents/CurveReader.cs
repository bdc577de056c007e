using System.Collections.Generic;
using RuleCompiler.Exact;

namespace RuleCompiler.Documents;

/// <summary>Reads a curve: <c>[[17, -2.78], [42, 0.35, 0.6], [90, 0.1]]</c>.</summary>
internal static class CurveReader
{
    /// <summary>Reads the points.</summary>
    /// <param name="node">Where they stand.</param>
    /// <returns>The curve.</returns>
    public static Curve Read(JsonNode node)
    {
        var nodes = node.AsArray();
        if (nodes.Count is 0 or > Curve.MaxPoints)
            throw node.Error(
                nodes.Count == 0 ? DocumentFault.Value : DocumentFault.Limit,
                $"A curve has 1 to {Curve.MaxPoints} points, not {nodes.Count}.");
        var points = new List<CurvePoint>();
        foreach (var item in nodes)
        {
            var point = ReadPoint(item);
            if (points.Count > 0 && !(point.X.Value > points[points.Count - 1].X.Value))
                throw item.AsArray()[0].Error(
                    DocumentFault.Value, $"The points of a curve increase; {point.X.Text} follows {points[points.Count - 1].X.Text}.");
            points.Add(point);
        }

        var curve = new Curve(points.ToEquatableArray());
        RequirePieces(curve, nodes);
        return IsConstant(curve)
            ? throw node.Error(DocumentFault.Value, "A curve that is the same everywhere belongs into the bias.")
            : curve;
    }

    private static CurvePoint ReadPoint(JsonNode node)
    {
        var numbers = node.AsArray();
        if (numbers.Count is < 2 or > 3)
            throw node.Error(DocumentFault.Value, "A point is [x, y], or [x, y below, y from there on] where the curve jumps.");
        var below = numbers[1].AsNumber();
        var point = new CurvePoint(numbers[0].AsShortest(), below, numbers.Count == 3 ? numbers[2].AsNumber() : below);
        return numbers.Count == 2 || point.IsJump
            ? point
            : throw numbers[2].Error(DocumentFault.Value, "A jump has two heights that differ; write [x, y] where it has one.");
    }

    private static void RequirePieces(Curve curve, IReadOnlyList<JsonNode> nodes)
    {
        var k = 0;
        foreach (var piece in curve.Pieces)
        {
            k++;
            if (piece.IsFlat)
                continue;
            var width = piece.To!.X.Value - piece.From.X.Value;
            var slope = piece.Slope;
            if (double.IsInfinity(width) || double.IsInfinity(slope))
                throw nodes[k].Error(DocumentFault.Value, "The piece before this point is too steep or too wide for a double.");
            const double SmallestNormal = 2.2250738585072014e-308;
            if (slope < SmallestNormal && slope > -SmallestNormal)
                throw nodes[k].Error(
                    DocumentFault.Value,
                    "The piece before this point is too flat for a double, and yet not flat; give both ends one height.");
        }
    }

    private static bool IsConstant(Curve curve)
    {
        var height = Rational.Parse(curve.Points[0].Below.Text);
        foreach (var point in curve.Points)
        {
            if (Rational.Parse(point.Below.Text) != height || Rational.Parse(point.At.Text) != height)
                return false;
        }

        return true;
    }
}
