namespace RuleCompiler.Documents;

/// <summary>A value of a number input that is no quantity, such as −9 for "no record".</summary>
/// <param name="Value">The number that stands for it; null for NaN.</param>
/// <param name="Name">What it means; unique in its input.</param>
/// <param name="IsInside">Whether it lies inside the range and is no quantity all the same.</param>
public sealed record SpecialValue(Number? Value, string Name, bool IsInside)
{
    /// <summary>The value as rows have it.</summary>
    public double InRow => Value?.Value ?? double.NaN;

    /// <summary>Whether a value is this one: equal as doubles, so that −0 is 0, or both NaN.</summary>
    /// <param name="value">The value as it was given.</param>
    /// <returns>Whether it is.</returns>
    public bool Is(double value) => Value is { } number ? number.Value == value : double.IsNaN(value);
}

/// <summary>A reason that people are given: a code and a sentence.</summary>
/// <param name="Code">The code, as the company's letters use it.</param>
/// <param name="Text">What is told.</param>
public sealed record Reason(string Code, string Text);

/// <summary>In which direction a person can change an input.</summary>
public enum Actionable
{
    /// <summary>Not at all.</summary>
    No,

    /// <summary>It can be made larger.</summary>
    Up,

    /// <summary>It can be made smaller.</summary>
    Down,

    /// <summary>It can be made larger and smaller.</summary>
    Both,
}

/// <summary>What an output does when an input rises and all else stays equal.</summary>
public enum Direction
{
    /// <summary>Nothing is claimed.</summary>
    Unclaimed,

    /// <summary>It never falls.</summary>
    Increasing,

    /// <summary>It never rises.</summary>
    Decreasing,
}

/// <summary>A row that reasons are measured from.</summary>
/// <param name="Name">What it stands for: "all training rows".</param>
/// <param name="Row">One value per input.</param>
/// <param name="IsDefault">Whether it is the one that is taken where none is named.</param>
public sealed record Reference(string Name, EquatableArray<InputValue> Row, bool IsDefault);
