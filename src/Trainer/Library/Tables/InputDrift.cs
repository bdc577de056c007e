using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>How many values of one input were not as in training, and which.</summary>
public sealed class InputDrift
{
    /// <summary>More different categories than these are counted together: a hostile column must not fill the memory.</summary>
    private const int MaxCategories = 1000;

    private readonly Dictionary<string, long> _unknown = new(StringComparer.Ordinal);
    private readonly double _minimum;
    private readonly EquatableArray<string> _categories;

    internal InputDrift(Input input)
    {
        Input = input;
        (_minimum, _categories) = input.Match(
            number => (number.Minimum.Value, EquatableArray<string>.Empty), category => (double.NaN, category.Categories));
    }

    /// <summary>The input whose values are compared with those of training.</summary>
    public Input Input { get; }

    /// <summary>The rows without a value, for which another stood.</summary>
    public long Missing { get; private set; }

    /// <summary>The rows whose number is outside the range of training.</summary>
    public long Outside { get; private set; }

    /// <summary>The smallest number that is below the range; NaN where none is.</summary>
    public double Least { get; private set; } = double.NaN;

    /// <summary>The largest number that is above the range; NaN where none is.</summary>
    public double Largest { get; private set; } = double.NaN;

    /// <summary>The rows whose category the rules do not know.</summary>
    public long Unknown { get; private set; }

    /// <summary>Whether there is anything to report.</summary>
    public bool IsAny => Missing + Outside + Unknown > 0;

    /// <summary>The unknown categories, the most frequent first, with the declared one that may be meant.</summary>
    public IEnumerable<UnknownCategory> UnknownCategories => _unknown
        .OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal)
        .Select(u => new UnknownCategory(u.Key, u.Value, Meant(u.Key)));

    internal void Add(CellDrift drift, double value, Func<string> text)
    {
        switch (drift)
        {
            case CellDrift.Missing:
                Missing++;
                break;
            case CellDrift.Outside:
                Outside++;
                if (value < _minimum)
                    Least = double.IsNaN(Least) ? value : Math.Min(Least, value);
                else
                    Largest = double.IsNaN(Largest) ? value : Math.Max(Largest, value);
                break;
            case CellDrift.Unknown:
                Unknown++;
                var category = text();
                if (_unknown.TryGetValue(category, out var rows))
                    _unknown[category] = rows + 1;
                else if (_unknown.Count < MaxCategories)
                    _unknown.Add(category, 1);
                break;
        }
    }

    private string? Meant(string category)
    {
        // 3.0 among texts: where all are numbers it is 3 already.
        var number = MissingTexts.NumberOf(category);
        return _categories.FirstOrDefault(c => MissingTexts.NumberOf(c) == number) ?? NearNames.Nearest(category, _categories);
    }
}

/// <summary>A category that the rules do not know.</summary>
/// <param name="Value">The text.</param>
/// <param name="Rows">The rows that have it.</param>
/// <param name="DidYouMean">The declared category that it is most like; null where it is like none.</param>
public sealed record UnknownCategory(string Value, long Rows, string? DidYouMean);
