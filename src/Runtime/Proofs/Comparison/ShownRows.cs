using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>What both documents answer to one row in doubles.</summary>
/// <param name="Old">The old outputs.</param>
/// <param name="New">The new outputs.</param>
internal sealed record BothAnswers(Outcome Old, Outcome New);

/// <summary>Makes rows that people can try out of exact ones.</summary>
/// <param name="old">The old document.</param>
/// <param name="new">The new document.</param>
/// <param name="domain">The rows of both.</param>
internal sealed class ShownRows(AlignedDocument old, AlignedDocument @new, RowDomain domain)
{
    // A row of so many digits is easier to read and to type than the one that was found.
    private static readonly int[] Digits = [2, 3, 4, 6];

    /// <summary>What both documents answer.</summary>
    /// <param name="row">One value per input of both.</param>
    public BothAnswers Evaluate(IReadOnlyList<double> row) =>
        new(old.Evaluator.Evaluate(old.ToRow(row)), @new.Evaluator.Evaluate(@new.ToRow(row)));

    /// <summary>The first of some rows that shows in doubles what is to be shown, with the fewest digits.</summary>
    /// <param name="rows">Rows on some sides.</param>
    /// <param name="sides">The sides.</param>
    /// <param name="shows">Whether answers in doubles show it.</param>
    /// <returns>The row, and what is answered there.</returns>
    public (ShownRow Row, BothAnswers Answers) Choose(IEnumerable<ExactRow> rows, SumSide[] sides, Func<BothAnswers, bool> shows)
    {
        (ShownRow, BothAnswers)? first = null;
        foreach (var row in rows)
        {
            foreach (var shortened in Shortened(row, sides).Append(row))
            {
                var exact = RowWords.ToWitness(domain, shortened);
                var answers = Evaluate(exact.Row);
                if (shows(answers))
                    return (Shown(exact, isThin: false), answers);
                first ??= (Shown(exact, isThin: true), answers);
            }
        }

        return first!.Value;
    }

    private IEnumerable<ExactRow> Shortened(ExactRow row, SumSide[] sides)
    {
        foreach (var digits in Digits)
        {
            var rounded = new ExactRow(row.Values.Select(v => v.IsQuantity ? ExactValue.Of(Rounded(v.Quantity, digits)) : v).ToArray());
            if (domain.Contains(rounded) && sides.All(s => s.Holds(rounded)))
                yield return rounded;
        }
    }

    private static Rational Rounded(Rational value, int digits) => Rational.Parse(
        value.ToDouble().ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private ShownRow Shown(Witness exact, bool isThin) => new(
        exact,
        domain.Inputs.Select((input, i) => new NamedValue(input.Name, input.Match<RowValue>(
            _ => exact.Row[i], category => category.Categories[(int)exact.Row[i]]))).ToEquatableArray(),
        isThin);
}
