using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>Draws points where new rows may fall: between rows of the data and around them.</summary>
/// <remarks>
/// A network answers everywhere, and rows are few: what it does between them is learned from points that are not in the table. A point
/// begins at
/// a training row and goes a part of the way, at most half, to another one; then each number is moved a little, by
/// <see cref="Jitter"/> of its deviation, and kept within its range. Whole numbers stay whole. Columns with two values, which may stand for
/// categories, are taken all from the one row or all from the other, so that what excludes each other goes on doing so.
/// </remarks>
internal static class FreshPoints
{
    /// <summary>The deviation of the last step, in deviations of the column.</summary>
    private const double Jitter = 0.1;

    /// <summary>The longest part of the way: beyond it the other row would be nearer.</summary>
    private const double LongestWay = 0.5;

    /// <summary>Draws points.</summary>
    /// <param name="data">The data; only training rows are used.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">The source of randomness.</param>
    /// <returns>A table of their own, of the inputs only.</returns>
    public static DataPart Draw(Dataset data, int count, Xoshiro256 random)
    {
        var rows = data.Split.Train;
        var columns = data.Features.Inputs.Select(input => new Source((NumberColumn)data.Table[input.Name], rows)).ToArray();
        var noise = new GaussianNoise(random);
        for (var p = 0; p < count; p++)
        {
            var (from, to) = (rows[random.NextInt(rows.Length)], rows[random.NextInt(rows.Length)]);
            var way = LongestWay * random.NextDouble();
            var isOther = random.NextDouble() < way;
            foreach (var column in columns)
                column.Add(isOther ? to : from, from, to, way, noise);
        }

        var table = data.Table with { Columns = columns.Select(c => (Column)c.ToColumn()).ToEquatableArray(), Lines = new int[count] };
        return new DataPart(table, table.AllRows());
    }

    /// <summary>One column that points are drawn from.</summary>
    private sealed class Source
    {
        private readonly NumberColumn _column;
        private readonly System.Collections.Generic.List<double> _drawn = [];
        private readonly double _minimum;
        private readonly double _maximum;
        private readonly double _deviation;
        private readonly bool _isWhole;
        private readonly bool _isTwoValued;

        public Source(NumberColumn column, int[] rows)
        {
            _column = column;
            var encoded = EncodedNumber.Fit(column, 0, rows)!;
            (_minimum, _maximum, _deviation) = (encoded.Minimum, encoded.Maximum, encoded.Scale);
            var values = rows.Select(r => column.Values[r]).ToArray();
            _isWhole = Array.TrueForAll(values, v => Math.Floor(v).Equals(v));
            _isTwoValued = Array.TrueForAll(values, v => v.Equals(_minimum) || v.Equals(_maximum));
        }

        public void Add(int chosen, int from, int to, double way, GaussianNoise noise)
        {
            var values = _column.Values;
            if (_isTwoValued)
            {
                _drawn.Add(values[chosen]);
                return;
            }

            var value = values[from] + (way * (values[to] - values[from])) + (Jitter * _deviation * noise.Next());
            _drawn.Add(Math.Clamp(_isWhole ? Math.Round(value) : value, _minimum, _maximum));
        }

        public NumberColumn ToColumn() => _column with { Values = _drawn.ToArray() };
    }
}
