using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Counts how rows that rules are applied to differ from those that they were trained on.</summary>
public sealed class RowDrift
{
    private readonly InputDrift[] _inputs;

    /// <summary>Starts with counts of 0 for each input.</summary>
    /// <param name="inputs">The inputs of the rules.</param>
    public RowDrift(EquatableArray<Input> inputs) => _inputs = inputs.Select(i => new InputDrift(i)).ToArray();

    /// <summary>The rows that were counted, the refused ones among them.</summary>
    public long Rows { get; private set; }

    /// <summary>The rows that the rules refused.</summary>
    public long Refused { get; private set; }

    /// <summary>The rows that were answered without a value in any input.</summary>
    public long WithoutValues { get; private set; }

    /// <summary>The counts, input by input.</summary>
    public IReadOnlyList<InputDrift> Inputs => _inputs;

    /// <summary>Counts a row, whose values begin with those of the inputs of the rules.</summary>
    /// <param name="points">The row.</param>
    public void Add(IReadRow points)
    {
        Rows++;
        var hasValue = false;
        for (var i = 0; i < _inputs.Length; i++)
        {
            var drift = points.DriftOf(i);
            hasValue = hasValue || !points.IsMissing(i);
            if (drift != CellDrift.None)
            {
                var input = i;
                _inputs[i].Add(drift, points.Point[i], () => points.Text(input));
            }
        }

        if (!hasValue)
            WithoutValues++;
    }

    /// <summary>Counts a row that the rules refused.</summary>
    public void AddRefused()
    {
        Rows++;
        Refused++;
    }
}
