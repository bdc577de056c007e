using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A new last axis with a 1 at the position of the value's category and 0 elsewhere.</summary>
/// <param name="Categories">The categories, each a number.</param>
/// <param name="TakesUnknown">Whether a value that is none of them gives only zeros; otherwise it is refused.</param>
public sealed record OneHot(double[] Categories, bool TakesUnknown) : Operation
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) => new([.. Single(inputs).Dimensions, Categories.Length]);

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        for (var i = 0; i < inputs[0].Values.Length; i++)
        {
            var category = Array.IndexOf(Categories, inputs[0].Values[i]);
            if (category >= 0)
                output.Values[(i * Categories.Length) + category] = 1;
            else if (!TakesUnknown)
                throw new ArgumentException(FormattableString.Invariant($"{inputs[0].Values[i]:R} is none of the {Categories.Length} categories that the network knows."));
        }
    }
}
