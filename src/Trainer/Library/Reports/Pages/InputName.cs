using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>An input as a label.</summary>
internal static class InputName
{
    /// <summary>Its name, with its unit in brackets.</summary>
    public static string Of(Input input) =>
        VisibleText.Of(input.Name) + input.Match(
            number => string.IsNullOrWhiteSpace(number.Unit) ? string.Empty : $" [{VisibleText.Of(number.Unit.Trim())}]",
            _ => string.Empty);
}
