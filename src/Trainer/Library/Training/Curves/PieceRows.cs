using System;
using System.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Training.Curves;

/// <summary>Rows as the few numbers from which all their features follow, and their targets.</summary>
/// <remarks>
/// A row has an entry for each number, one for the category of each category input, and two for each input that is cut into pieces: that
/// it lies in a piece, and how far in it. Features are sums of entries, so sums over rows are taken over entries, of which a row has a
/// few, and only then over features, of which it has hundreds.
/// </remarks>
internal sealed class PieceRows
{
    private readonly int[] _entries;
    private readonly float[] _values;

    private PieceRows(CurveEncoding encoding, TrainingSet set, int width, int[] entries, float[] values) =>
        (Encoding, Set, Width, _entries, _values) = (encoding, set, width, entries, values);

    /// <summary>The features.</summary>
    public CurveEncoding Encoding { get; }

    /// <summary>The rows over the features without curves, with targets and weights.</summary>
    public TrainingSet Set { get; }

    /// <summary>Entries per row.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Set.Rows;

    /// <summary>Which entries a row has.</summary>
    public ReadOnlySpan<int> Entries(int row) => _entries.AsSpan(row * Width, Width);

    /// <summary>Their values.</summary>
    public ReadOnlySpan<float> Values(int row) => _values.AsSpan(row * Width, Width);

    /// <summary>Reads rows.</summary>
    /// <param name="encoding">The features.</param>
    /// <param name="set">The rows over the features without curves.</param>
    /// <param name="part">The same rows of the table; not looked at where there are no curves.</param>
    public static PieceRows Of(CurveEncoding encoding, TrainingSet set, DataPart part)
    {
        var (box, curves) = (encoding.Linear.Box, encoding.Curves);
        var inGroup = box.Groups.SelectMany(g => Enumerable.Range(g.First, g.Count)).ToHashSet();
        var numbers = Enumerable.Range(0, encoding.Linear.Features).Where(f => !inGroup.Contains(f)).ToArray();
        var width = numbers.Length + box.Groups.Count + curves.Sum(c => 2 + c.Specials.Length);
        var (entries, values) = (new int[set.Rows * width], new float[set.Rows * width]);
        var columns = curves.Select(c => encoding.Linear.ValuesOf(c.Input, part.Table)).ToArray();
        for (var r = 0; r < set.Rows; r++)
        {
            var features = set.Features(r);
            var at = r * width;
            foreach (var number in numbers)
                Put(number, features[number]);
            foreach (var group in box.Groups)
            {
                var category = group.First + features.Slice(group.First, group.Count).IndexOfAnyExcept(0f);
                Put(Math.Max(category, group.First), category < group.First ? 0 : features[category]);
            }

            for (var c = 0; c < curves.Count; c++)
            {
                var (curve, value) = (curves[c], columns[c][part.Rows[r]]);
                var (piece, within) = curve.Locate(value);
                Put(curve.FirstPiece + (2 * piece), 1);
                Put(curve.FirstPiece + (2 * piece) + 1, (float)within);
                for (var s = 0; s < curve.Specials.Length; s++)
                    Put(curve.FirstPiece + (2 * curve.Ramps) + s, curve.SpecialOf(value) == s ? 1 : 0);
            }

            void Put(int entry, float value)
            {
                entries[at] = entry;
                values[at++] = value;
            }
        }

        return new PieceRows(encoding, set, width, entries, values);
    }

    /// <summary>At most so many rows, evenly spaced; the set itself where it has no more.</summary>
    public PieceRows Sample(int most)
    {
        var step = (Rows + most - 1) / most;
        if (step <= 1)
            return this;
        var rows = Enumerable.Range(0, Rows / step).Select(i => i * step).ToArray();
        return new PieceRows(
            Encoding,
            Set.Select(rows),
            Width,
            [.. rows.SelectMany(r => Entries(r).ToArray())],
            [.. rows.SelectMany(r => Values(r).ToArray())]);
    }

    /// <summary>These rows and others after them.</summary>
    public PieceRows Concat(PieceRows others) =>
        new(Encoding, Set.Concat(others.Set), Width, [.. _entries, .. others._entries], [.. _values, .. others._values]);

    /// <summary>The same rows with other targets.</summary>
    public PieceRows With(TrainingSet set) => new(Encoding, set, Width, _entries, _values);
}
