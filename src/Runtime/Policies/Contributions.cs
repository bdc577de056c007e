using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>What numbers of a document add to an output at a row, so that the one that does most can be named.</summary>
internal static class Contributions
{
    /// <summary>Adds up what each place contributes to scores that go against a policy.</summary>
    /// <param name="scope">The document.</param>
    /// <param name="scores">Rows, outputs there, and whether a large value is against the policy (1) or a small one (−1).</param>
    /// <returns>The places that are against it, the worst first, ties in the order of the document.</returns>
    public static IReadOnlyList<Contribution> Of(PolicyScope scope, IEnumerable<(ExactRow Row, int Output, int Sign)> scores)
    {
        var document = scope.Document;
        var order = new List<DocumentPlace>();
        var words = new Dictionary<DocumentPlace, string>();
        var amounts = new Dictionary<DocumentPlace, Rational>();
        foreach (var (row, output, sign) in scores)
        {
            var signs = scope.Geometry.SignsAt(row);
            var rule = document.Tree.Descend(c => signs.IsNegative(c) == true);
            if (document.CommonOf(output) is { } common)
                Add(common, DocumentPlace.At("common", output), "the common part", row, signs, sign);
            if (document.Rules[rule].Own[output] is { } own)
            {
                var where = DocumentPlace.At("rules", rule, "expressions", output);
                Add(own, where, $"rule {document.Rules[rule].Id}", row, signs, sign);
            }
        }

        return order.Where(p => amounts[p].Sign > 0).Select(p => new Contribution(p, words[p], amounts[p]))
            .OrderByDescending(c => c.Amount).ToArray();

        void Add(Expression expression, DocumentPlace place, string owner, ExactRow row, SignCase signs, Rational factor)
        {
            Note(place.Then("bias"), $"the bias of {owner}", Rational.Parse(expression.Bias.Text), factor);
            var sum = ExpandedSum.OfTerms(expression, document.Inputs);
            foreach (var term in expression.Terms)
            {
                var name = document.Inputs[term.Input].Name;
                var value = row.Values[term.Input];
                var part = sum.Parts[term.Input]!;
                Note(
                    place.Then("weights", name),
                    $"what '{VisibleText.Of(name)}' adds in {owner}",
                    value.IsQuantity ? part.AtQuantity(value.Quantity) : part.Table[value.Choice],
                    factor);
            }

            // What a condition adds is what its own terms add, times its weight.
            foreach (var adjustment in expression.Adjustments.Where(a => signs.IsNegative(a.Condition) == true))
            {
                Add(
                    document.Conditions[adjustment.Condition].Expression,
                    DocumentPlace.At("conditions", adjustment.Condition, "expression"),
                    $"condition {document.Conditions[adjustment.Condition].Id}",
                    row,
                    signs,
                    factor * Rational.Parse(adjustment.Weight.Text));
            }
        }

        void Note(DocumentPlace place, string what, Rational amount, Rational factor)
        {
            if (!amounts.TryGetValue(place, out var so))
                order.Add(place);
            (amounts[place], words[place]) = (so + (factor * amount), what);
        }
    }
}

/// <summary>What a place contributes.</summary>
/// <param name="Place">The place.</param>
/// <param name="Words">What stands there.</param>
/// <param name="Amount">How much it adds against the policy.</param>
internal sealed record Contribution(DocumentPlace Place, string Words, Rational Amount);
