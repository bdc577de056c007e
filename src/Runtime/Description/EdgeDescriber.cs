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

        var numbers = document.Inputs.Numbers().ToList();
        if (numbers.Count > 0)
        {
            sentences.Add(
                Numbers(
                    numbers.Count(n => n.Missing is not null),
                    numbers.Count,
                    numbers.Any(n => n.Marks.Count > 0) ? "NaN, or a mark that its input names" : "NaN"));
            sentences.Add("Outside its range, which is that of the training rows, an input is taken as it is and the rules extrapolate.");
            if (document.Sums.Any(s => s.Terms.Any(t => t.IsCurve)))
                sentences.Add("Curves stay flat there, and weights go on.");
            if (numbers.Any(n => n.Specials.Count > 0))
                sentences.Add(
                    "A special value of an input is no quantity and no missing value: "
                        + "each sum adds its number for it, or 0 where it has none.");
        }

        var categories = document.Inputs.Categories().ToList();
        if (categories.Count > 0)
        {
            sentences.Add(Categories(categories.Count(c => c.Other is not null), categories.Count));
        }

        return sentences;
    }

    private static string Numbers(int replaced, int all, string missing)
    {
        if (replaced == 0)
            return $"A number that is infinite or missing ({missing}) is refused with an exception.";
        return replaced == all
            ? $"An infinite number is refused with an exception; a missing one ({missing}) is replaced as its input says."
            : $"An infinite number is refused with an exception; a missing one ({missing}) is replaced where its input says by what, and "
                + "refused otherwise.";
    }

    private static string Categories(int replaced, int all)
    {
        if (replaced == 0)
            return "An undeclared category is refused with an exception.";
        return replaced == all
            ? "An undeclared category counts as the one that its input names for it."
            : "An undeclared category counts as the one that its input names for it, and is refused where it names none.";
    }
}
