using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>The texts of an input that a network distinguishes, and one category for all others.</summary>
/// <param name="Values">What stands for each category in the graph: a position among its texts, −1 for all others.</param>
/// <param name="Names">What each category is called.</param>
/// <param name="Other">The category that all others count as; null where the network refuses them.</param>
public sealed record TextCategories(IReadOnlyList<double> Values, IReadOnlyList<string> Names, int? Other)
{
    private const string OtherName = "other";
    private const double Unknown = -1;

    /// <summary>Finds the categories of an input.</summary>
    /// <param name="paths">All that is made of it.</param>
    /// <param name="texts">The texts that the network knows.</param>
    /// <returns>They, in the order of the texts.</returns>
    public static TextCategories Collect(IReadOnlyCollection<InputPath> paths, IReadOnlyList<string> texts)
    {
        var others = Made(Unknown);
        var known = Enumerable.Range(0, texts.Count).Where(t => Made(t) is { } own && !(others is not null && own.SequenceEqual(others)))
            .ToArray();
        var (values, names) = (known.Select(t => (double)t).ToList(), known.Select(t => texts[t]).ToList());
        if (others is null)
            return new TextCategories(values, names, null);
        var other = OtherName;
        for (var k = 2; names.Contains(other, StringComparer.Ordinal); k++)
            other = FormattableString.Invariant($"{OtherName} {k}");
        return new TextCategories([.. values, Unknown], [.. names, other], names.Count);

        // Null where the network refuses the text.
        double[]? Made(double text) => paths.Any(p => p.Refuses(text)) ? null : paths.Select(p => p.Evaluate(text)).ToArray();
    }
}
