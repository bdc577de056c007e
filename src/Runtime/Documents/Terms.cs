using System;

namespace RuleCompiler.Documents;

/// <summary>
/// What one input adds to an expression. The kinds are closed: code that tells them apart goes through <see cref="Match"/>.
/// </summary>
public abstract record Term
{
    private protected Term(int input) => Input = input;

    /// <summary>The position of the input.</summary>
    public int Input { get; init; }

    /// <summary>Whether it is a curve.</summary>
    internal abstract bool IsCurve { get; }

    /// <summary>Answers by the kind of this term. A kind that is added is a parameter that is added, so no place can overlook it.</summary>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="number">Of a number times its weight.</param>
    /// <param name="category">Of a table with one weight per category.</param>
    /// <param name="curve">Of a curve over a number.</param>
    /// <returns>The answer of the one that fits.</returns>
    public TResult Match<TResult>(Func<NumberTerm, TResult> number, Func<CategoryTerm, TResult> category, Func<CurveTerm, TResult> curve) =>
        Choose(number, category, curve);

    /// <summary>Acts by the kind of this term.</summary>
    /// <param name="number">On a number times its weight.</param>
    /// <param name="category">On a table with one weight per category.</param>
    /// <param name="curve">On a curve over a number.</param>
    public void Match(Action<NumberTerm> number, Action<CategoryTerm> category, Action<CurveTerm> curve)
    {
        var act = Match<Action>(n => () => number(n), c => () => category(c), c => () => curve(c));
        act();
    }

    // Only this assembly can say it, so only this assembly has kinds.
    private protected abstract TResult Choose<TResult>(
        Func<NumberTerm, TResult> number, Func<CategoryTerm, TResult> category, Func<CurveTerm, TResult> curve);
}

/// <summary>A number times its weight.</summary>
public sealed record NumberTerm : Term
{
    /// <summary>Makes a term.</summary>
    /// <param name="input">The position of a <see cref="NumberInput"/>.</param>
    /// <param name="weight">The weight.</param>
    public NumberTerm(int input, Number weight)
        : base(input) => Weight = weight;

    /// <summary>The weight.</summary>
    public Number Weight { get; init; }

    /// <summary>What special values add instead, in the order of the input's; one that is not listed adds 0.</summary>
    public EquatableArray<SpecialWeight> Specials { get; init; } = EquatableArray<SpecialWeight>.Empty;

    internal override bool IsCurve => false;

    private protected override TResult Choose<TResult>(
        Func<NumberTerm, TResult> number, Func<CategoryTerm, TResult> category, Func<CurveTerm, TResult> curve) => number(this);
}

/// <summary>A table with one weight per category; a category that it does not list adds 0.</summary>
public sealed record CategoryTerm : Term
{
    /// <summary>Makes a term.</summary>
    /// <param name="input">The position of a <see cref="CategoryInput"/>.</param>
    /// <param name="weights">The weights, in the order of the input's categories.</param>
    public CategoryTerm(int input, EquatableArray<CategoryWeight> weights)
        : base(input) => Weights = weights;

    /// <summary>The weights, in the order of the input's categories.</summary>
    public EquatableArray<CategoryWeight> Weights { get; init; }

    /// <summary>What a category adds.</summary>
    /// <param name="category">The position of the category.</param>
    /// <returns>Its weight, with its digits; 0 for one that is not listed.</returns>
    public Number WeightOf(int category)
    {
        foreach (var weight in Weights)
        {
            if (weight.Category == category)
                return weight.Weight;
        }

        return Number.Zero;
    }

    /// <summary>What each category adds.</summary>
    /// <param name="categories">The number of categories of the input.</param>
    /// <returns>One weight per category, 0 for those that are not listed.</returns>
    public Number[] Table(int categories)
    {
        var table = new Number[categories];
        foreach (var weight in Weights)
            table[weight.Category] = weight.Weight;
        return table;
    }

    internal override bool IsCurve => false;

    private protected override TResult Choose<TResult>(
        Func<NumberTerm, TResult> number, Func<CategoryTerm, TResult> category, Func<CurveTerm, TResult> curve) => category(this);
}

/// <summary>The weight of one category.</summary>
/// <param name="Category">The position of the category in its input.</param>
/// <param name="Weight">The weight.</param>
public sealed record CategoryWeight(int Category, Number Weight);

/// <summary>A curve over a number.</summary>
public sealed record CurveTerm : Term
{
    /// <summary>Makes a term.</summary>
    /// <param name="input">The position of a <see cref="NumberInput"/>.</param>
    /// <param name="curve">The curve.</param>
    public CurveTerm(int input, Curve curve)
        : base(input) => Curve = curve;

    /// <summary>The curve.</summary>
    public Curve Curve { get; init; }

    /// <summary>What special values add instead, in the order of the input's; one that is not listed adds 0.</summary>
    public EquatableArray<SpecialWeight> Specials { get; init; } = EquatableArray<SpecialWeight>.Empty;

    internal override bool IsCurve => true;

    private protected override TResult Choose<TResult>(
        Func<NumberTerm, TResult> number, Func<CategoryTerm, TResult> category, Func<CurveTerm, TResult> curve) => curve(this);
}

/// <summary>What a special value of a number adds, instead of what the number would.</summary>
/// <param name="Special">The position among the input's special values.</param>
/// <param name="Weight">The number that is added.</param>
public sealed record SpecialWeight(int Special, Number Weight);

/// <summary>Looks up what special values add.</summary>
internal static class SpecialTable
{
    /// <summary>What each special value of an input adds.</summary>
    /// <param name="weights">Those that a term lists.</param>
    /// <param name="input">The input of the term.</param>
    /// <returns>One number per special value, 0 for those that are not listed.</returns>
    public static Number[] Table(this EquatableArray<SpecialWeight> weights, NumberInput input)
    {
        var table = new Number[input.Specials.Count];
        foreach (var weight in weights)
            table[weight.Special] = weight.Weight;
        return table;
    }
}
