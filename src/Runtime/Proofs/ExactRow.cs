using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>What one input is: a quantity, or one of its categories or special values.</summary>
/// <param name="Quantity">The quantity; 0 where it is none.</param>
/// <param name="Choice">The position of the category or of the special value; −1 for a quantity.</param>
internal readonly record struct ExactValue(Rational Quantity, int Choice)
{
    /// <summary>Whether it is a quantity.</summary>
    public bool IsQuantity => Choice < 0;

    /// <summary>A quantity.</summary>
    public static ExactValue Of(Rational quantity) => new(quantity, -1);

    /// <summary>A category or a special value.</summary>
    public static ExactValue Chosen(int choice) => new(Rational.Zero, choice);
}

/// <summary>A row, exactly.</summary>
/// <param name="Values">One value per input.</param>
internal sealed record ExactRow(IReadOnlyList<ExactValue> Values)
{
    /// <summary>The value of a sum here.</summary>
    /// <param name="sum">The sum, over the same inputs.</param>
    public Rational Evaluate(ExpandedSum sum) =>
        Values.Zip(sum.Parts, (v, part) => part is null ? Rational.Zero : v.IsQuantity ? part.AtQuantity(v.Quantity) : part.Table[v.Choice])
            .Aggregate(sum.Bias, (total, x) => total + x);

    /// <summary>The same row with another value of one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="value">Its value.</param>
    public ExactRow With(int input, ExactValue value) => new(Values.Select((v, i) => i == input ? value : v).ToArray());
}

/// <summary>One side of a sum.</summary>
/// <param name="Sum">e.</param>
/// <param name="Negative">Whether it is e(x) &lt; 0; else it is e(x) ≥ 0.</param>
internal sealed record SumSide(ExpandedSum Sum, bool Negative)
{
    /// <summary>The other side of the same sum.</summary>
    public SumSide Opposite => new(Sum, !Negative);

    /// <summary>Whether a row is on it.</summary>
    /// <param name="row">The row.</param>
    public bool Holds(ExactRow row) => row.Evaluate(Sum).Sign < 0 == Negative;

    /// <summary>Sides without those that stand there twice.</summary>
    /// <param name="sides">The sides.</param>
    public static SumSide[] Distinct(IEnumerable<SumSide> sides)
    {
        var distinct = new List<SumSide>();
        foreach (var side in sides)
        {
            if (!distinct.Any(d => d.Negative == side.Negative && d.Sum.IsSame(side.Sum)))
                distinct.Add(side);
        }

        return [.. distinct];
    }

    /// <summary>Where a sum is above a value.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="value">The value.</param>
    public static SumSide Above(ExpandedSum sum, Rational value) => new(sum.Times(-Rational.One).Plus(value), Negative: true);
}

/// <summary>Sides of sums, and a question about where they meet.</summary>
/// <param name="Domain">What rows there are.</param>
/// <param name="Sides">The sides.</param>
/// <param name="Question">The question.</param>
internal sealed record RowClaim(RowDomain Domain, IReadOnlyList<SumSide> Sides, CellQuestion Question)
{
    /// <summary>After so many cells the question is given up as undecided.</summary>
    public int Cells { get; init; } = 20_000;

    /// <summary>
    /// Whether a row away from all borders is looked for first, in doubles: where there is one it takes less work, and is not the row that
    /// is found otherwise.
    /// </summary>
    public bool IsInsideFirst { get; init; }
}

/// <summary>The answer to a question about rows.</summary>
/// <param name="Witness">Yes: a row.</param>
/// <param name="IsNone">No, as is proven.</param>
internal sealed record RowVerdict(ExactRow? Witness, bool IsNone)
{
    /// <summary>There is no such row, since nothing is asked.</summary>
    public static RowVerdict None { get; } = new(null, true);

    /// <summary>The question needs more cases than are gone through.</summary>
    public static RowVerdict TooManyCases { get; } = Undecided("there are too many cases");

    /// <summary>The proof had no work left for the question.</summary>
    public static RowVerdict OutOfWork { get; } = Undecided(CellVerdict.OutOfWork.Reason!);

    /// <summary>Whether neither is shown.</summary>
    public bool IsUndecided => Witness is null && !IsNone;

    /// <summary>The proof that there is no such row.</summary>
    public RowCertificate? Certificate { get; private init; }

    /// <summary>Why neither is shown, as the end of a sentence.</summary>
    public string? Reason { get; private init; }

    /// <summary>There is no such row.</summary>
    /// <param name="certificate">The proof.</param>
    public static RowVerdict Proven(RowCertificate certificate) => new(null, true) { Certificate = certificate };

    /// <summary>Neither is shown.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public static RowVerdict Undecided(string reason) => new(null, false) { Reason = reason };
}
