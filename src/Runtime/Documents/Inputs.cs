using System;

namespace RuleCompiler.Documents;

/// <summary>
/// One input of a rule system. The kinds are closed: code that tells them apart goes through <see cref="Match"/>.
/// </summary>
/// <param name="Name">Its name, as in the data.</param>
/// <param name="Description">What it means, if known.</param>
public abstract record Input(string Name, string? Description)
{
    /// <summary>What people call it, if not by its name.</summary>
    public string? Title { get; init; }

    /// <summary>The reason that is given where this input decided.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Whether nobody can change it about themselves, such as an age.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>In which direction the person who is decided about can change it, if that is said.</summary>
    public Actionable? Actionable { get; init; }

    /// <summary>What is claimed of each output when this input rises, all else equal; empty where nothing is claimed.</summary>
    public EquatableArray<Direction> Directions { get; init; } = EquatableArray<Direction>.Empty;

    /// <summary>Whether its value in a row is a number; otherwise it is the position of a category.</summary>
    public abstract bool IsNumber { get; }

    /// <summary>
    /// Answers by the kind of this input. A kind that is added is a parameter that is added, so no place can overlook it.
    /// </summary>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="number">Of a number.</param>
    /// <param name="category">Of one of a list of categories.</param>
    /// <returns>The answer of the one that fits.</returns>
    public TResult Match<TResult>(Func<NumberInput, TResult> number, Func<CategoryInput, TResult> category) => Choose(number, category);

    /// <summary>Acts by the kind of this input.</summary>
    /// <param name="number">On a number.</param>
    /// <param name="category">On one of a list of categories.</param>
    public void Match(Action<NumberInput> number, Action<CategoryInput> category)
    {
        var act = Match<Action>(n => () => number(n), c => () => category(c));
        act();
    }

    // Only this assembly can say it, so only this assembly has kinds.
    private protected abstract TResult Choose<TResult>(Func<NumberInput, TResult> number, Func<CategoryInput, TResult> category);
}

/// <summary>An input that is a number.</summary>
/// <param name="Name">Its name, as in the data.</param>
/// <param name="Description">What it means, if known.</param>
/// <param name="Unit">Its unit, if known.</param>
/// <param name="Minimum">The smallest value seen in training.</param>
/// <param name="Maximum">The largest value seen in training.</param>
/// <param name="Missing">The value that stands for a missing one (NaN, or a mark); without it a missing value is refused.</param>
public sealed record NumberInput(string Name, string? Description, string? Unit, Number Minimum, Number Maximum, Number? Missing)
    : Input(Name, Description)
{
    /// <inheritdoc/>
    public override bool IsNumber => true;

    /// <summary>
    /// The numbers that mean missing, as the input declares them; null where it does not say, so that the recorded ones count.
    /// </summary>
    public EquatableArray<Number>? DeclaredMarks { get; init; }

    /// <summary>The numbers that mean missing, as the provenance records them: what documents have whose inputs do not say.</summary>
    public EquatableArray<Number> RecordedMarks { get; init; } = EquatableArray<Number>.Empty;

    /// <summary>The numbers that mean missing, beside NaN.</summary>
    public EquatableArray<Number> Marks => DeclaredMarks ?? RecordedMarks;

    /// <summary>Values that are no quantities; each term says what they add.</summary>
    public EquatableArray<SpecialValue> Specials { get; init; } = EquatableArray<SpecialValue>.Empty;

    /// <summary>The smallest change that means something: 1 for whole years.</summary>
    public Number? Step { get; init; }

    /// <summary>The special value that a value is; −1 where it is a quantity or missing.</summary>
    /// <param name="value">The value as it was given.</param>
    /// <returns>Its position among <see cref="Specials"/>.</returns>
    public int FindSpecial(double value)
    {
        for (var i = 0; i < Specials.Count; i++)
        {
            if (Specials[i].Is(value))
                return i;
        }

        return -1;
    }

    /// <summary>The width of the range.</summary>
    public double Width => Maximum.Value - Minimum.Value;

    /// <summary>Whether a value is in the range; not for NaN.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is.</returns>
    public bool IsInRange(double value) => value >= Minimum.Value && value <= Maximum.Value;

    /// <summary>Whether a value is missing: NaN or one of the marks, compared as doubles.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is.</returns>
    public bool IsMissing(double value)
    {
        if (double.IsNaN(value))
            return true;
        foreach (var mark in Marks)
        {
            // With ==, so that −0 is 0.
            if (mark.Value == value)
                return true;
        }

        return false;
    }

    private protected override TResult Choose<TResult>(Func<NumberInput, TResult> number, Func<CategoryInput, TResult> category) =>
        number(this);
}

/// <summary>An input that is one of a list of categories.</summary>
/// <param name="Name">Its name, as in the data.</param>
/// <param name="Description">What it means, if known.</param>
/// <param name="Categories">The categories, in order.</param>
/// <param name="Other">The position of the category that an undeclared one counts as; without it an undeclared one is refused.</param>
public sealed record CategoryInput(string Name, string? Description, EquatableArray<string> Categories, int? Other)
    : Input(Name, Description)
{
    /// <inheritdoc/>
    public override bool IsNumber => false;

    /// <summary>The categories from low to high, where they have an order; else empty.</summary>
    public EquatableArray<int> Order { get; init; } = EquatableArray<int>.Empty;

    /// <summary>
    /// The texts that mean missing, as the provenance records them, beside those that always do (<see cref="MissingTexts.Defaults"/>).
    /// </summary>
    public EquatableArray<string> RecordedMarks { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The texts that are values here although they mean missing elsewhere, as the provenance records them.</summary>
    public EquatableArray<string> RecordedValues { get; init; } = EquatableArray<string>.Empty;

    private protected override TResult Choose<TResult>(Func<NumberInput, TResult> number, Func<CategoryInput, TResult> category) =>
        category(this);
}

/// <summary>One output of a rule system.</summary>
/// <param name="Name">Its name, as in the data.</param>
public sealed record Output(string Name);
