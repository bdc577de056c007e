namespace RuleCompiler.Documents;

/// <summary>A sparse affine function of the inputs, in their original units.</summary>
/// <remarks>Its value is the bias, to which each term is added in order, one multiplication and one addition each, in IEEE double.</remarks>
/// <param name="Bias">The constant.</param>
/// <param name="Terms">The terms, in the order of the inputs, at most one per input.</param>
public sealed record Expression(Number Bias, EquatableArray<Term> Terms);

/// <summary>What one input adds to an expression.</summary>
/// <param name="Input">The position of the input.</param>
public abstract record Term(int Input);

/// <summary>A number times its weight.</summary>
/// <param name="Input">The position of a <see cref="NumberInput"/>.</param>
/// <param name="Weight">The weight.</param>
public sealed record NumberTerm(int Input, Number Weight) : Term(Input);

/// <summary>A table with one weight per category; a category that it does not list adds 0.</summary>
/// <param name="Input">The position of a <see cref="CategoryInput"/>.</param>
/// <param name="Weights">The weights, in the order of the input's categories.</param>
public sealed record CategoryTerm(int Input, EquatableArray<CategoryWeight> Weights) : Term(Input);

/// <summary>The weight of one category.</summary>
/// <param name="Category">The position of the category in its input.</param>
/// <param name="Weight">The weight.</param>
public sealed record CategoryWeight(int Category, Number Weight);
