using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Training;

/// <summary>
/// The numbers of a hinge form that keeps to a pattern, in one vector: row by row the terms' weights, the bias and the couplings.
/// </summary>
internal sealed class HingeParameters
{
    private readonly HingeForm _form;

    /// <summary>Lays the numbers out.</summary>
    /// <param name="form">The form that they are first taken from.</param>
    /// <param name="pattern">The terms of its rows.</param>
    public HingeParameters(HingeForm form, TermPattern pattern)
    {
        (_form, Pattern) = (form, pattern);
        (Hinges, Outputs, Rows) = (form.Hinges, form.Outputs, form.Hinges + form.Outputs);
        Offsets = new int[Rows + 1];
        for (var i = 0; i < Rows; i++)
            Offsets[i + 1] = Offsets[i] + TermsOf(i) + 1 + CouplingsOf(i);
    }

    public TermPattern Pattern { get; }

    public int Hinges { get; }

    public int Outputs { get; }

    public int Rows { get; }

    /// <summary>Where each row begins, and at the end the number of all.</summary>
    public int[] Offsets { get; }

    public int Count => Offsets[^1];

    /// <summary>The numbers of a row.</summary>
    public int SizeOf(int row) => Offsets[row + 1] - Offsets[row];

    public int TermsOf(int row) => Pattern[row].Length;

    /// <summary>How many hinges a row is coupled to: those before it.</summary>
    public int CouplingsOf(int row) => Math.Min(row, Hinges);

    /// <summary>The position of a row's bias.</summary>
    public int Bias(int row) => Offsets[row] + TermsOf(row);

    /// <summary>The position of what min(0, z) of a hinge adds to a row.</summary>
    public int Coupling(int row, int hinge) => Bias(row) + 1 + hinge;

    /// <summary>The numbers of the form.</summary>
    public double[] Read()
    {
        var values = new double[Count];
        var row = 0;
        foreach (var map in _form.Rows())
        {
            Pattern.Reduce(row, map.Weights).CopyTo(values, Offsets[row]);
            values[Bias(row)] = map.Bias;
            for (var j = 0; j < CouplingsOf(row); j++)
            {
                values[Coupling(row, j)] = row < Hinges
                    ? _form.Couplings[(row * Hinges) + j]
                    : _form.OutputCouplings[((row - Hinges) * Hinges) + j];
            }

            row++;
        }

        return values;
    }

    /// <summary>The form that has given numbers.</summary>
    public HingeForm Write(double[] values)
    {
        var rows = Enumerable.Range(0, Rows)
            .Select(i => new AffineMap(Pattern.Expand(i, values.AsSpan(Offsets[i], TermsOf(i))), values[Bias(i)])).ToArray();
        var couplings = new double[Hinges * Hinges];
        var outputCouplings = new double[Outputs * Hinges];
        for (var i = 0; i < Rows; i++)
        {
            var target = i < Hinges ? couplings.AsSpan(i * Hinges) : outputCouplings.AsSpan((i - Hinges) * Hinges);
            values.AsSpan(Bias(i) + 1, CouplingsOf(i)).CopyTo(target);
        }

        return new HingeForm(
            _form.Inputs,
            [.. rows.Take(Hinges).SelectMany(r => r.Weights)],
            [.. rows.Take(Hinges).Select(r => r.Bias)],
            couplings,
            [.. rows.Skip(Hinges).SelectMany(r => r.Weights)],
            [.. rows.Skip(Hinges).Select(r => r.Bias)],
            outputCouplings,
            _form.Sources);
    }
}
