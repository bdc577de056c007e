using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Writes what special values add to a sum.</summary>
/// <remarks>
/// They are fitted as the number that stands in for them and, in outputs, a number of their own. A curve is written so that it is 0 at the
/// stand-in, and they add their own number, which is not listed where it is 0. Beside a weight they add the weight times the stand-in, too;
/// where they have no number of their own that product is exact, so that they are on the same side of each condition as the stand-in.
/// </remarks>
internal static class SpecialNumbers
{
    /// <summary>Twice the digits of a double: a weight and a number of the data have fewer together.</summary>
    private const int MostDigits = 34;

    /// <summary>Writes the numbers beside the term of an input.</summary>
    /// <param name="term">What the input's quantities add; null where they add nothing.</param>
    /// <param name="input">The input.</param>
    /// <param name="own">For each special value what it adds besides what the stand-in does.</param>
    /// <param name="round">Rounds a number.</param>
    /// <returns>The term; null where nothing adds anything.</returns>
    public static Term? Of(Term? term, CurveInput input, double[] own, Func<double, Number> round)
    {
        var weight = term?.Match(number => number.Weight, _ => Number.Zero, _ => Number.Zero) ?? Number.Zero;
        var numbers = own.Select((o, s) => new SpecialWeight(
            s, o == 0 ? Product(weight, Number.From(input.StandIn)) : round((weight.Value * input.StandIn) + o)));
        var listed = numbers.Where(n => n.Weight.Value != 0).ToEquatableArray();
        return term switch
        {
            null => listed.Count == 0 ? null : new NumberTerm(input.Input, Number.Zero) { Specials = listed },
            _ => term.Match<Term>(
                number => number with { Specials = listed }, category => category, curve => curve with { Specials = listed }),
        };
    }

    /// <summary>The product of two decimals, all of its digits as long as there are not too many.</summary>
    private static Number Product(Number a, Number b) =>
        (Rational.Parse(a.Text) * Rational.Parse(b.Text)).TryDecimal(MostDigits, out var digits) && Number.TryParse(digits, out var product)
            ? product
            : Number.From(a.Value * b.Value);
}
