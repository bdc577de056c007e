using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>Exact rows in the form of a document.</summary>
internal static class RowWords
{
    // Names and values of the first inputs.
    private const int Shown = 8;

    /// <summary>A row, to be shown and to be evaluated.</summary>
    /// <param name="domain">The rows.</param>
    /// <param name="row">The row.</param>
    public static Witness ToWitness(RowDomain domain, ExactRow row) => new(
        domain.Inputs.Select((input, i) => InRow(domain, input, i, row.Values[i])).ToEquatableArray(),
        domain.Inputs.Select((input, i) => Exact(input, row.Values[i])).ToEquatableArray(),
        Describe(domain, row));

    /// <summary>A number to six digits, after ≈ where it has more.</summary>
    /// <param name="value">The number.</param>
    /// <param name="equal">The word before one that is exact.</param>
    public static string Shortened(Rational value, string equal)
    {
        var digits = value.ToString();
        return (Rational.Parse(digits) == value ? equal : "≈ ") + digits;
    }

    private static double InRow(RowDomain domain, Input input, int i, ExactValue value) => input.Match(
        number => value.IsQuantity ? Beside(value.Quantity, domain.NoQuantities[i]) : number.Specials[value.Choice].InRow,
        _ => value.Choice);

    private static string Exact(Input input, ExactValue value) => input.Match(
        number => value.IsQuantity ? value.Quantity.ToFraction() : number.Specials[value.Choice].Name,
        category => category.Categories[value.Choice]);

    private static string Describe(RowDomain domain, ExactRow row)
    {
        var values = domain.Inputs.Take(Shown).Select((input, i) => VisibleText.Of(input.Name) + input.Match(
            number => row.Values[i].IsQuantity
                ? " " + Shortened(row.Values[i].Quantity, "= ")
                : $" is '{VisibleText.Of(number.Specials[row.Values[i].Choice].Name)}'",
            category => $" = '{VisibleText.Of(category.Categories[row.Values[i].Choice])}'"));
        return string.Join(", ", values) + (domain.Inputs.Count > Shown ? ", …" : string.Empty);
    }

    // The double next to a quantity, and not one that means something else.
    private static double Beside(Rational quantity, Rational[] noQuantities)
    {
        var nearest = quantity.ToDouble();
        foreach (var other in noQuantities.Where(n => n.ToDouble().Equals(nearest)))
            return quantity > other ? Above(nearest) : -Above(-nearest);
        return nearest;
    }

    /// <summary>The next larger double.</summary>
    /// <param name="value">A finite double.</param>
    public static double Above(double value) => value == 0
        ? double.Epsilon
        : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + (value > 0 ? 1 : -1));
}
