using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using RuleCompiler.Documents;

namespace RuleCompiler.Tool.Shared;

/// <summary>Options that are numbers between bounds, written with a decimal point whatever the machine's culture.</summary>
internal static class NumberOptions
{
    /// <summary>An option with a value when it is not given.</summary>
    public static Option<T> WithDefault<T>(string name, string description, T standard, T minimum, T maximum)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "n",
            DefaultValueFactory = _ => standard,
            CustomParser = result => Parse(result, name, minimum, maximum),
        };

    /// <summary>An option that may be omitted.</summary>
    public static Option<T?> Optional<T>(string name, string description, T minimum, T maximum)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "n",
            CustomParser = result => Parse(result, name, minimum, maximum),
        };

    private static T Parse<T>(ArgumentResult result, string name, T minimum, T maximum)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            return value;
        var kind = T.IsInteger(minimum + (T.One / (T.One + T.One))) ? "a whole number" : "a number";
        var isOpen = maximum == T.CreateSaturating(long.MaxValue);
        var bounds = isOpen
            ? string.Create(CultureInfo.InvariantCulture, $"of at least {minimum}")
            : string.Create(CultureInfo.InvariantCulture, $"from {minimum} to {maximum}");
        result.AddError($"{name} is {kind} {bounds}, not '{VisibleText.Of(text)}'.");
        return minimum;
    }
}
