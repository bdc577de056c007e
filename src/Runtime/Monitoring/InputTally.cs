using System;
using RuleCompiler.Documents;

namespace RuleCompiler.Monitoring;

/// <summary>Counts what is no ordinary value of one input.</summary>
internal sealed class InputTally
{
    private readonly Action<double> _count;
    private readonly long[] _specials;
    private long _below;
    private long _above;
    private long _missing;
    private long _other;
    private long _refused;

    public InputTally(Input input)
    {
        Name = input.Name;
        _specials = new long[input.Match(n => n.Specials.Count, _ => 0)];
        _count = input.Match<Action<double>>(n => value => Count(n, value), c => value => Count(c, value));
    }

    public string Name { get; }

    public InputCounts Counts => new(_below, _above, _missing, _other, _refused, _specials.ToEquatableArray());

    /// <summary>Counts a value of a row that was decided.</summary>
    public void Count(double value) => _count(value);

    /// <summary>Counts a row that was refused because of this input.</summary>
    public void Refuse() => _refused++;

    private void Count(NumberInput input, double value)
    {
        if (input.FindSpecial(value) is var special and >= 0)
            _specials[special]++;
        else if (input.IsMissing(value))
            _missing++;
        else if (value < input.Minimum.Value)
            _below++;
        else if (value > input.Maximum.Value)
            _above++;
    }

    private void Count(CategoryInput input, double value)
    {
        if (!(value >= 0 && value < input.Categories.Count && Math.Floor(value).Equals(value)))
            _other++;
    }
}
