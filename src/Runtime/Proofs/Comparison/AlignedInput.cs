using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>An input of two documents, or of one of them.</summary>
/// <param name="Input">
/// The input that rows of both have: the hull of both ranges; as special values all values that one of the two does not take as that
/// quantity; as categories all texts that the two tell apart.
/// </param>
/// <param name="Old">What the old document makes of it; null where it does not have it.</param>
/// <param name="New">What the new document makes of it; null where it does not have it.</param>
internal sealed record AlignedInput(Input Input, InputSide? Old, InputSide? New);

/// <summary>What one of the documents makes of the values of an input.</summary>
/// <param name="Position">The position of the input in the document.</param>
/// <param name="Choices">What it makes of each special value, or category, that rows have.</param>
internal sealed record InputSide(int Position, IReadOnlyList<ChoiceReading> Choices)
{
    /// <summary>What a part of one of the document's sums adds, over the input that rows have.</summary>
    /// <param name="part">The part.</param>
    /// <param name="input">The input that rows have.</param>
    public ExpandedPart Over(ExpandedPart part, Input input) =>
        part with { Input = input, Table = Choices.Select(c => c.Add(part)).ToArray() };
}

/// <summary>What a document makes of a value that is not just a quantity: one of its own choices, or a quantity.</summary>
/// <param name="Choice">The position of the special value or category; −1 for a quantity.</param>
/// <param name="Quantity">The quantity.</param>
internal readonly record struct ChoiceReading(int Choice, Number Quantity)
{
    /// <summary>What a part of a sum adds for it.</summary>
    /// <param name="part">The part.</param>
    public Rational Add(ExpandedPart part) => Choice >= 0 ? part.Table[Choice] : part.AtQuantity(Rational.Parse(Quantity.ShortestDigits));

    /// <summary>Whether both are the same.</summary>
    /// <param name="other">The other.</param>
    public bool IsSame(ChoiceReading other) => Choice == other.Choice && Quantity.Value.Equals(other.Quantity.Value);
}
