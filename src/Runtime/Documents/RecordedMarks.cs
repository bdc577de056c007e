using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>The marks of missing values that a document's provenance records among the options it was trained with.</summary>
/// <remarks>A mark stands for itself in every input, or after <c>column=</c> in that one.</remarks>
internal static class RecordedMarks
{
    /// <summary>The option, whose values stand on lines of their own.</summary>
    public const string Option = "missing";

    /// <summary>The option that takes usual marks back, so that <c>NA</c> is a value.</summary>
    public const string ValuesOption = "not-missing";

    /// <summary>The marks as they were given.</summary>
    public static EquatableArray<string> Texts(Provenance? provenance, string option = Option) =>
        provenance?.Options.FirstOrDefault(o => o.Name == option)?.Value.Split('\n').ToEquatableArray() ?? EquatableArray<string>.Empty;

    /// <summary>Inputs with the marks that are recorded for them: a number that declares its own keeps to those.</summary>
    public static EquatableArray<Input> Apply(EquatableArray<Input> inputs, Provenance? provenance)
    {
        var (texts, values) = (Texts(provenance), Texts(provenance, ValuesOption));
        if (texts.Count + values.Count == 0)
            return inputs;
        var names = new HashSet<string>(inputs.Select(i => i.Name), StringComparer.Ordinal);
        return inputs.Select(i => WithMarks(i, Of(texts, i.Name, names), Of(values, i.Name, names))).ToEquatableArray();
    }

    /// <summary>A document whose inputs declare what its provenance records: how it is written, so that nobody has to look there.</summary>
    public static RuleDocument Declare(RuleDocument document) => document with
    {
        Inputs = Apply(document.Inputs, document.Provenance).Select(Declared).ToEquatableArray(),
    };

    private static Input Declared(Input input) => input.Match<Input>(
        number => number.DeclaredMarks is null && number.RecordedMarks.Count > 0
            ? number with { DeclaredMarks = number.RecordedMarks, RecordedMarks = EquatableArray<Number>.Empty }
            : number,
        category => category);

    private static IEnumerable<string> Of(EquatableArray<string> texts, string input, HashSet<string> names) =>
        texts.Select(t => Split(t, names)).Where(m => m.Owner is null || m.Owner == input).Select(m => m.Mark);

    private static Input WithMarks(Input input, IEnumerable<string> marks, IEnumerable<string> values) => input.Match<Input>(
        number => number.DeclaredMarks is null ? number with { RecordedMarks = Numbers(marks) } : number,
        category => category with { RecordedMarks = marks.ToEquatableArray(), RecordedValues = values.ToEquatableArray() });

    private static EquatableArray<Number> Numbers(IEnumerable<string> marks)
    {
        var numbers = new List<Number>();
        foreach (var mark in marks)
        {
            var value = MissingTexts.NumberOfMark(mark);
            // −9 and −9.0 are one mark.
            if (!double.IsNaN(value) && !numbers.Any(n => n.Value == value))
                numbers.Add(Number.TryParse(mark, out var written) ? written : Number.From(value));
        }

        return numbers.ToEquatableArray();
    }

    private static (string? Owner, string Mark) Split(string text, HashSet<string> names)
    {
        for (var i = text.IndexOf('='); i >= 0; i = text.IndexOf('=', i + 1))
        {
            if (names.Contains(text.Substring(0, i)))
                return (text.Substring(0, i), text.Substring(i + 1));
        }

        return (null, text);
    }
}
