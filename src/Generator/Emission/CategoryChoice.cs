using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Emission;

/// <summary>One category against the others, or two in all: a choice between two numbers is easier to read than a table.</summary>
/// <param name="Category">The position of the category.</param>
/// <param name="Weight">What it adds.</param>
/// <param name="Otherwise">What every other one adds.</param>
internal sealed record CategoryChoice(int Category, string Weight, string Otherwise)
{
    /// <summary>The choice that a term can be written as, or null where it needs a table.</summary>
    /// <param name="term">A term that lists a category at least.</param>
    /// <param name="document">The document that it stands in.</param>
    public static CategoryChoice? From(CategoryTerm term, RuleDocument document)
    {
        if (term.Weights.Count > 1 && document.Inputs.CategoryAt(term.Input).Categories.Count != 2)
            return null;
        var otherwise = term.Weights.Count == 1 ? "0.0" : term.Weights[1].Weight.Literal;
        return new CategoryChoice(term.Weights[0].Category, term.Weights[0].Weight.Literal, otherwise);
    }
}
