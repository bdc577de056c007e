using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Predictions.Recourses;

/// <summary>How many rows have a change that leads to what is wanted, and what is asked of them.</summary>
public sealed class RecourseCounts
{
    private readonly EquatableArray<Input> _inputs;
    private readonly List<double>[] _steps;
    private readonly Dictionary<(double From, double To), long>[] _categories;
    private readonly List<long> _costs = [];
    private readonly SortedDictionary<string, long> _unchanged = new(StringComparer.Ordinal);

    internal RecourseCounts(RuleDocument document)
    {
        _inputs = document.Inputs;
        _steps = _inputs.Select(_ => new List<double>()).ToArray();
        _categories = _inputs.Select(_ => new Dictionary<(double, double), long>()).ToArray();
    }

    /// <summary>All rows.</summary>
    public long Rows { get; private set; }

    /// <summary>The rows that are what is wanted already.</summary>
    public long Already { get; private set; }

    /// <summary>The rows with a change, and a proof that none costs less.</summary>
    public long Found { get; private set; }

    /// <summary>The rows of which is proved that no change leads there.</summary>
    public long None { get; private set; }

    /// <summary>The rows whose search has ended before.</summary>
    public long Undecided { get; private set; }

    /// <summary>The rows that the rules refuse.</summary>
    public long Refused { get; private set; }

    /// <summary>The certificates that were checked in exact arithmetic; all of them prove what they say.</summary>
    public long Checked { get; private set; }

    /// <summary>The median of what changes cost; null where there are none.</summary>
    public double? MedianCost => _costs.Count == 0 ? null : Median(_costs.Select(c => c / 1e6).ToArray());

    /// <summary>What is asked of the rows with a change, the most frequent first.</summary>
    public IReadOnlyList<AskedChange> Asked => _inputs.Select(Of).Where(a => a.Rows > 0).OrderByDescending(a => a.Rows).ToArray();

    /// <summary>Why inputs cannot change in some rows, with how many.</summary>
    public IReadOnlyDictionary<string, long> Unchanged => _unchanged;

    internal void AddRefused() => (Rows, Refused) = (Rows + 1, Refused + 1);

    internal void Add(RecourseAnswer answer, bool isChecked)
    {
        Rows++;
        Checked += isChecked ? 1 : 0;
        foreach (var sentence in answer.Unchanged)
            _unchanged[sentence] = _unchanged.GetValueOrDefault(sentence) + 1;
        switch (answer.Status)
        {
            case RecourseStatus.Found when answer.Changes.Count == 0:
                Already++;
                break;
            case RecourseStatus.Found:
                Found++;
                AddChanges(answer);
                break;
            case RecourseStatus.None:
                None++;
                break;
            default:
                Undecided++;
                break;
        }
    }

    private void AddChanges(RecourseAnswer answer)
    {
        _costs.Add(answer.Cost);
        foreach (var change in answer.Changes)
        {
            if (_inputs[change.Input].IsNumber)
                _steps[change.Input].Add(change.After - change.Before);
            else
                _categories[change.Input][(change.Before, change.After)] =
                    _categories[change.Input].GetValueOrDefault((change.Before, change.After)) + 1;
        }
    }

    private AskedChange Of(Input input, int i) => input.Match(
        _ => new AskedChange(input.Name, _steps[i].Count) { Median = _steps[i].Count == 0 ? null : Median([.. _steps[i]]) },
        category => new AskedChange(input.Name, (int)_categories[i].Values.Sum())
        {
            MostFrequent = _categories[i].Count == 0 ? null : Shown(category, _categories[i]),
        });

    private static CategoryChange Shown(CategoryInput input, Dictionary<(double From, double To), long> counts)
    {
        var most = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).First();
        return new CategoryChange(input.Categories[(int)most.Key.From], input.Categories[(int)most.Key.To], most.Value);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}

/// <summary>What is asked of rows by changing one input.</summary>
/// <param name="Input">Its name.</param>
/// <param name="Rows">In how many rows it changes.</param>
public sealed record AskedChange(string Input, int Rows)
{
    /// <summary>Of a number, the median of the changes, with their sign.</summary>
    public double? Median { get; init; }

    /// <summary>Of a category, the most frequent change.</summary>
    public CategoryChange? MostFrequent { get; init; }
}

/// <summary>A change from one category to another.</summary>
/// <param name="From">The one.</param>
/// <param name="To">The other.</param>
/// <param name="Rows">In how many rows.</param>
public sealed record CategoryChange(string From, string To, long Rows);
