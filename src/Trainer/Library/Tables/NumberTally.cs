using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace RuleCompiler.Trainer.Tables;

/// <summary>What the numbers of a column are like. Its memory does not grow with the file.</summary>
internal sealed class NumberTally
{
    /// <summary>Whole numbers beyond 2⁵³ in magnitude are not all doubles.</summary>
    private const double LargestExact = 1L << 53;

    private readonly HashSet<double> _values = [];
    private double _sum;
    private int _width;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many were examined for <see cref="Distinct"/>, which stops at <see cref="ColumnProfiler.MaxDistinct"/>.</summary>
    public int Counted { get; private set; }

    public int Distinct => _values.Count;

    public bool AreIntegers { get; private set; } = true;

    /// <summary>Whether each is one more than the one before, from 0 or 1 on.</summary>
    public bool CountRows { get; private set; } = true;

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>How many are digits with zeros in front, and the first of them.</summary>
    public (int Count, string? First) Padded { get; private set; }

    /// <summary>Whether all are digits, and equally many.</summary>
    public bool HaveOneWidth { get; private set; } = true;

    /// <summary>How many are digits, E and digits, and the first of them.</summary>
    public (int Count, string? First) Exponents { get; private set; }

    /// <summary>How many are whole numbers that lose digits as doubles, and the first of them.</summary>
    public (int Count, string? First) Long { get; private set; }

    public NumberSummary? Summary =>
        Count > 0 ? new NumberSummary(Minimum, Math.Clamp(_sum / Count, Minimum, Maximum), Maximum, AreIntegers) : null;

    public void Add(ReadOnlySpan<byte> cell, double value)
    {
        CountRows &= value.Equals(Count == 0 ? value : Maximum + 1) && (Count > 0 || value is 0 or 1);
        Count++;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        _sum += value;
        AreIntegers &= Math.Floor(value).Equals(value);
        if (_values.Count < ColumnProfiler.MaxDistinct)
        {
            _values.Add(value);
            Counted++;
        }

        LookAtDigits(cell, value);
    }

    /// <summary>Whether a cell is digits, a letter and digits, as <c>1E5</c> and <c>2A5</c> are.</summary>
    public static bool IsLetterBetweenDigits(ReadOnlySpan<byte> cell)
    {
        var letter = cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return letter > 0 && letter < cell.Length - 1 && char.IsAsciiLetter((char)cell[letter])
            && cell[(letter + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private void LookAtDigits(ReadOnlySpan<byte> cell, double value)
    {
        var digits = cell.Length > 0 && cell[0] is (byte)'-' or (byte)'+' ? cell[1..] : cell;
        var areDigits = digits.Length > 0 && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        _width = Count == 1 ? cell.Length : _width;
        HaveOneWidth &= areDigits && cell.Length == _width;
        if (areDigits && cell.Length > 1 && cell[0] == (byte)'0')
            Padded = (Padded.Count + 1, Padded.First ?? Text(cell));
        else if (!areDigits && IsLetterBetweenDigits(cell))
            Exponents = (Exponents.Count + 1, Exponents.First ?? Text(cell));
        if (areDigits && Math.Abs(value) >= LargestExact
            && BigInteger.Parse(Text(digits), CultureInfo.InvariantCulture) != new BigInteger(Math.Abs(value)))
            Long = (Long.Count + 1, Long.First ?? Text(cell));
    }

    private static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell);
}
