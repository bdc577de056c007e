using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Cells;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>
/// The coordinates in which cells are searched. A number x has t with x = middle + halfRange·t, t in [−1, 1]; a group of k one-hot
/// features has one coordinate in [0, 1] for each but its first feature, which is 1 minus their sum; what cannot vary has none.
/// </summary>
internal sealed class CellCoordinates
{
    private readonly InputBox _box;
    private readonly (int Feature, double Middle, double HalfRange)[] _numbers;
    private readonly int[] _fixed;
    private readonly int[][] _groups;
    private readonly int[] _firstOfGroup;

    public CellCoordinates(InputBox box)
    {
        _box = box;
        _groups = box.Groups.Where(g => g.Count > 1).Select(g => g.ToArray()).ToArray();
        var grouped = new HashSet<int>(box.Groups.SelectMany(g => g));
        _numbers = Enumerable.Range(0, box.Features).Where(i => !grouped.Contains(i) && IsRange(i))
            .Select(i => (i, (box.Lower[i] / 2) + (box.Upper[i] / 2), (box.Upper[i] / 2) - (box.Lower[i] / 2))).ToArray();
        _fixed = Enumerable.Range(0, box.Features).Where(i => !grouped.Contains(i) && !IsRange(i))
            .Concat(box.Groups.Where(g => g.Count == 1).Select(g => g[0])).ToArray();

        _firstOfGroup = new int[_groups.Length];
        Count = _numbers.Length;
        for (var g = 0; g < _groups.Length; g++)
        {
            _firstOfGroup[g] = Count;
            Count += _groups[g].Length - 1;
        }
    }

    /// <summary>The number of coordinates; the numbers come first.</summary>
    public int Count { get; }

    /// <summary>How many of them are numbers.</summary>
    public int Numbers => _numbers.Length;

    /// <summary>The number of features.</summary>
    public int Features => _box.Features;

    /// <summary>The number of groups with a choice.</summary>
    public int Groups => _groups.Length;

    /// <summary>The first coordinate of a group.</summary>
    public int FirstOf(int group) => _firstOfGroup[group];

    /// <summary>The number of coordinates of a group: one less than it has categories.</summary>
    public int CoordinatesOf(int group) => _groups[group].Length - 1;

    /// <summary>The coordinates of the numbers alone, the categories being those of a point.</summary>
    /// <param name="x">One value per feature.</param>
    /// <returns>Coordinates without groups.</returns>
    public CellCoordinates WithCategoriesOf(ReadOnlySpan<double> x)
    {
        var (lower, upper) = (_box.Lower.ToArray(), _box.Upper.ToArray());
        foreach (var feature in _box.Groups.SelectMany(g => g))
            lower[feature] = upper[feature] = x[feature];
        return new CellCoordinates(new InputBox(lower, upper));
    }

