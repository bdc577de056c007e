using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Describes one input in words: its kind, range or categories, and unit.</summary>
public static class InputDescriber
{
    /// <summary>What an input is, its range or what becomes of categories that are not declared, and what means missing.</summary>
    /// <param name="input">The input.</param>
    /// <returns>One line.</returns>
    public static string Describe(Input input)
    {
        var text = new StringBuilder(ShownName.Of(input.Name));
        if (input.Title is { } title)
            text.Append(" (").Append(VisibleText.Of(title.Trim())).Append(')');
        if (!string.IsNullOrWhiteSpace(input.Description))
            text.Append(": ").Append(VisibleText.Of(input.Description!.Trim().TrimEnd('.')));
        input.Match(
            number =>
            {
                if (!string.IsNullOrWhiteSpace(number.Unit))
                    text.Append(", in ").Append(VisibleText.Of(number.Unit!.Trim()));
                text.Append("; ").Append(number.Minimum.Literal).Append(" to ").Append(number.Maximum.Literal).Append(" in training. ");
                foreach (var special in number.Specials)
                    text.Append(special.Value?.Text ?? "NaN").Append(" means ").Append(ShownName.Of(special.Name)).Append(". ");
                if (number.Specials.All(s => s.Value is not null))
                    text.Append(Missing(number));
            },
            category => text.Append(". ").Append(category.Other is { } other
                ? $"A value that is not declared counts as {ShownName.Of(category.Categories[other])}."
                : "A value that is not declared is refused."));
        return text.ToString().TrimEnd();
    }

    /// <summary>What means missing in a number, and what becomes of it.</summary>
    /// <param name="input">The number.</param>
    /// <returns>A sentence.</returns>
    public static string Missing(NumberInput input)
    {
        if (input.Marks.Count == 0)
            return input.Missing is { } value ? $"A missing value (NaN) counts as {value.Literal}." : "A missing value (NaN) is refused.";
        var fate = input.Missing is { } standIn ? $"count as {standIn.Literal}" : "are refused";
        return $"{string.Join(", ", input.Marks.Select(m => m.Text))} and NaN mean missing and {fate}.";
    }
}
