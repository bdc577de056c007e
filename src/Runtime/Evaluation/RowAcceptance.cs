using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>Rows as rules take them: what is missing or undeclared is replaced, or refused.</summary>
internal sealed class RowAcceptance
{
    // By kind once, not at every row.
    private readonly Func<double, double>[] _inputs;

    /// <summary>Prepares some inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    public RowAcceptance(EquatableArray<Input> inputs) =>
        _inputs = inputs.Select(i => i.Match<Func<double, double>>(n => value => Accept(n, value), c => value => Accept(c, value)))
            .ToArray();

    /// <summary>The row that is evaluated.</summary>
    /// <param name="row">One value per input, as it was given.</param>
    /// <returns>One value per input: a finite number, or the position of a category.</returns>
    /// <exception cref="InputRefusedException">A value is refused.</exception>
    public double[] Accept(double[] row)
    {
        if (row.Length != _inputs.Length)
            throw new ArgumentException($"The row has {row.Length} values; the rule system has {_inputs.Length} inputs.", nameof(row));
        var accepted = new double[row.Length];
        for (var i = 0; i < row.Length; i++)
            accepted[i] = _inputs[i](row[i]);
        return accepted;
    }

    private static double Accept(NumberInput input, double value)
    {
        if (input.FindSpecial(value) >= 0)
            return value;
        if (double.IsInfinity(value))
            throw new InputRefusedException(input.Name, "is infinite");
        if (!input.IsMissing(value))
            return value;
        return input.Missing?.Value
            ?? throw new InputRefusedException(input.Name, "is missing, and the rules have no value that stands for a missing one");
    }

    private static double Accept(CategoryInput input, double value)
    {
        if (value >= 0 && value < input.Categories.Count && Math.Floor(value).Equals(value))
            return value;
        return input.Other
            ?? throw new InputRefusedException(input.Name, "is not one of the declared categories, and none of them stands for others");
    }
}
