using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>
/// From a text of the data to the category that it stands for: the one reading, which generated code and <c>rulec predict</c> share.
/// </summary>
/// <remarks>
/// A declared text is its category. What means missing (nothing, a usual mark, a recorded one) is the category that stands for a missing
/// value, where there is one. Where all categories are numbers, equal numbers are equal: <c>3.0</c> is <c>3</c>.
/// </remarks>
public sealed class CategoryTexts
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missing;
    private readonly IEnumerable<string> _marks;
    private readonly double[] _missingNumbers;

    /// <summary>Prepares an input.</summary>
    /// <param name="input">The input.</param>
    public CategoryTexts(CategoryInput input)
    {
        _marks = input.RecordedMarks.Concat(MissingTexts.Defaults.Except(input.RecordedValues)).Distinct().ToArray();
        _missing = new HashSet<string>(_marks, StringComparer.Ordinal) { string.Empty };
        _missingNumbers = input.RecordedMarks.Select(MissingTexts.NumberOfMark).Where(n => !double.IsNaN(n)).Distinct().ToArray();
        for (var i = input.Categories.Count - 1; i >= 0; i--)
        {
            _positions[input.Categories[i]] = i;
            if (input.Categories[i] == MissingTexts.Category
                || MeansMissing(input.Categories[i], MissingTexts.NumberOf(input.Categories[i])))
                Missing = i;
        }

        var numbers = input.Categories.Select((c, i) => (Value: MissingTexts.NumberOf(c), Position: i))
            .Where(n => n.Position != Missing).ToArray();
        Numbers = numbers.Length > 0 && numbers.All(n => !double.IsNaN(n.Value)) ? numbers : Array.Empty<(double, int)>();
    }

    /// <summary>
    /// The position of the category that a missing value counts as; null where none does, so that it is an undeclared one.
    /// </summary>
    public int? Missing { get; }

    /// <summary>The texts that mean missing and are no categories, recorded ones first; the empty one is not among them.</summary>
    internal IEnumerable<string> UndeclaredMarks => _marks.Where(m => m.Length > 0 && !_positions.ContainsKey(m));

    /// <summary>The numbers that mean missing, however they are written.</summary>
    internal IReadOnlyList<double> MissingNumbers => _missingNumbers;

    /// <summary>
    /// The categories as numbers with their positions, that of a missing value left out; none where one of them is a text.
    /// </summary>
    internal IReadOnlyList<(double Value, int Position)> Numbers { get; }

    /// <summary>The position of the category that a text stands for.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <returns>The position, or −1 for a category that is not declared.</returns>
    public int Find(string text) => Find(text, MissingTexts.NumberOf(text));

    /// <summary>The position of the category that a text stands for, in a table with its own way of writing numbers.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="number">The number that it is; NaN where it is none.</param>
    /// <returns>The position, or −1 for a category that is not declared.</returns>
    public int Find(string text, double number)
    {
        if (_positions.TryGetValue(text, out var position))
            return position;
        if (MeansMissing(text, number))
            return Missing ?? -1;
        foreach (var category in Numbers)
        {
            if (category.Value == number)
                return category.Position;
        }

        return -1;
    }

    /// <summary>Whether a text means that the value is missing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number that it is; NaN where it is none.</param>
    internal bool MeansMissing(string text, double number) => _missing.Contains(text) || Array.IndexOf(_missingNumbers, number) >= 0;
}
