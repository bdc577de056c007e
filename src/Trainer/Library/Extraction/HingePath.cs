using System;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>The tree of a hinge form: level j asks for the sign of hinge j, whose pre-activation depends on the signs before it.</summary>
internal sealed class HingePath : IRegionPath
{
    private readonly HingeForm _form;
    private readonly Func<double, Rational> _exact;
    private readonly bool[] _negative;

    // Row j is z_j under the signs before it, weights first, bias last; the sums run as in HingeForm.HingeMap, to the same bits.
    private readonly double[] _maps;
    private readonly int _stride;
    private int _depth;

    /// <summary>Starts at the root.</summary>
    /// <param name="form">The hinge form.</param>
    /// <param name="isWritten">Whether its numbers are what a document writes, the shortest decimals, or the doubles themselves.</param>
    public HingePath(HingeForm form, bool isWritten = false)
    {
        _form = form;
        _exact = isWritten ? WrittenNumbers.Of : Rational.From;
        _negative = new bool[form.Hinges];
        _stride = form.Inputs + 1;
        _maps = new double[form.Hinges * _stride];
        Substitute();
    }

    public bool AtLeaf => _depth == _form.Hinges;

    public ReadOnlySpan<double> Weights => _maps.AsSpan(_depth * _stride, _form.Inputs);

    public double Bias => _maps[(_depth * _stride) + _form.Inputs];

    /// <summary>The hinge at the position, counted from 0.</summary>
    public int Hinge => _depth;

    /// <summary>The signs on the way to the position.</summary>
    public ReadOnlySpan<bool> Pattern => _negative.AsSpan(0, _depth);

    /// <inheritdoc/>
    public string? SharedRegion => null;

    /// <inheritdoc/>
    public AffineMap[] OutputMaps() => _form.OutputMaps(Pattern);

    public void Descend(bool negative)
    {
        _negative[_depth++] = negative;
        Substitute();
    }

    public void Ascend() => _depth--;

    public Rational[][] ExactConditions(WorkLimit limit)
    {
        var maps = new Rational[_depth + 1][];
        for (var j = 0; j <= _depth; j++)
        {
            var z = _form.HingeWeights.Skip(j * _form.Inputs).Take(_form.Inputs).Append(_form.HingeBiases[j])
                .Select(_exact).ToArray();
            for (var i = 0; i < j; i++)
            {
                limit.Check();
                var u = _form.Couplings[(j * _form.Hinges) + i];
                if (_negative[i] && u != 0)
                    z = z.Zip(maps[i], (a, b) => a + (_exact(u) * b)).ToArray();
            }

            maps[j] = z;
        }

        return maps;
    }

    private void Substitute()
    {
        if (AtLeaf)
            return;
        var z = _maps.AsSpan(_depth * _stride, _stride);
        _form.HingeWeights.AsSpan(_depth * _form.Inputs, _form.Inputs).CopyTo(z);
        z[_form.Inputs] = _form.HingeBiases[_depth];
        for (var i = 0; i < _depth; i++)
        {
            if (!_negative[i])
                continue;
            var u = _form.Couplings[(_depth * _form.Hinges) + i];
            var zi = _maps.AsSpan(i * _stride, _stride);
            for (var n = 0; n < z.Length; n++)
                z[n] += u * zi[n];
        }
    }
}
