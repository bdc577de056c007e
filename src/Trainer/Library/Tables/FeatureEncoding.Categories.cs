using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Categories that are rare, or that training rows do not have.</summary>
public sealed partial class FeatureEncoding
{
    /// <summary>The most frequent category of an input in training rows, to which the weights of the others are relative.</summary>
    /// <param name="input">The position of a category input.</param>
    /// <returns>The position of the category.</returns>
    public int ReferenceOf(int input) => ((EncodedCategory)_inputs[input]).MostFrequent;

    /// <summary>The categories that are too rare to be distinguished, and count as one.</summary>
    /// <returns>For each column that has any how many there are, and in how many training rows.</returns>
    public EquatableArray<RareCategories> Rare => _inputs.OfType<EncodedCategory>().Where(c => c.Rare.Count > 0)
        .Select(c => new RareCategories(c.Name, c.Rare.Count, c.RareRows)).ToEquatableArray();

    /// <summary>The categories that do not occur in training rows.</summary>
    /// <param name="table">The table, or one read like it.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>For each column that has any the number of rows that have one.</returns>
    public EquatableArray<CategoryCount> UnseenCategories(Table table, int[] rows) => _inputs.OfType<EncodedCategory>()
        .Select(input => new CategoryCount(input.Name, rows.Count(IsUnseen(input, table)))).Where(c => c.Rows > 0).ToEquatableArray();

    /// <summary>The rows that have no category that does not occur in training rows.</summary>
    /// <param name="table">The table, or one read like it.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>Those of them, in the same order.</returns>
    public int[] RowsWithKnownCategories(Table table, int[] rows)
    {
        var unseen = _inputs.OfType<EncodedCategory>().Select(input => IsUnseen(input, table)).ToArray();
        return Array.FindAll(rows, row => !Array.Exists(unseen, u => u(row)));
    }

    private static Func<int, bool> IsUnseen(EncodedCategory input, Table table)
    {
        var column = (CategoryColumn)table[input.Name];
        var positions = input.Positions(column);
        return row => Position(positions, column.Codes[row]) < 0;
    }

    private static EncodedCategory? Category(Table table, CategoryColumn column, int first, ReadOnlySpan<int> rows, CategoryOptions options)
    {
        var category = EncodedCategory.Fit(column, first, rows, options);
        return category is null || category.Rare.Count == 0 || !options.RefusesUnknown
            ? category
            : throw new InputFileException(
                table.Path,
                $"the column '{VisibleText.Of(column.Name)}' has more than {ShownNumber.Integer(options.MaxCategories)} categories, and "
                    + "the rarest cannot count as one where --unknown refuse refuses what is not listed; allow more with --max-categories, "
                    + "or leave the column out with --ignore.");
    }
}
