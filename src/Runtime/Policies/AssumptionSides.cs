using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Assumptions as sides of sums: a row is on all of them where what is assumed holds.</summary>
internal static class AssumptionSides
{
    /// <summary>The sides of some assumptions.</summary>
    /// <param name="assumptions">The assumptions.</param>
    /// <param name="inputs">All inputs.</param>
    public static SumSide[] Of(IEnumerable<Assumption> assumptions, EquatableArray<Input> inputs) => assumptions.SelectMany(a =>
        inputs[a.Input].Match(
            number => OfNumber(a, number.Specials.Count, inputs),
            category => [AtLeast(inputs, a.Input, Rational.Zero, Rational.Zero, Allowed(a, category.Categories.Count, 0, -1))])).ToArray();

    private static IEnumerable<SumSide> OfNumber(Assumption assumption, int specials, EquatableArray<Input> inputs)
    {
        var input = assumption.Input;
        if (assumption.Quantities is not { } between)
        {
            yield return AtLeast(inputs, input, -Rational.One, Rational.Zero, Allowed(assumption, specials, 1, -1));
            yield break;
        }

        if (between.Lower is { } lower)
            yield return Bound(Rational.Parse(lower.Text), 1, between.IsAbove);
        if (between.Upper is { } upper)
            yield return Bound(Rational.Parse(upper.Text), -1, between.IsBelow);

        // sign · (x − bound), at special values 1 or −1.
        SumSide Bound(Rational bound, int sign, bool isOpen)
        {
            Rational bias = (Rational)(-sign) * bound;
            var table = Allowed(assumption, specials, 1, -1).Select(value => value - bias).ToArray();
            return isOpen
                ? SumSide.Above(ExpandedSum.OfInput(inputs, input, bias, sign, table), Rational.Zero)
                : AtLeast(inputs, input, bias, sign, table);
        }
    }

    private static SumSide AtLeast(EquatableArray<Input> inputs, int input, Rational bias, Rational weight, Rational[] table) =>
        new(ExpandedSum.OfInput(inputs, input, bias, weight, table), Negative: false);

    private static Rational[] Allowed(Assumption assumption, int count, int allowed, int other) =>
        Enumerable.Range(0, count).Select(c => (Rational)(assumption.Choices.Contains(c) ? allowed : other)).ToArray();
}
