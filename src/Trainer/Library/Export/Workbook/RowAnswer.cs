using System.Collections.Generic;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>What the steps of a row come to, as other sheets refer to it.</summary>
internal sealed record RowAnswer
{
    /// <summary>Why it is refused; an empty text where it is not.</summary>
    public required Formula Refused { get; init; }

    /// <summary>The inputs, each with its state.</summary>
    public required IReadOnlyList<AcceptedInput> Inputs { get; init; }

    /// <summary>For each input whether it is outside.</summary>
    public required IReadOnlyList<Formula> Outside { get; init; }

    /// <summary>The value of each condition.</summary>
    public required IReadOnlyList<Formula> Conditions { get; init; }

    /// <summary>The number of the rule.</summary>
    public required Formula Rule { get; init; }

    /// <summary>The outputs.</summary>
    public required IReadOnlyList<Formula> Outputs { get; init; }

    /// <summary>The labels.</summary>
    public required IReadOnlyList<Formula> Labels { get; init; }

    /// <summary>The probabilities.</summary>
    public required IReadOnlyList<Formula> Probabilities { get; init; }

    /// <summary>The shares and reasons; null where there are none.</summary>
    public RowReasons? Reasons { get; init; }

    /// <summary>Whether a spreadsheet that rounds otherwise could give another rule or label.</summary>
    public bool IsDelicate { get; init; }
}

/// <summary>The shares of a row, and the reasons for its decision.</summary>
/// <param name="Shares">The share of each input.</param>
/// <param name="Score">The score whose difference from that of the reference is shared out.</param>
/// <param name="Named">For each reason, the largest first, the position of the input that it names, counted from 1; 0 for none.</param>
/// <param name="Sizes">The share of each reason.</param>
internal sealed record RowReasons(
    IReadOnlyList<Formula> Shares, Formula Score, IReadOnlyList<Formula> Named, IReadOnlyList<Formula> Sizes);
