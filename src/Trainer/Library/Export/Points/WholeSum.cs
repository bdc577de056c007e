using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>A sum in whole points, and how far it is from the exact one.</summary>
/// <param name="Constant">The constant.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Adjustments">The positions of the conditions of the points document that adjust it, with the sign of each.</param>
/// <param name="Difference">This sum minus the exact one, adjustments left aside.</param>
internal sealed record WholeSum(
    int Constant, IReadOnlyList<WholeTable> Tables, IReadOnlyList<(int Condition, int Sign)> Adjustments, ExpandedSum Difference)
{
    /// <summary>How many inputs add less than a point between any two of their values, and are left out.</summary>
    public int LeftOut { get; private init; }

    /// <summary>The sum as it is written.</summary>
    public Expression Expression => new(Number.From(Constant), Tables.Select(t => t.Term).ToEquatableArray())
    {
        Adjustments = Adjustments.OrderBy(a => a.Condition).Select(a => new Adjustment(a.Condition, Number.From(a.Sign)))
            .ToEquatableArray(),
    };

    /// <summary>A sum in whole points, without a constant.</summary>
    /// <param name="exact">The terms of the exact sum.</param>
    /// <param name="adjustments">The conditions that adjust it.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="bins">The most bins of a number.</param>
    public static WholeSum Of(
        ExpandedSum exact, IReadOnlyList<(int Condition, int Sign)> adjustments, EquatableArray<Input> inputs, int bins)
    {
        var used = exact.Parts.Select((part, i) => (part, i)).Where(p => p.part is { IsZero: false }).ToArray();
        var tables = used.Select(p => WholeTable.Of(p.i, p.part!, bins)).ToArray();
        var sum = new WholeSum(0, tables.OfType<WholeTable>().ToArray(), adjustments, exact) { LeftOut = tables.Count(t => t is null) };
        return sum with { Difference = ExpandedSum.OfTerms(sum.Expression, inputs).Plus(-Rational.One, exact) };
    }

    /// <summary>The same sum with another constant.</summary>
    /// <param name="constant">The constant.</param>
    public WholeSum With(int constant) => this with
    {
        Constant = constant,
        Difference = ExpandedSum.Of(Difference.Bias + (constant - Constant), Difference.Parts),
    };
}
