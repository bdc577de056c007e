using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>The rows that a policy speaks of.</summary>
/// <param name="Domain">The rows of the document, quantities between the bounds that are assumed.</param>
/// <param name="Left">Sides for what the domain does not say: open bounds, categories, special values.</param>
/// <param name="All">Sides for all that is assumed.</param>
internal sealed record Assumed(RowDomain Domain, SumSide[] Left, SumSide[] All)
{
    /// <summary>The rows of some assumptions.</summary>
    /// <param name="scope">The document.</param>
    /// <param name="assumptions">The assumptions.</param>
    public static Assumed Of(PolicyScope scope, EquatableArray<Assumption> assumptions)
    {
        var inputs = scope.Document.Inputs;
        var all = AssumptionSides.Of(assumptions, inputs);
        if (assumptions.Count == 0)
            return new Assumed(scope.Geometry.Domain, all, all);
        var narrowed = inputs.ToArray();
        foreach (var assumption in assumptions)
        {
            if (assumption.Quantities is { } between)
                narrowed[assumption.Input] = Narrowed(inputs.NumberAt(assumption.Input), between);
        }

        var domain = new RowDomain(narrowed, scope.Document.Version);
        return new Assumed(domain, AssumptionSides.Of(assumptions.Where(a => !IsSaid(a, inputs)), inputs), all);
    }

    // Closed bounds of a number without special values are its range.
    private static bool IsSaid(Assumption assumption, EquatableArray<Input> inputs) =>
        assumption.Quantities is { IsAbove: false, IsBelow: false } && inputs.NumberAt(assumption.Input).Specials.Count == 0;

    private static NumberInput Narrowed(NumberInput number, QuantityInterval between) => number with
    {
        Minimum = between.Lower is { } lower && IsLess(number.Minimum, lower) ? lower : number.Minimum,
        Maximum = between.Upper is { } upper && IsLess(upper, number.Maximum) ? upper : number.Maximum,
    };

    private static bool IsLess(Number one, Number other) => Rational.Parse(one.Text) < Rational.Parse(other.Text);
}
