using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Regions;

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
        var categories = document.Inputs.CategoryAt(input).Categories.Count;
        var tables = expressions.SelectMany(e => e.Terms).Where(t => t.Input == input)
            .Select(t => t.Match(_ => [], table => table.Table(categories))).Where(t => t.Length > 0).ToArray();
        var classes = Enumerable.Range(0, categories)
            .GroupBy(c => tables.Select(t => t[c].Value).ToEquatableArray()).Select(g => g.ToArray()).ToArray();
        return new CategoryClasses(input, classes);
    }
}
