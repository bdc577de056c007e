using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Says that numbers mean missing which no input declares, only the provenance.</summary>
public static class RecordedMarksDescriber
{
    private const int MaxShown = 3;

    /// <summary>What a reviewer should know, and what to do.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Two sentences; null where every mark is declared.</returns>
    public static string? Warning(RuleDocument document)
    {
        var inputs = document.Inputs.Numbers().Where(n => n.RecordedMarks.Count > 0).ToList();
        if (inputs.Count == 0)
            return null;
        var shown = string.Join(", ", inputs.Take(MaxShown).Select(Text))
            + (inputs.Count > MaxShown ? $" and {inputs.Count - MaxShown} more" : string.Empty);
        var first = inputs[0];
        var value = first.Missing is { } missing ? $"\"value\": {missing.Text}, " : string.Empty;
        return $"The provenance records numbers that mean missing, and so they do here: {shown}. "
            + $"Declare them at each input, as in \"missing\": {{ {value}\"marks\": [{Marks(first, ", ")}] }}, or train again, which does "
            + "so; an input without any says \"marks\": [].";
    }

    private static string Text(NumberInput input) =>
        $"{Marks(input, " or ")} in '{VisibleText.Of(input.Name)}' "
            + (input.Missing is { } missing ? "counts as " + missing.Text : "is refused");

    private static string Marks(NumberInput input, string separator) => string.Join(separator, input.RecordedMarks.Select(m => m.Text));
}
