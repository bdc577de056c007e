using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>One or two rows of a document, asked for at once: what they share is one value, and what they do not is two.</summary>
/// <param name="Domain">What values there are.</param>
/// <param name="Views">The rows.</param>
internal sealed record JointRows(RowDomain Domain, IReadOnlyList<RowView> Views)
{
    /// <summary>One row.</summary>
    /// <param name="domain">The rows of the document.</param>
    public static JointRows One(RowDomain domain) => new(domain, [new RowView(sum => sum, row => row)]);

    /// <summary>Two rows that differ in some inputs alone.</summary>
    /// <param name="domain">The rows of the document.</param>
    /// <param name="inputs">The inputs that may differ.</param>
    public static JointRows Differing(RowDomain domain, IReadOnlyList<int> inputs)
    {
        var count = domain.Inputs.Count;
        return new JointRows(domain.WithCopies(inputs),
        [
            new RowView(sum => sum.WithCopies(inputs, areUsed: false), row => new ExactRow(row.Values.Take(count).ToArray())),
            new RowView(
                sum => sum.WithCopies(inputs, areUsed: true),
                row => new ExactRow(
                    row.Values.Take(count).Select((v, i) => CopyOf(i) is >= 0 and var k ? row.Values[count + k] : v).ToArray())),
        ]);

        int CopyOf(int input) => inputs.ToList().IndexOf(input);
    }

    /// <summary>Two rows: in the one an input is a special value, in the other it is a quantity.</summary>
    /// <param name="domain">The rows of the document.</param>
    /// <param name="input">A number.</param>
    /// <param name="special">The position of the special value.</param>
    public static JointRows SpecialAndQuantity(RowDomain domain, int input, int special) => new(domain.WithQuantities(input),
    [
        new RowView(sum => sum.WithChoice(input, special), row => row.With(input, ExactValue.Chosen(special))),
        new RowView(sum => sum, row => row),
    ]);

    /// <summary>Two rows: in the one a number has a value, in the other it comes to that value from below.</summary>
    /// <param name="domain">The rows of the document.</param>
    /// <param name="input">A number.</param>
    /// <param name="at">The value.</param>
    public static JointRows AtAndBelow(RowDomain domain, int input, Rational at) => new(domain,
    [
        new RowView(sum => sum.WithQuantity(input, at, below: false), row => row.With(input, ExactValue.Of(Quantity(domain, input, at)))),
        new RowView(sum => sum.WithQuantity(input, at, below: true), row => row.With(input, ExactValue.Of(Next(at, -1)))),
    ]);

    /// <summary>The rows that a joint row stands for.</summary>
    /// <param name="joint">The joint row.</param>
    public ExactRow[] RowsOf(ExactRow joint) => Views.Select(v => v.Row(joint)).ToArray();

    // A value that is no quantity is come to from above as well.
    private static Rational Quantity(RowDomain domain, int input, Rational at) =>
        domain.NoQuantities[input].Contains(at) && at < domain.RangeOf(input).Upper ? Next(at, 1) : at;

    // The double before it or after it, so that the row that is shown can be evaluated.
    private static Rational Next(Rational at, int sign)
    {
        var value = at.ToDouble();
        return Rational.Parse(Number.From(sign > 0 ? RowWords.Above(value) : -RowWords.Above(-value)).ShortestDigits);
    }
}

/// <summary>One of the rows that are asked for at once.</summary>
/// <param name="put">A sum of the document as a sum over the joint values.</param>
/// <param name="row">The row, out of the joint values.</param>
internal sealed class RowView(Func<ExpandedSum, ExpandedSum> put, Func<ExactRow, ExactRow> row)
{
    // The same sums are asked of every rule, and what is known of a sum is kept with it.
    private readonly ConditionalWeakTable<ExpandedSum, ExpandedSum> _sums = new();

    /// <summary>A sum of the document as a sum over the joint values.</summary>
    /// <param name="sum">The sum.</param>
    public ExpandedSum In(ExpandedSum sum) => _sums.GetValue(sum, s => put(s));

    /// <summary>The row.</summary>
    /// <param name="joint">The joint values.</param>
    public ExactRow Row(ExactRow joint) => row(joint);
}