    /// <summary>Expresses a condition in these coordinates.</summary>
    /// <param name="weights">One weight per feature.</param>
    /// <param name="bias">The constant.</param>
    /// <param name="row">Receives one coefficient per coordinate, divided by the sum of all |coefficients| (the largest per group).</param>
    /// <returns>What else there is to know of it.</returns>
    public ConditionShape Express(ReadOnlySpan<double> weights, double bias, Span<double> row)
    {
        var constant = bias;
        var magnitude = Math.Abs(bias);
        foreach (var feature in _fixed)
        {
            var value = FixedValue(feature);
            constant += weights[feature] * value;
            magnitude += Math.Abs(weights[feature] * value);
        }

        var numbers = 0.0;
        for (var i = 0; i < _numbers.Length; i++)
        {
            var (feature, middle, halfRange) = _numbers[i];
            row[i] = weights[feature] * halfRange;
            constant += weights[feature] * middle;
            numbers += Math.Abs(row[i]);
            magnitude += Math.Abs(weights[feature] * middle) + Math.Abs(row[i]);
        }

        var (low, high, norm) = (-numbers, numbers, numbers);
        for (var g = 0; g < _groups.Length; g++)
        {
            var group = _groups[g];
            var first = weights[group[0]];
            constant += first;
            var (least, most) = (0.0, 0.0);
            for (var c = 1; c < group.Length; c++)
            {
                var coefficient = weights[group[c]] - first;
                row[_firstOfGroup[g] + c - 1] = coefficient;
                least = Math.Min(least, coefficient);
                most = Math.Max(most, coefficient);
                magnitude += Math.Abs(weights[group[c]]) + Math.Abs(first);
            }

            magnitude += Math.Abs(first);
            low += least;
            high += most;
            norm += Math.Max(-least, most);
        }

        if (!double.IsFinite(magnitude))
            throw new ArgumentException("A condition takes values beyond the range of double inside the box; scale the inputs.");
        if (norm == 0)
            return new ConditionShape(ConditionKind.Constant, constant, 0, 0, constant, constant);
        for (var i = 0; i < Count; i++)
            row[i] /= norm;

        var noise = (Features + 8) * Tolerances.UnitRoundoff * magnitude / norm;
        return new ConditionShape(
            numbers > 0 ? ConditionKind.Cut : ConditionKind.Choice,
            constant / norm,
            numbers / norm,
            noise,
            (constant + low) / norm,
            (constant + high) / norm);
    }

    /// <summary>The point of the features at numbers t and a category per group.</summary>
    /// <param name="t">The coordinates; of those of groups, each is 0 but for the chosen category's, which is 1.</param>
    /// <param name="x">Receives one value per feature; numbers are strictly between their bounds.</param>
    public void Place(ReadOnlySpan<double> t, Span<double> x)
    {
        foreach (var feature in _fixed)
            x[feature] = FixedValue(feature);
        for (var i = 0; i < _numbers.Length; i++)
        {
            var (feature, middle, halfRange) = _numbers[i];
            x[feature] = Math.Clamp(
                middle + (halfRange * t[i]), Math.BitIncrement(_box.Lower[feature]), Math.BitDecrement(_box.Upper[feature]));
        }

        for (var g = 0; g < _groups.Length; g++)
        {
            var others = 0.0;
            for (var c = 1; c < _groups[g].Length; c++)
            {
                x[_groups[g][c]] = t[_firstOfGroup[g] + c - 1];
                others += x[_groups[g][c]];
            }

            x[_groups[g][0]] = 1 - others;
        }
    }

    // A range without a number strictly inside is as good as a point.
    private bool IsRange(int feature) =>
        Math.BitIncrement(_box.Lower[feature]) < _box.Upper[feature] && (_box.Upper[feature] / 2) - (_box.Lower[feature] / 2) > 0;

    private double FixedValue(int feature) => _box.Lower[feature] == 0 && _box.Upper[feature] == 1 ? 1 : _box.Lower[feature];
}

/// <summary>What a condition depends on inside the box.</summary>
internal enum ConditionKind
{
    /// <summary>On nothing: its sign is known.</summary>
    Constant,

    /// <summary>On categories only: it takes finitely many values, and 0 counts as positive.</summary>
    Choice,

    /// <summary>On numbers: its zeros are a hyperplane, without volume.</summary>
    Cut,
}

/// <summary>A condition in cell coordinates, but for its coefficients.</summary>
/// <param name="Kind">What it depends on.</param>
/// <param name="Constant">Its constant, divided by the norm.</param>
/// <param name="MarginWeight">The numbers' part of the norm: by how much it falls when every number moves 1 against it.</param>
/// <param name="Noise">A bound of the rounding error in its value, divided by the norm.</param>
/// <param name="Low">Its least value in the box, but for noise.</param>
/// <param name="High">Its largest value in the box, but for noise.</param>
internal readonly record struct ConditionShape(
    ConditionKind Kind, double Constant, double MarginWeight, double Noise, double Low, double High);
