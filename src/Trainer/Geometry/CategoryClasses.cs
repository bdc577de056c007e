using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Geometry;

/// <summary>The categories of one input, those that some expressions treat alike put together.</summary>
/// <param name="Input">The position of the input.</param>
/// <param name="Classes">The positions of the categories of each class.</param>
internal sealed record CategoryClasses(int Input, int[][] Classes)
{
    /// <summary>The classes of an input.</summary>
    /// <param name="document">The document.</param>
    /// <param name="input">The position of a category input.</param>
    /// <param name="expressions">What treats categories alike or not.</param>
    public static CategoryClasses Of(RuleDocument document, int input, IReadOnlyList<Expression> expressions)
    {
        var terms = expressions.SelectMany(e => e.Terms).Where(t => t.Input == input).ToArray();
        var classes = Enumerable.Range(0, ((CategoryInput)document.Inputs[input]).Categories.Count)
            .GroupBy(c => terms.Select(t => Weight(t, c)).ToEquatableArray()).Select(g => g.ToArray()).ToArray();
        return new CategoryClasses(input, classes);
    }

    /// <summary>What a category adds to an expression.</summary>
    public static double Weight(Term term, int category) => Entry(term, category).Value;

    /// <summary>What a category adds to an expression, with its digits.</summary>
    public static Number Entry(Term term, int category) =>
        ((CategoryTerm)term).Weights.FirstOrDefault(w => w.Category == category)?.Weight ?? Number.Zero;
}
