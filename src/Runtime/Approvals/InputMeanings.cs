using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Inputs as canonical texts.</summary>
internal static class InputMeanings
{
    /// <summary>What a document says of an input that is no mere explanation.</summary>
    public static string Of(Input input) => CanonicalText.Object(
    [
        ("name", CanonicalText.Of(input.Name)),
        .. input.Match(Number, Category),
        ("direction", Directions(input.Directions)),
        ("immutable", input.IsImmutable ? "true" : null),
        ("actionable", input.Actionable is { } actionable ? Word(actionable) : null),
        ("reason", input.Reason is { } reason
            ? CanonicalText.Object(("code", CanonicalText.Of(reason.Code)), ("text", CanonicalText.Of(reason.Text)))
            : null),
    ]);

    private static (string Name, string? Value)[] Number(NumberInput input) =>
    [
        ("unit", input.Unit is { } unit ? CanonicalText.Of(unit) : null),
        ("range", CanonicalText.List([CanonicalText.Of(input.Minimum), CanonicalText.Of(input.Maximum)])),
        ("special", List(input.Specials, s => CanonicalText.Object(
            ("value", s.Value is { } value ? CanonicalText.Of(value) : CanonicalText.Of("NaN")),
            ("name", CanonicalText.Of(s.Name)),
            ("inside", s.IsInside ? "true" : null)))),
        ("missing", input.Missing is { } missing ? CanonicalText.Of(missing) : null),
        // Declared, or recorded by the provenance alone: they mean the same.
        ("marks", List(input.Marks, CanonicalText.Of)),
        ("step", input.Step is { } step ? CanonicalText.Of(step) : null),
    ];

    private static (string Name, string? Value)[] Category(CategoryInput input) =>
    [
        ("categories", CanonicalText.List(input.Categories.Select(CanonicalText.Of))),
        ("order", List(input.Order, c => CanonicalText.Of(input.Categories[c]))),
        ("other", input.Other is { } other ? CanonicalText.Of(input.Categories[other]) : null),
        // Which texts of a table mean missing, and which do not: so they are read by predict and by generated code.
        ("marks", List(input.RecordedMarks, CanonicalText.Of)),
        ("values", List(input.RecordedValues, CanonicalText.Of)),
    ];

    private static string? Directions(EquatableArray<Direction> directions) =>
        directions.All(d => d == Direction.Unclaimed) ? null : List(directions, Word);

    private static string? List<T>(EquatableArray<T> items, Func<T, string> text) =>
        items.Count == 0 ? null : CanonicalText.List(items.Select(text));

    private static string Word<T>(T value)
        where T : struct, Enum => CanonicalText.Of(value.ToString().ToLowerInvariant());
}
