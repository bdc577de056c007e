using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Says what happens where rules are most often misread.</summary>
internal static class EdgeDescriber
{
    public static IReadOnlyList<string> Sentences(RuleDocument document)
    {
        var sentences = new List<string>();
        if (document.Conditions.Count > 0)
            sentences.Add("A row exactly on a boundary (a condition's sum is 0) belongs to the side >= 0.");

        var numbers = document.Inputs.OfType<NumberInput>().ToList();
        if (numbers.Count > 0)
        {
            sentences.Add("An infinite number is refused with an exception.");
            sentences.Add(numbers.All(n => n.Missing is null) ? "So is a missing one (NaN)."
                : numbers.All(n => n.Missing is not null) ? "A missing one (NaN) is replaced as its input says."
                : "A missing one (NaN) is replaced where its input says by what, and refused otherwise.");
            sentences.Add("Outside its range, which is that of the training rows, an input is taken as it is and the rules extrapolate.");
        }

        var categories = document.Inputs.OfType<CategoryInput>().ToList();
        if (categories.Count > 0)
        {
            sentences.Add(categories.All(c => c.Other is null) ? "An undeclared category is refused with an exception."
                : categories.All(c => c.Other is not null) ? "An undeclared category counts as the one that its input names for it."
                : "An undeclared category counts as the one that its input names for it, and is refused where it names none.");
        }

        return sentences;
    }
}
