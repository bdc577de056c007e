using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>
/// What each input has to do with the difference of a score from that of the reference, where every condition that adjusts it is straight.
/// </summary>
/// <remarks>
/// On the straight way from the reference to the row an input gets what its own terms change, and for each condition that adjusts the score
/// the weight, times the part of the way on which the condition is below 0, times what the input changes in the condition.
/// </remarks>
/// <param name="document">The document.</param>
/// <param name="row">The row.</param>
/// <param name="inputs">Its inputs.</param>
internal sealed class ShareSteps(RuleDocument document, StepRow row, AcceptedInput[] inputs)
{
    private const string Part = "Share";

    private static readonly Formula Zero = Formula.Whole(0);
    private static readonly Formula One = Formula.Whole(1);

    private readonly Dictionary<int, Formula[]> _moves = [];
    private readonly Dictionary<int, Formula> _times = [];

    /// <summary>Writes what inputs change in a condition, and on what part of the way it is below 0.</summary>
    public void AddCondition(int condition, SumCells cells, SumParts parts, Formula value)
    {
        var sum = document.Conditions[condition].Expression;
        var moves = Moves(sum, cells, parts);
        var (start, rate) = (row.AtReference(value), Added(moves.Prepend(Zero)));
        var change = row.Add(cells.Title, "change", rate);
        _moves[condition] = moves;
        _times[condition] = row.Add(
            cells.Title,
            "part of the way below 0",
            Formula.If(
                start < Zero,
                Formula.If(change > -start, -start / change, One),
                Formula.If(change < -start, One + (start / change), Zero)));
    }

    /// <summary>Writes the shares of an output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="sums">The sums that it is made of, with their cells.</param>
    /// <returns>The formula of the share of each input; null where it has none.</returns>
    public Formula?[] Of(int output, IReadOnlyList<(Expression Sum, SumCells Cells, SumParts Parts)> sums)
    {
        var shares = new List<Formula>[inputs.Length];
        for (var i = 0; i < shares.Length; i++)
            shares[i] = [];
        foreach (var (sum, cells, parts) in sums)
        {
            var moves = Moves(sum, cells, parts);
            for (var n = 0; n < moves.Length; n++)
                shares[sum.Terms[n].Input].Add(moves[n]);
            for (var a = 0; a < sum.Adjustments.Count; a++)
            {
                var c = sum.Adjustments[a].Condition;
                var factor = row.Add(cells.Title, $"condition {Id(c)}: factor", cells.Adjustments[a] * _times[c]);
                for (var n = 0; n < _moves[c].Length; n++)
                    shares[document.Conditions[c].Expression.Terms[n].Input].Add(factor * _moves[c][n]);
            }
        }

        return shares.Select(all => all.Count == 0 ? null : Added(all)).ToArray();
    }

    /// <summary>Writes the shares of one score.</summary>
    public Formula[] OfScore(Formula?[] shares) =>
        shares.Select((share, i) => row.Add(Part, document.Inputs[i].Name, share ?? Zero)).ToArray();

    /// <summary>Writes the shares of what one output is above another.</summary>
    public Formula[] OfDifference(Formula?[][] shares, Formula output, Formula against)
    {
        // The shares of one input in all outputs beside each other, so that two of them can be picked.
        var all = inputs.Select((_, i) => CellRange.Of(shares.Select((of, k) => row.Add(
            $"Share in {document.Outputs[k].Name}", document.Inputs[i].Name, of[i] ?? Zero)).ToArray())).ToArray();
        return all.Select((range, i) => row.Add(
            Part, document.Inputs[i].Name, Formula.At(range, output) - Formula.At(range, against))).ToArray();
    }

    private Formula[] Moves(Expression sum, SumCells cells, SumParts parts) => sum.Terms.Select((term, n) => row.Add(
        cells.Title, document.Inputs[term.Input].Name + ": change", Move(term, cells.Terms[n], parts.Terms[n]))).ToArray();

    // A quantity moves straight, which its weight times its change says more exactly than the difference of two products.
    private Formula Move(Term term, TermCells cells, Formula added)
    {
        var difference = added - row.AtReference(added);
        return term.Match(
            number =>
            {
                var input = inputs[number.Input];
                var straight = cells.Weight! * (input.Value - row.AtReference(input.Value));
                return input.Special is { } special
                    ? Formula.If(
                        Formula.And(Formula.Same(special, Zero), Formula.Same(row.AtReference(special), Zero)), straight, difference)
                    : straight;
            },
            _ => difference,
            _ => difference);
    }

    private static Formula Added(IEnumerable<Formula> all) => all.Aggregate((sum, part) => sum + part);

    private string Id(int condition) => document.Conditions[condition].Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
