using System;
using System.Globalization;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>A condition on one number, solved for that number: kinder to the eye than the exact form, beside which it stands.</summary>
internal static class SolvedCondition
{
    /// <summary>The digits that the boundary is shown with.</summary>
    public const int SignificantDigits = 6;

    /// <summary><c>≈ age &lt; 40</c> for <c>-1 + 0.025 * age &lt; 0</c>.</summary>
    /// <param name="expression">The condition's expression.</param>
    /// <param name="isNegative">Whether the side e(x) &lt; 0 is meant.</param>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The text, or null where there are several terms, or numbers past the reach of <see cref="decimal"/>.</returns>
    public static string? Of(Expression expression, bool isNegative, EquatableArray<Input> inputs)
    {
        if (expression.Terms.Count != 1 || expression.Terms[0].Match<NumberTerm?>(number => number, _ => null, _ => null) is not { } term)
            return null;
        if (!TryDecimal(expression.Bias, out var bias) || !TryDecimal(term.Weight, out var weight) || weight == 0)
            return null;
        // Decimal arithmetic gives the same digits on every host, which printing a double in an old one does not.
        decimal boundary;
        try
        {
            boundary = Rounded(-bias / weight);
        }
        catch (OverflowException)
        {
            return null;
        }

        // Dividing by a negative weight turns the sign around.
        var sign = (isNegative, weight > 0) switch
        {
            (true, true) => "<",
            (false, true) => ">=",
            (true, false) => ">",
            (false, false) => "<=",
        };
        var input = inputs.NumberAt(term.Input);
        return $"≈ {ShownName.Of(input.Name, input.Unit)} {sign} {boundary.ToString(CultureInfo.InvariantCulture)}";
    }

    private static bool TryDecimal(Number number, out decimal value)
    {
        // Beyond this the quotient could leave the range, or lose all its digits.
        const double Largest = 1e12, Smallest = 1e-9;
        value = 0;
        var size = Math.Abs(number.Value);
        return (size == 0 || (size >= Smallest && size <= Largest))
            && decimal.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static decimal Rounded(decimal value)
    {
        var size = Math.Abs(value);
        var decimals = SignificantDigits;
        for (; size >= 1 && decimals > 0; size /= 10)
            decimals--;
        for (; size > 0 && size < 0.1m && decimals < 20; size *= 10)
            decimals++;
        // Adding and dividing by one with many zeros drops trailing zeros.
        return Math.Round(value, decimals, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
    }
}
