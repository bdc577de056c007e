using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>Rows whose values have the names of the inputs, as rows by position.</summary>
internal sealed class NamedRows
{
    private readonly EquatableArray<Input> _inputs;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    // By kind once, not at every row.
    private readonly Func<RowValue, double>[] _readers;

    /// <summary>Prepares some inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    public NamedRows(EquatableArray<Input> inputs)
    {
        _inputs = inputs;
        for (var i = 0; i < inputs.Count; i++)
            _positions.Add(inputs[i].Name, i);
        _readers = inputs.Select(i => i.Match<Func<RowValue, double>>(ReaderOf, ReaderOf)).ToArray();
    }

    /// <summary>One value per input: a number, NaN where it is missing, or the position of a category.</summary>
    /// <param name="values">One value for the name of each input.</param>
    /// <exception cref="RuleCompilerException">A name is not that of an input, or an input has no value.</exception>
    /// <exception cref="InputRefusedException">A value is of the wrong kind.</exception>
    public double[] ByPosition(IReadOnlyDictionary<string, RowValue> values)
    {
        var row = new double[_inputs.Count];
        var absent = new HashSet<string>(_positions.Keys, StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (!_positions.TryGetValue(value.Key, out var input))
                throw Unknown(value.Key);
            row[input] = _readers[input](value.Value);
            absent.Remove(value.Key);
        }

        return absent.Count == 0 ? row : throw Absent(_inputs.Select(i => i.Name).Where(absent.Contains).ToArray());
    }

    private static Func<RowValue, double> ReaderOf(NumberInput input) => value => value.Match(
        number => number,
        text => input.Specials.FirstOrDefault(s => s.Name == text)?.InRow
            ?? throw new InputRefusedException(
                input.Name,
                $"takes a number{(input.Specials.Count > 0 ? " or the name of a special value" : string.Empty)}, not the text "
                    + $"'{VisibleText.Of(text)}'"),
        () => double.NaN);

    private static Func<RowValue, double> ReaderOf(CategoryInput input)
    {
        var categories = new CategoryTexts(input);
        return value => value.Match(
            number => categories.Numbers.Count > 0
                ? Position(double.IsInfinity(number) ? "infinite" : Number.From(number).Text)
                : throw new InputRefusedException(input.Name, "takes the text of a category, not a number"),
            Position,
            () => categories.Missing ?? -1);

        double Position(string text)
        {
            var position = categories.Find(text);
            if (position >= 0 || input.Other is not null || categories.MeansMissing(text, MissingTexts.NumberOf(text)))
                return position;
            var meant = NearNames.Nearest(text, input.Categories) is { } near ? $" (did you mean '{VisibleText.Of(near)}'?)" : string.Empty;
            throw new InputRefusedException(
                input.Name, $"has no category '{VisibleText.Of(text)}'{meant}, and none of its categories stands for others");
        }
    }

    private RuleCompilerException Unknown(string name)
    {
        var known = NearNames.Nearest(name, _positions.Keys) is { } near
            ? $"did you mean '{VisibleText.Of(near)}'?"
            : $"the inputs are {Listed(_inputs.Select(i => i.Name))}.";
        return new RuleCompilerException($"There is no input '{VisibleText.Of(name)}'; {known}");
    }

    private static RuleCompilerException Absent(string[] names) => new(
        $"The row has no value for the {(names.Length == 1 ? "input" : "inputs")} {Listed(names)}; give each input one, RowValue.Missing "
            + "where none is known.");

    private static string Listed(IEnumerable<string> names) => VisibleText.Of(string.Join(", ", names.Select(n => $"'{n}'")));
}
