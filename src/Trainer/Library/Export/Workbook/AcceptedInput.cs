namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>An input of a row as the steps after it know it.</summary>
/// <param name="State">What was made of what was typed, as <see cref="InputState"/> has it.</param>
/// <param name="Special">The position of the special value, counted from 1, 0 for a quantity; null where the input has none.</param>
/// <param name="Value">The number that counts, or the position of the category, counted from 1.</param>
internal sealed record AcceptedInput(Formula State, Formula? Special, Formula Value);

/// <summary>What was made of what was typed.</summary>
internal static class InputState
{
    /// <summary>It counts as it is.</summary>
    public const int Plain = 0;

    /// <summary>It is a special value.</summary>
    public const int Special = 1;

    /// <summary>It is missing, and another value stands for it.</summary>
    public const int Replaced = 2;

    /// <summary>It is missing, and nothing stands for it.</summary>
    public const int Missing = 3;

    /// <summary>It is a text where a number belongs.</summary>
    public const int NoNumber = 4;

    /// <summary>It is no declared category, and another one stands for those.</summary>
    public const int Other = 5;

    /// <summary>It is no declared category, and none stands for those.</summary>
    public const int Unknown = 6;
}
