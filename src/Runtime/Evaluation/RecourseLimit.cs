namespace RuleCompiler.Evaluation;

/// <summary>A side condition by positions: factor · number + … ≤ most.</summary>
internal sealed class RecourseLimit
{
    // Whole numbers below this are exact as decimals, with room for a sum.
    private const double Largest = 1e27;

    private readonly int[] _inputs;
    private readonly double[] _factors;

    internal RecourseLimit(int[] inputs, double[] factors, double most)
    {
        _inputs = inputs;
        _factors = factors;
        Most = most;
    }

    internal double Most { get; }

    /// <summary>Its numbers.</summary>
    internal global::System.Collections.Generic.IReadOnlyList<int> Inputs => _inputs;

    /// <summary>What each number is multiplied with.</summary>
    internal global::System.Collections.Generic.IReadOnlyList<double> Factors => _factors;

    /// <summary>How far a sum in doubles can be from the exact one, in units of the rounding error.</summary>
    internal double Size(double[] sizes)
    {
        var size = global::System.Math.Abs(Most);
        for (var t = 0; t < _inputs.Length; t++)
            size += global::System.Math.Abs(_factors[t]) * sizes[_inputs[t]];
        return size;
    }

    /// <summary>Whether a row keeps to it, exactly as its numbers are written.</summary>
    /// <exception cref="global::System.ArgumentException">A number is no quantity, or all have too many digits together.</exception>
    internal bool Holds(RecourseTables tables, double[] row)
    {
        RequireDecimal(Most, out var most, out var places);
        var digits = new long[2 * _inputs.Length];
        var decimals = new int[_inputs.Length];
        for (var t = 0; t < _inputs.Length; t++)
        {
            var value = row[_inputs[t]];
            if (tables.IsNoQuantity(_inputs[t], value))
            {
                throw new global::System.ArgumentException(
                    "A side condition is on '" + tables.Inputs[_inputs[t]] + "', whose value in this row is special and no quantity.");
            }

            RequireDecimal(_factors[t], out digits[2 * t], out var one);
            RequireDecimal(value, out digits[(2 * t) + 1], out var two);
            decimals[t] = one + two;
            places = global::System.Math.Max(places, decimals[t]);
        }

        RequireDecimal(Most, out _, out var mostDecimals);
        var sum = Scaled(most, 1, places - mostDecimals);
        for (var t = 0; t < _inputs.Length; t++)
            sum -= Scaled(digits[2 * t], digits[(2 * t) + 1], places - decimals[t]);
        return sum >= 0;
    }

    // Whole numbers, which decimals are exact for.
    private decimal Scaled(long one, long two, int zeros)
    {
        if (one == 0 || two == 0)
            return 0;
        var size = global::System.Math.Abs((double)one) * global::System.Math.Abs((double)two) * global::System.Math.Pow(10, zeros);
        if (!(size * (_inputs.Length + 1) < Largest))
            throw new global::System.ArgumentException("The numbers of a side condition have too many digits together.");
        var product = (decimal)one * two;
        for (; zeros > 0; zeros--)
            product *= 10;
        return product;
    }

    private static void RequireDecimal(double value, out long digits, out int decimals)
    {
        if (!RecourseGrid.TryDecimal(value, out digits, out decimals))
            throw new global::System.ArgumentException("A number of a side condition has more than 15 digits.");
    }
}
