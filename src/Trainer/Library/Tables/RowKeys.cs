using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Tables;

/// <summary>A key for each row, which rows with the same values in some columns have in common.</summary>
/// <remarks>
/// A key is a sum with a part for each column, so that a column is taken out of it by subtraction. Keys of 64 bits take two different
/// rows for equal once in 30 million tables of a million rows; what rests on them survives that.
/// </remarks>
internal sealed class RowKeys
{
    private const ulong MissingNumber = 0xFFF8_0000_0000_0001;

    private readonly (Table Table, int[] Rows)[] _parts;

    private RowKeys((Table Table, int[] Rows)[] parts, ulong[] keys)
    {
        _parts = parts;
        Keys = keys;
    }

    /// <summary>The keys of all rows, part after part.</summary>
    public ulong[] Keys { get; }

    /// <summary>Makes the keys of rows of tables that were read alike.</summary>
    /// <param name="columns">The columns that count.</param>
    /// <param name="parts">Tables and their rows.</param>
    public static RowKeys Compute(IEnumerable<string> columns, params (Table Table, int[] Rows)[] parts)
    {
        var count = 0;
        foreach (var (_, rows) in parts)
            count += rows.Length;
        var keys = new RowKeys(parts, new ulong[count]);
        foreach (var column in columns)
            keys.Add(column, keys.Keys, 1);
        return keys;
    }

    /// <summary>The keys of a column by itself.</summary>
    public RowKeys OfColumn(string column) => Compute([column], _parts);

    /// <summary>How many pairs of rows there are.</summary>
    public double CountPairs() => 0.5 * Keys.Length * (Keys.Length - 1.0);

    /// <summary>How many pairs of rows have equal keys.</summary>
    public double CountEqualPairs() => CountEqualPairs((ulong[])Keys.Clone());

    /// <summary>How many pairs of rows have equal keys without a column.</summary>
    /// <param name="column">One of the columns that count.</param>
    public double CountEqualPairsWithout(string column)
    {
        var keys = (ulong[])Keys.Clone();
        Add(column, keys, ulong.MaxValue);
        return CountEqualPairs(keys);
    }

    /// <summary>The first row with the same key, for each row; positions among all rows.</summary>
    public int[] FirstEqual()
    {
        var firsts = new Dictionary<ulong, int>(Keys.Length);
        var result = new int[Keys.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = firsts.TryAdd(Keys[i], i) ? i : firsts[Keys[i]];
        return result;
    }

    private static double CountEqualPairs(ulong[] keys)
    {
        Array.Sort(keys);
        var pairs = 0.0;
        for (var (i, run) = (1, 0); i < keys.Length; i++)
        {
            run = keys[i] == keys[i - 1] ? run + 1 : 0;
            pairs += run;
        }

        return pairs;
    }

    /// <summary>Adds a column's part to keys the given number of times; ulong.MaxValue times, which is −1, takes it out.</summary>
    private void Add(string name, ulong[] keys, ulong times)
    {
        var salt = Mix((ulong)_parts[0].Table.IndexOf(name) + 1);
        var next = 0;
        foreach (var (table, rows) in _parts)
        {
            switch (table[name])
            {
                case NumberColumn number:
                    foreach (var row in rows)
                        keys[next++] += times * Mix(salt ^ Bits(number.Values[row]));
                    break;
                case CategoryColumn category:
                    foreach (var row in rows)
                        keys[next++] += times * Mix(salt ^ (ulong)(uint)category.Codes[row]);
                    break;
            }
        }
    }

    private static ulong Bits(double value) => double.IsNaN(value) ? MissingNumber : BitConverter.DoubleToUInt64Bits(value);

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
