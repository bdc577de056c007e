using System.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>The features of a point by their definition, ramps and jumps among them.</summary>
internal static class CurvePoints
{
    public static double[] Encode(CurveEncoding encoding, double[] point) =>
    [
        .. encoding.Linear.EncodePoint(point),
        .. encoding.Curves.SelectMany(c => Enumerable.Range(0, c.Features).Select(f => Value(c, f, point[c.Input]))),
    ];

    private static double Value(CurveInput curve, int feature, double value)
    {
        var x = double.IsNaN(value) ? curve.StandIn : value;
        return feature < curve.Ramps
            ? (double.Clamp(x, curve.Edge(feature), curve.Edge(feature + 1)) - curve.Edge(feature)) / curve.Scale
            : x >= curve.Places[feature - curve.Ramps] ? 1 : 0;
    }
}
