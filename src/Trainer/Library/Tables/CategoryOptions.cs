using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>What becomes of categories that are unknown or rare.</summary>
public sealed record CategoryOptions
{
    /// <summary>Unknown ones count as others do, and up to <see cref="MaxCategories"/> are distinguished.</summary>
    public static readonly CategoryOptions Default = new();

    /// <summary>
    /// The least that <see cref="MaxCategories"/> can be: one that is frequent, one for the others, one for missing values.
    /// </summary>
    public const int LeastMaxCategories = 3;

    /// <summary>
    /// Whether a category that does not occur in training is refused. Otherwise it counts as the most frequent one, or as a rare one where
    /// there are rare ones.
    /// </summary>
    public bool RefusesUnknown { get; init; }

    /// <summary>
    /// The most categories of an input; of more the rarest count as one. Each is a feature, and so are many millions of cells in memory.
    /// </summary>
    public int MaxCategories { get; init; } = 1_000;
}

/// <summary>Categories that are too rare to be distinguished.</summary>
/// <param name="Column">Their column.</param>
/// <param name="Categories">How many there are.</param>
/// <param name="Rows">How many training rows have one.</param>
public sealed record RareCategories(string Column, int Categories, int Rows);

/// <summary>Categories in validation and test rows that do not occur in training rows.</summary>
/// <param name="Validation">For each column that has any in validation rows, in how many.</param>
/// <param name="Test">For each column that has any in test rows, in how many.</param>
public sealed record UnseenCategories(EquatableArray<CategoryCount> Validation, EquatableArray<CategoryCount> Test)
{
    internal static UnseenCategories Find(FeatureEncoding features, Table table, int[] validation, Table testTable, int[] test) =>
        new(features.UnseenCategories(table, validation), features.UnseenCategories(testTable, test));
}
