using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>
/// A condition on one number with the weight 1 or −1: <c>age &lt; 41.5</c> for <c>-41.5 + 1.0 * age &lt; 0</c>, which has the same answer for
/// every double.
/// </summary>
internal static class ThresholdCondition
{
    /// <summary>One side of the condition as a comparison.</summary>
    /// <param name="expression">The condition's expression.</param>
    /// <param name="isNegative">Whether the side e(x) &lt; 0 is meant.</param>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The comparison; null where the condition is no such one.</returns>
    public static string? Of(Expression expression, bool isNegative, EquatableArray<Input> inputs)
    {
        if (expression.Terms.Count != 1 || expression.Adjustments.Count > 0)
            return null;
        var term = expression.Terms[0].Match<NumberTerm?>(number => number.Specials.Count == 0 && number.Weight.Value is 1 or -1 ? number : null, _ => null, _ => null);
        if (term is null || inputs.NumberAt(term.Input).Specials.Count > 0)
            return null;
        // A difference of doubles is 0 only where they are equal, and has the sign of the exact one.
        var isUpper = term.Weight.Value > 0;
        var limit = Negated(isUpper, expression.Bias);
        var sign = (isUpper, isNegative) switch
        {
            (true, true) => "<",
            (true, false) => ">=",
            (false, true) => ">",
            (false, false) => "<=",
        };
        var input = inputs.NumberAt(term.Input);
        return $"{ShownName.Of(input.Name, input.Unit)} {sign} {limit}";
    }

    private static string Negated(bool isNegated, Number number)
    {
        var literal = number.Literal;
        if (!isNegated || number.Value == 0)
            return number.Value == 0 ? "0.0" : literal;
        return literal[0] == '-' ? literal.Substring(1) : "-" + literal;
    }
}
