using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// Where inputs can lie in feature space: each number between its bounds, and of each group exactly one feature 1 and the others 0.
/// </summary>
/// <param name="Minimum">The smallest value of each feature on training rows; 0 for a category.</param>
/// <param name="Maximum">The largest value of each feature on training rows; 1 for a category.</param>
/// <param name="Groups">The features of each category input.</param>
public sealed record FeatureBox(double[] Minimum, double[] Maximum, EquatableArray<FeatureGroup> Groups);

/// <summary>The features of one category input, which are side by side.</summary>
/// <param name="First">The first feature.</param>
/// <param name="Count">How many there are, one per category.</param>
public sealed record FeatureGroup(int First, int Count);

/// <summary>What a feature stands for.</summary>
/// <param name="Input">The position of the input.</param>
/// <param name="Category">The position of the category that the feature is 1 for; −1 for a number.</param>
public readonly record struct Feature(int Input, int Category)
{
    /// <summary>Whether the feature is a number.</summary>
    public bool IsNumber => Category < 0;
}
