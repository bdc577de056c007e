using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>A map each of whose values depends on few others: an activation, a pool, a sum, a move.</summary>
internal sealed class SparseMap : LocalMap
{
    private readonly int[] _starts;
    private readonly SparseTerm[] _terms;

    private SparseMap(int[] starts, SparseTerm[] terms, double[] offsets) => (_starts, _terms, Offsets) = (starts, terms, offsets);

    public override double[] Offsets { get; }

    /// <summary>What a value depends on.</summary>
    /// <param name="value">Its position.</param>
    /// <returns>The terms, none with weight 0.</returns>
    public ReadOnlySpan<SparseTerm> TermsOf(int value) => _terms.AsSpan(_starts[value], _starts[value + 1] - _starts[value]);

    public override void Multiply(IReadOnlyList<double[]> inputs, double[] output)
    {
        for (var i = 0; i < output.Length; i++)
        {
            foreach (var term in TermsOf(i))
                output[i] += term.Weight * inputs[term.Input][term.Position];
        }
    }

    public override void AddTransposed(double[] output, IReadOnlyList<double[]> inputs)
    {
        for (var i = 0; i < output.Length; i++)
        {
            if (output[i] == 0)
                continue;
            foreach (var term in TermsOf(i))
                inputs[term.Input][term.Position] += term.Weight * output[i];
        }
    }

    public override LocalMap With(Func<double, double> weight) =>
        new SparseMap(_starts, Array.ConvertAll(_terms, t => t with { Weight = weight(t.Weight) }), new double[Offsets.Length]);

    /// <summary>Collects the terms, value by value.</summary>
    /// <param name="values">The number of values.</param>
    internal sealed class Builder(int values)
    {
        private readonly int[] _starts = new int[values + 1];
        private readonly List<SparseTerm> _terms = new(values);
        private readonly double[] _offsets = new double[values];
        private int _value;

        /// <summary>Adds a term to the value that is being made.</summary>
        public void Add(int input, int position, double weight)
        {
            if (weight != 0)
                _terms.Add(new SparseTerm(input, position, weight));
        }

        /// <summary>Ends the value that is being made.</summary>
        public void End(double offset = 0)
        {
            _offsets[_value++] = offset;
            _starts[_value] = _terms.Count;
        }

        public SparseMap Build() => new(_starts, [.. _terms], _offsets);
    }
}

/// <summary>A value of an input with its weight.</summary>
/// <param name="Input">Which input of the node.</param>
/// <param name="Position">Where in it.</param>
/// <param name="Weight">The weight, not 0.</param>
internal readonly record struct SparseTerm(int Input, int Position, double Weight);
