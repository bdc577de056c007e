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

    /// <summary>The values that another stands for, missing and unknown ones.</summary>
    public long Replaced => _inputs.Sum(i => i.Missing + i.Unknown);

    /// <summary>The rows with such a value.</summary>
    public long ReplacedRows { get; private set; }

    /// <summary>The numbers outside the ranges of training.</summary>
    public long Outside => _inputs.Sum(i => i.Outside);

    /// <summary>The rows with such a number.</summary>
    public long OutsideRows { get; private set; }

    /// <summary>The counts, input by input.</summary>
    public IReadOnlyList<InputDrift> Inputs => _inputs;

    /// <summary>Counts a row, whose values begin with those of the inputs of the rules.</summary>
    /// <param name="points">The row.</param>
    public void Add(IReadRow points)
    {
        Rows++;
        var (hasValue, isReplaced, isOutside) = (false, false, false);
        for (var i = 0; i < _inputs.Length; i++)
        {
            var drift = points.DriftOf(i);
            hasValue = hasValue || !points.IsMissing(i);
            if (drift != CellDrift.None)
            {
                isReplaced |= drift is CellDrift.Missing or CellDrift.Unknown;
                isOutside |= drift == CellDrift.Outside;
                var input = i;
                _inputs[i].Add(drift, points.Point[i], () => points.Text(input));
            }
        }

        WithoutValues += hasValue ? 0 : 1;
        ReplacedRows += isReplaced ? 1 : 0;
        OutsideRows += isOutside ? 1 : 0;
    }

    /// <summary>Counts a row that the rules refused.</summary>
    public void AddRefused()
    {
        Rows++;
        Refused++;
    }
}
