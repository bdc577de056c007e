namespace RuleCompiler.Trainer.Tables;

/// <summary>A row as it was read for a rule document, and what is unusual about its values.</summary>
public interface IReadRow
{
    /// <summary>For each input a number (NaN where it is missing) or the position of a category (−1 for an unknown one).</summary>
    double[] Point { get; }

    /// <summary>What is unusual about a value.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>What it is, as the document sees it.</returns>
    CellDrift DriftOf(int input);

    /// <summary>Whether a value is missing, whatever stands for it.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>Whether it is.</returns>
    bool IsMissing(int input);

    /// <summary>A value as it was written.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>The text.</returns>
    string Text(int input);
}
