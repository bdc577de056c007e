using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>How many of some random points of the ranges are answered differently: measured in doubles, not proved.</summary>
internal sealed class MeasuredShares
{
    private const ulong Seed = 20261127;

    private readonly Dictionary<CellKey, int> _counts = [];
    private int _differing;

    private MeasuredShares(int points) => Points = points;

    /// <summary>How many points were taken.</summary>
    public int Points { get; }

    /// <summary>The share of points where some answer differs.</summary>
    public double Share => _differing / (double)Points;

    /// <summary>The share of the points of a cell.</summary>
    public double this[CellKey key] => (_counts.TryGetValue(key, out var count) ? count : 0) / (double)Points;

    /// <summary>Measures at points drawn evenly: numbers from the hull of their ranges, categories from all; no special values.</summary>
    /// <param name="domain">The rows.</param>
    /// <param name="points">How many points to take.</param>
    /// <param name="differences">The cells that a row in doubles is in: those of answers, then whether any of them is one.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    public static MeasuredShares Of(
        RowDomain domain, int points, System.Func<double[], DifferentRow> differences, CancellationToken cancellation)
    {
        var shares = new MeasuredShares(points);
        var random = new SplitMix(Seed);
        var inputs = domain.Inputs.Select(i => i.Match<System.Func<double>>(
            number => () => Quantity(random, number), category => () => random.Next(category.Categories.Count))).ToArray();
        var row = new double[inputs.Length];
        for (var n = 0; n < points; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < row.Length; i++)
                row[i] = inputs[i]();
            var different = differences(row);
            shares._differing += different.IsAnswer ? 1 : 0;
            foreach (var key in different.Cells)
                shares._counts[key] = shares._counts.TryGetValue(key, out var count) ? count + 1 : 1;
        }

        return shares;
    }

    // One that is a special value is hardly ever drawn, and is drawn again.
    private static double Quantity(SplitMix random, NumberInput number)
    {
        const int Tries = 100;
        var x = number.Minimum.Value;
        for (var t = 0; t < Tries; t++)
        {
            x = System.Math.Min(number.Minimum.Value + (random.NextDouble() * number.Width), number.Maximum.Value);
            if (number.FindSpecial(x) < 0 && !number.IsMissing(x))
                break;
        }

        return x;
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same numbers on every host, which those of .NET need not be.</summary>
    private sealed class SplitMix(ulong seed)
    {
        private ulong _state = seed;

        public double NextDouble() => (Next() >> 11) * (1.0 / 9007199254740992);

        public int Next(int count) => (int)(Next() % (ulong)count);

        private ulong Next()
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15;
                var z = _state;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return z ^ (z >> 31);
            }
        }
    }
}

/// <summary>What differs of one row in doubles.</summary>
/// <param name="Cells">The cells that it is in.</param>
/// <param name="IsAnswer">Whether an answer differs.</param>
internal sealed record DifferentRow(IReadOnlyList<CellKey> Cells, bool IsAnswer);
