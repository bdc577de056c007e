using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Predict;

/// <summary>How rows differ from those of training, as <c>--json</c> shows it.</summary>
/// <param name="Refused">Those that the rules refused.</param>
/// <param name="WithoutValues">Those that were answered without a value in any input.</param>
/// <param name="Replaced">The values that another stands for, missing and unknown ones.</param>
/// <param name="ReplacedRows">The rows with such a value.</param>
/// <param name="Outside">The numbers outside the ranges of training.</param>
/// <param name="OutsideRows">The rows with such a number.</param>
/// <param name="Inputs">The inputs that there is something to report.</param>
public sealed record DriftJson(
    long Refused,
    long WithoutValues,
    long Replaced,
    long ReplacedRows,
    long Outside,
    long OutsideRows,
    IReadOnlyList<DriftJson.Input> Inputs)
{
    private const int MaxCategories = 20;

    /// <summary>The counts as they are shown.</summary>
    /// <param name="drift">The counts.</param>
    public static DriftJson Of(RowDrift drift) => new(
        drift.Refused,
        drift.WithoutValues,
        drift.Replaced,
        drift.ReplacedRows,
        drift.Outside,
        drift.OutsideRows,
        drift.Inputs.Where(i => i.IsAny).Select(i => new Input(
            i.Input.Name,
            i.Missing,
            i.Outside,
            double.IsNaN(i.Least) ? null : i.Least,
            double.IsNaN(i.Largest) ? null : i.Largest,
            i.Unknown,
            i.Unknown > 0 ? i.UnknownCategories.Take(MaxCategories).ToArray() : [])).ToArray());

    /// <summary>How the values of one input differ from those of training.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Missing">The rows without a value, for which another stood.</param>
    /// <param name="Outside">The rows whose number is outside the range of training.</param>
    /// <param name="Least">The smallest number below the range.</param>
    /// <param name="Largest">The largest number above the range.</param>
    /// <param name="Unknown">The rows whose category the rules do not know.</param>
    /// <param name="Categories">The first of these categories.</param>
    public sealed record Input(
        string Name, long Missing, long Outside, double? Least, double? Largest, long Unknown, IReadOnlyList<UnknownCategory> Categories);
}
