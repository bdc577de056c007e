using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Finds inputs of one kind among all inputs.</summary>
public static class InputKinds
{
    /// <summary>The inputs that are numbers.</summary>
    /// <param name="inputs">All inputs.</param>
    /// <returns>Those that are numbers, in their order.</returns>
    public static IEnumerable<NumberInput> Numbers(this IEnumerable<Input> inputs) =>
        inputs.SelectMany(i => i.Match(number => new[] { number }, _ => Array.Empty<NumberInput>()));

    /// <summary>The inputs that are categories.</summary>
    /// <param name="inputs">All inputs.</param>
    /// <returns>Those that are categories, in their order.</returns>
    public static IEnumerable<CategoryInput> Categories(this IEnumerable<Input> inputs) =>
        inputs.SelectMany(i => i.Match(_ => Array.Empty<CategoryInput>(), category => new[] { category }));

    /// <summary>The input of a <see cref="NumberTerm"/>, or of another place that holds only where a number stands.</summary>
    /// <param name="inputs">All inputs.</param>
    /// <param name="position">The position of a number.</param>
    /// <returns>The input.</returns>
    /// <exception cref="InvalidOperationException">The input there is no number.</exception>
    public static NumberInput NumberAt(this IReadOnlyList<Input> inputs, int position) =>
        inputs[position].Match(number => number, category => throw new InvalidOperationException($"'{category.Name}' is not a number."));

    /// <summary>The input of a <see cref="CategoryTerm"/>, or of another place that holds only where a category stands.</summary>
    /// <param name="inputs">All inputs.</param>
    /// <param name="position">The position of a category input.</param>
    /// <returns>The input.</returns>
    /// <exception cref="InvalidOperationException">The input there is no category.</exception>
    public static CategoryInput CategoryAt(this IReadOnlyList<Input> inputs, int position) =>
        inputs[position].Match(number => throw new InvalidOperationException($"'{number.Name}' is not a category."), category => category);
}
