using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Tells from computed outputs whether the exact ones may be inside a band, where rounding may decide.</summary>
internal sealed class DecisionBands
{
    // What is computed is no farther from the exact value than the band is wide; a band of width 0 is none.
    private const double Reach = 2;

    private readonly Func<double[], IReadOnlyList<int>> _near;

    /// <summary>Takes the bands around the decisions of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="bands">All of its bands.</param>
    public DecisionBands(RuleDocument document, EquatableArray<Band> bands)
    {
        var widths = bands.Where(b => b.Condition is null).Select(b => b.Width).ToArray();
        _near = document.Decision.Match<Func<double[], IReadOnlyList<int>>>(
            _ => _ => [],
            thresholds => outputs => Positions(
                outputs, k => IsNear(outputs[k] - thresholds.Bits[k].Threshold.Value, widths[k]), atLeast: 1),
            _ => outputs => outputs.Max() is var largest
                ? Positions(outputs, k => IsNear(largest - outputs[k], widths[0]), atLeast: 2)
                : []);
    }

    /// <summary>Whether a sum that is computed is so near to 0.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="width">The width of its band.</param>
    public static bool IsNear(double sum, double width) => width > 0 && Math.Abs(sum) <= Reach * width;

    /// <summary>The outputs that may be on either side of their threshold, or may each be the largest.</summary>
    /// <param name="outputs">One value per output, as computed.</param>
    public IReadOnlyList<int> Near(double[] outputs) => _near(outputs);

    private static int[] Positions(double[] outputs, Func<int, bool> isOne, int atLeast)
    {
        var found = 0;
        for (var k = 0; k < outputs.Length; k++)
            found += isOne(k) ? 1 : 0;
        return found >= atLeast ? [.. Enumerable.Range(0, outputs.Length).Where(isOne)] : [];
    }
}
