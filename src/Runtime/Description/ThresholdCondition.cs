using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>
/// A condition on one number with the weight 1 or −1: <c>age &lt; 41.5</c> for <c>-41.5 + 1.0 * age &lt; 0</c>, which has the same answer
/// for every double, since a difference of two doubles is 0 only where they are equal and has the sign of the exact one.
/// </summary>
/// <param name="Input">The position of the number.</param>
/// <param name="IsUpper">Whether the condition is negative below the limit; else it is above it.</param>
/// <param name="Limit">The limit, as a C# literal.</param>
internal sealed record ThresholdCondition(int Input, bool IsUpper, string Limit)
{
    /// <summary>A condition's expression as such a one.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The comparison; null where the condition is more than that.</returns>
    public static ThresholdCondition? Find(Expression expression, EquatableArray<Input> inputs)
    {
        if (expression.Terms.Count != 1 || expression.Adjustments.Count > 0)
            return null;
        var weight = expression.Terms[0].Match(
            number => inputs.NumberAt(number.Input).Specials.Count == 0 ? number.Weight.Value : 0, _ => 0, _ => 0);
        return weight is 1 or -1
            ? new ThresholdCondition(expression.Terms[0].Input, weight > 0, LimitOf(expression.Bias, isNegated: weight > 0))
            : null;
    }

    /// <summary>The comparison that is true on a side.</summary>
    /// <param name="isNegative">Whether the side e(x) &lt; 0 is meant.</param>
    public string Sign(bool isNegative) => (IsUpper, isNegative) switch
    {
        (true, true) => "<",
        (true, false) => ">=",
        (false, true) => ">",
        (false, false) => "<=",
    };

    /// <summary>One side of the condition in words: <c>age [years] &lt; 41.5</c>.</summary>
    /// <param name="isNegative">Whether the side e(x) &lt; 0 is meant.</param>
    /// <param name="inputs">The inputs.</param>
    public string Describe(bool isNegative, EquatableArray<Input> inputs)
    {
        var input = inputs.NumberAt(Input);
        return $"{ShownName.Of(input.Name, input.Unit)} {Sign(isNegative)} {Limit}";
    }

    private static string LimitOf(Number bias, bool isNegated)
    {
        if (bias.Value == 0)
            return "0.0";
        if (!isNegated)
            return bias.Literal;
        return bias.Literal[0] == '-' ? bias.Literal.Substring(1) : "-" + bias.Literal;
    }
}
