using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>An input inside the ranges that shows something, exactly.</summary>
public sealed record Witness
{
    private readonly string _text;

    internal Witness(EquatableArray<double> row, EquatableArray<string> exact, string text) => (Row, Exact, _text) = (row, exact, text);

    /// <summary>
    /// One value per input, as <see cref="Evaluation.RuleEvaluator"/> takes it: the double next to a number, or the position of a category.
    /// Where a rule is thinner than doubles are dense, the row may fall beside it.
    /// </summary>
    public EquatableArray<double> Row { get; }

    /// <summary>
    /// One value per input, exactly: a number as an integer or as a fraction in lowest terms, such as <c>7/3</c>, or the text of a
    /// category.
    /// </summary>
    public EquatableArray<string> Exact { get; }

    /// <summary>The input in words: names and values of the first inputs, numbers to six digits.</summary>
    /// <returns>The words, in one line.</returns>
    public override string ToString() => _text;
}
