using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A new last axis with a 1 at the position of the value's category and 0 elsewhere.</summary>
/// <param name="Categories">The categories, each a number.</param>
/// <param name="TakesUnknown">Whether a value that is none of them gives only zeros; otherwise it is refused.</param>
public sealed record OneHot(double[] Categories, bool TakesUnknown) : Operation
{
    /// <inheritdoc/>
    public override int Parameters => Categories.Length;

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) => new([.. Single(inputs).Dimensions, Categories.Length]);

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        for (var i = 0; i < inputs[0].Values.Length; i++)
        {
            var category = IndexOf(inputs[0].Values[i]);
            if (category >= 0)
                output.Values[(i * Categories.Length) + category] = 1;
            else if (!TakesUnknown)
                throw Unknown(inputs[0].Values[i]);
        }
    }

    /// <summary>The place of a value's category: numbers are cut off to whole ones, and of equal categories the last counts.</summary>
    internal int IndexOf(double x) => Array.LastIndexOf(Categories, Math.Truncate(x));

    /// <summary>What is said of a value that is none of the categories.</summary>
    internal RuleCompilerException Unknown(double x) =>
        new(FormattableString.Invariant($"{x:R} is none of the {Categories.Length} categories that the network knows."));
}
