using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Sums, term by term, in the order of every other way to calculate them.</summary>
/// <param name="document">The document.</param>
/// <param name="row">The row.</param>
/// <param name="inputs">Its inputs.</param>
internal sealed class SumSteps(RuleDocument document, StepRow row, AcceptedInput[] inputs)
{
    /// <summary>A formula holds 8,192 characters; longer sums go on in the next cell.</summary>
    private const int MostSummands = 300;

    private static readonly Formula Zero = Formula.Whole(0);

    /// <summary>Writes what a sum is made of.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="cells">Where its numbers are.</param>
    /// <param name="conditions">The conditions before it.</param>
    /// <returns>What it begins with, what each term adds, and what each adjustment adds.</returns>
    public SumParts Parts(Expression sum, SumCells cells, IReadOnlyList<Formula> conditions)
    {
        var terms = sum.Terms.Select((t, n) => row.Add(cells.Title, document.Inputs[t.Input].Name, Of(t, cells, cells.Terms[n]))).ToArray();
        var adjustments = sum.Adjustments.Select((a, n) => row.Add(
            cells.Title,
            $"condition {document.Conditions[a.Condition].Id.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
            Formula.If(conditions[a.Condition] < Zero, cells.Adjustments[n] * conditions[a.Condition], Zero))).ToArray();
        return new SumParts(cells.Bias, terms, adjustments);
    }

    /// <summary>Writes a sum of parts.</summary>
    public Formula Total(string title, string heading, SumParts parts) => row.Add(title, heading, Begin(title, parts));

    /// <summary>Writes all of a sum but its last cell, whose formula it returns.</summary>
    public Formula Begin(string title, SumParts parts)
    {
        var total = parts.Bias;
        var count = 0;
        foreach (var part in parts.Terms.Concat(parts.Adjustments))
        {
            if (count++ == MostSummands)
            {
                total = row.Add(title, "so far", total);
                count = 1;
            }

            total += part;
        }

        return total;
    }

    private Formula Of(Term term, SumCells sum, TermCells cells) => term.Match(
        number => WithSpecials(number.Input, cells, cells.Weight! * inputs[number.Input].Value),
        category => Formula.At(cells.Weights!, inputs[category.Input].Value),
        curve =>
        {
            var (x, points) = (inputs[curve.Input].Value, cells.Curve!);
            var isBefore = x < points.From.Cells[0];
            var place = row.Add(
                sum.Title, document.Inputs[curve.Input].Name + ": piece", Formula.If(isBefore, Zero, Formula.FindPiece(x, points.From)));
            var height = Formula.At(points.Heights, place)
                + ((x - Formula.At(points.From, place)) * Formula.At(points.Slopes, place));
            return WithSpecials(curve.Input, cells, Formula.If(Formula.Same(place, Zero), points.First, height));
        });

    private Formula WithSpecials(int input, TermCells cells, Formula otherwise) =>
        inputs[input].Special is { } special && cells.Specials is { } weights
            ? Formula.If(special > Zero, Formula.At(weights, special), otherwise)
            : otherwise;
}

/// <summary>What a sum is made of.</summary>
/// <param name="Bias">What it begins with.</param>
/// <param name="Terms">What each term adds.</param>
/// <param name="Adjustments">What each adjustment adds.</param>
internal sealed record SumParts(Formula Bias, IReadOnlyList<Formula> Terms, IReadOnlyList<Formula> Adjustments);
