using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>The rows inside the ranges of some inputs.</summary>
internal sealed class RowDomain
{
    // Of each input its position among the numbers or among the choices.
    private readonly int[] _position;
    private readonly NumberInput?[] _numbers;
    private readonly bool[] _isQuantity;
    private readonly ConditionalWeakTable<ExpandedSum, ExactAffine> _affine = new();

    /// <summary>Takes over inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="version">The version of their document: from 2 on a mark that lies inside a range is no quantity.</param>
    /// <param name="quantities">Inputs that are quantities and no special values; none where null.</param>
    public RowDomain(IReadOnlyList<Input> inputs, int version, params int[] quantities)
    {
        (Inputs, Version) = (inputs, version);
        _position = new int[inputs.Count];
        _numbers = inputs.Select(i => i.Match<NumberInput?>(number => number, _ => null)).ToArray();
        _isQuantity = inputs.Select((_, i) => quantities.Contains(i)).ToArray();
        var (numbers, groups) = (new List<ExactRange>(), new List<int>());
        for (var i = 0; i < inputs.Count; i++)
        {
            _position[i] = inputs[i].IsNumber ? numbers.Count : groups.Count;
            inputs[i].Match(
                number => numbers.Add(new ExactRange(Rational.Parse(number.Minimum.Text), Rational.Parse(number.Maximum.Text))),
                category => groups.Add(category.Categories.Count));
        }

        Box = new ExactBox(numbers, groups);
        NoQuantities = _numbers.Select(n => version > 1 && n is not null ? Excluded(n) : []).ToArray();
    }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<Input> Inputs { get; }

    /// <summary>The version of the document.</summary>
    public int Version { get; }

    /// <summary>The ranges of all numbers and the categories of all choices, special values aside.</summary>
    public ExactBox Box { get; }

    /// <summary>For each input the values inside its range that are special or mean missing: as quantities they do not occur.</summary>
    public IReadOnlyList<Rational[]> NoQuantities { get; }

    /// <summary>A value as it is declared to be no quantity, so that bounds made of it are the same wherever they come from.</summary>
    /// <param name="input">The position of the input.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same number; null where it is a quantity.</returns>
    public Rational? FindNoQuantity(int input, Rational value)
    {
        var position = System.Array.IndexOf(NoQuantities[input], value);
        return position < 0 ? null : NoQuantities[input][position];
    }

    /// <summary>The same rows with a second value of one input beside its first, both quantities.</summary>
    /// <param name="input">The input, a number.</param>
    public RowDomain WithCopy(int input) => new([.. Inputs, Inputs[input]], Version, input, Inputs.Count);

    /// <summary>The same rows with second values of some inputs beside the first.</summary>
    /// <param name="inputs">The inputs.</param>
    public RowDomain WithCopies(IEnumerable<int> inputs) => new([.. Inputs, .. inputs.Select(i => Inputs[i])], Version);

    /// <summary>The same rows, in which some numbers are quantities and no special values.</summary>
    /// <param name="inputs">The numbers.</param>
    public RowDomain WithQuantities(params int[] inputs) => new(Inputs, Version, inputs);

    /// <summary>Where an input stands among the numbers or among the choices.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>Its position among those of its kind.</returns>
    public int PositionOf(int input) => _position[input];

    /// <summary>The range of a number.</summary>
    /// <param name="input">The position of the input.</param>
    public ExactRange RangeOf(int input) => Box.Numbers[_position[input]];

    /// <summary>How many special values an input has.</summary>
    /// <param name="input">The position of the input.</param>
    public int SpecialsOf(int input) => _isQuantity[input] ? 0 : _numbers[input]?.Specials.Count ?? 0;

    /// <summary>Whether a row lies in the domain.</summary>
    /// <param name="row">The row.</param>
    public bool Contains(ExactRow row) => row.Values.Select((v, i) => Inputs[i].Match(
        _ => v.IsQuantity
            ? v.Quantity >= RangeOf(i).Lower && v.Quantity <= RangeOf(i).Upper && !NoQuantities[i].Contains(v.Quantity)
            : v.Choice < SpecialsOf(i),
        category => v.Choice >= 0 && v.Choice < category.Categories.Count)).All(inside => inside);

    /// <summary>A point of a document.</summary>
    /// <param name="point">One value per input.</param>
    public static ExactRow ToRow(EquatableArray<InputValue> point) => new(point.Select(v => v.Match(
        number => ExactValue.Of(Rational.Parse(number.Value.Text)),
        category => ExactValue.Chosen(category.Category),
        special => ExactValue.Chosen(special.Special))).ToArray());

    /// <summary>A sum without curves and special values as an affine function.</summary>
    /// <param name="sum">The sum.</param>
    /// <returns>A positive multiple of it.</returns>
    public ExactAffine ToAffine(ExpandedSum sum) => _affine.GetValue(sum, s =>
    {
        var weights = new Rational[Box.Numbers.Count];
        var tables = Box.Groups.Select(count => new Rational[count]).ToArray();
        for (var i = 0; i < _position.Length; i++)
        {
            if (s.Parts[i] is not { } part)
                continue;
            if (_numbers[i] is null)
                part.Table.ToArray().CopyTo(tables[_position[i]], 0);
            else
                weights[_position[i]] = part.Weight;
        }

        return ExactAffine.Of(s.Bias, weights, tables);
    });

    private static Rational[] Excluded(NumberInput number) =>
        number.Specials.Where(s => s.IsInside).Select(s => s.Value!.Value).Concat(number.Marks.Where(m => number.IsInRange(m.Value)))
            .Select(n => Rational.Parse(n.Text)).ToArray();
}
