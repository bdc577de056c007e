
namespace RuleCompiler.Trainer.Tables;

/// <summary>What is unusual about a value, as the rules that it is given to see it.</summary>
public enum CellDrift
{
    /// <summary>Nothing: it is as in training.</summary>
    None,

    /// <summary>It is missing, and another value stands for it.</summary>
    Missing,

    /// <summary>It is a number outside the range of training, where the rules extrapolate.</summary>
    Outside,

    /// <summary>It is a category that the rules do not know, and another stands for it.</summary>
    Unknown,
}
