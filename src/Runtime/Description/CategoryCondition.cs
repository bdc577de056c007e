using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>
/// A condition on one category: <c>colour is red or blue</c> for <c>-1.0 + {colour: 1.0 for red, blue; 0.0 otherwise} &gt;= 0</c>. Each
/// category has one sum, so its side is known.
/// </summary>
/// <param name="Input">The position of the category input.</param>
/// <param name="Negative">The categories where the condition is negative, by position.</param>
/// <param name="Positive">The others.</param>
internal sealed record CategoryCondition(int Input, EquatableArray<int> Negative, EquatableArray<int> Positive)
{
    /// <summary>A sum over more categories than this, on the side that has fewer, is easier to read than a list of them.</summary>
    private const int MaxListed = 8;

    /// <summary>A condition's expression as such a one.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The sets of categories; null where the condition is more than that, or has only one side.</returns>
    public static CategoryCondition? Find(Expression expression, EquatableArray<Input> inputs)
    {
        if (expression.Terms.Count != 1 || expression.Adjustments.Count > 0)
            return null;
        if (expression.Terms[0].Match<CategoryTerm?>(_ => null, category => category, _ => null) is not { } term)
            return null;
        var table = term.Table(inputs.CategoryAt(term.Input).Categories.Count);
        // The sum that runs, in doubles.
        var sides = table.Select((w, c) => (Category: c, IsNegative: expression.Bias.Value + w.Value < 0)).ToArray();
        var found = new CategoryCondition(
            term.Input,
            sides.Where(s => s.IsNegative).Select(s => s.Category).ToEquatableArray(),
            sides.Where(s => !s.IsNegative).Select(s => s.Category).ToEquatableArray());
        return found.Listed.Count is > 0 and <= MaxListed ? found : null;
    }

    /// <summary>The side that has fewer categories.</summary>
    public EquatableArray<int> Listed => ListsNegative ? Negative : Positive;

    /// <summary>Whether that is the side where the condition is negative.</summary>
    public bool ListsNegative => Negative.Count <= Positive.Count;

    /// <summary>One side of the condition in words: <c>colour is red or blue</c>.</summary>
    /// <param name="isNegative">Whether the side e(x) &lt; 0 is meant.</param>
    /// <param name="inputs">The inputs.</param>
    public string Describe(bool isNegative, EquatableArray<Input> inputs)
    {
        var input = inputs.CategoryAt(Input);
        // Each side by its own categories, unless the other one has fewer.
        var (own, other) = isNegative ? (Negative, Positive) : (Positive, Negative);
        var names = (own.Count <= other.Count ? own : other).Select(c => ShownName.Of(input.Categories[c])).ToArray();
        var (verb, link) = own.Count <= other.Count ? ("is", "or") : names.Length == 1 ? ("is not", "or") : ("is neither", "nor");
        return $"{ShownName.Of(input.Name)} {verb} {Joined(names, link)}";
    }

    private static string Joined(IReadOnlyList<string> names, string link) => names.Count == 1
        ? names[0]
        : $"{string.Join(", ", names.Take(names.Count - 1))} {link} {names[names.Count - 1]}";
}
