using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Checks that outputs move one way with an input, and where special values lie.</summary>
internal static class DirectionCheck
{
    /// <summary>Checks it.</summary>
    public static IEnumerable<PolicyResult?> Run(PolicyScope scope, DirectionPolicy policy)
    {
        var document = scope.Document;
        var where = Assumed.Of(scope, policy.Where);
        var name = VisibleText.Of(document.Inputs[policy.Input].Name);
        var leads = policy.Outputs.SelectMany(k => document.Decision.ComparesOutputs
            ? Enumerable.Range(0, document.Outputs.Count).Where(j => j != k).Select(j => new Lead(k, j))
            : [new Lead(k)]);
        return leads.SelectMany(lead => policy.Direction == Direction.Unclaimed
            ? OfSpecials(lead)
            : OfSpecials(lead).Prepend(OfDirection(lead, policy.Direction == Direction.Increasing ? 1 : -1)));

        PolicyResult? OfDirection(Lead lead, int sign)
        {
            var proof = new DirectionProof(document, scope.Geometry, scope.Rules, scope.Work)
            {
                Where = where.All,
                OrderOf = (category, input) => policy.Where.FirstOrDefault(a => a.Input == input) is { } assumed
                    ? category.Order.Where(c => assumed.Choices.Contains(c)).ToArray()
                    : category.Order,
            };
            var verdict = proof.Prove(policy.Input, lead, sign);
            var question = Ordered(lead, sign, JointRows.Differing(where.Domain, [policy.Input]), $"where '{name}' alone rises:");
            if (verdict.Pair is var (low, high))
                return question.Refuted(scope, policy, where, new ExactRow([.. low.Values, high.Values[policy.Input]]));
            return verdict.Undecided is { } undecided ? RowQuestion.Undecided(policy, undecided) : null;
        }

        IEnumerable<PolicyResult?> OfSpecials(Lead lead) => policy.Specials.Select(place =>
        {
            var special = document.Inputs.NumberAt(policy.Input).Specials[place.Special].Name;
            return Ordered(
                lead,
                place.IsLowest ? 1 : -1,
                JointRows.SpecialAndQuantity(where.Domain, policy.Input, place.Special),
                $"from '{VisibleText.Of(special)}' to a quantity of '{name}':").Ask(scope, policy, where);
        });

        // The first row is not to be above the second where sign is 1, and not below it where it is −1.
        RowQuestion Ordered(Lead lead, int sign, JointRows rows, string alone) => new(
            rows,
            lead.Outputs,
            cases => [[SumSide.Above(lead.Of(cases[0].Output).Plus(-Rational.One, lead.Of(cases[1].Output)).Times(sign), Rational.Zero)]],
            new Breach(
                outputs => (lead.Of(k => outputs[0][k]) - lead.Of(k => outputs[1][k])).Sign == sign,
                outputs => (Computed(lead, outputs[0]) - Computed(lead, outputs[1])) * sign > 0),
            outputs =>
                $"{Words(lead)} {(sign > 0 ? "falls" : "rises")} from {Value(lead, outputs[0])} to {Value(lead, outputs[1])} {alone}",
            _ => lead.Over is { } over
                ? [(0, lead.Output, sign), (1, lead.Output, -sign), (0, over, -sign), (1, over, sign)]
                : [(0, lead.Output, sign), (1, lead.Output, -sign)])
        {
            CanDiffer = new VariedInputs(scope, where.Domain, EquatableArray.Of(policy.Input)).CanDiffer,
        };

        string Words(Lead lead) => lead.Over is { } over
            ? $"The lead of {VisibleText.Of(document.Outputs[lead.Output].Name)} over {VisibleText.Of(document.Outputs[over].Name)}"
            : VisibleText.Of(document.Outputs[lead.Output].Name);
    }

    private static double Computed(Lead lead, double[] outputs) =>
        lead.Over is { } over ? outputs[lead.Output] - outputs[over] : outputs[lead.Output];

    private static string Value(Lead lead, Rational[] outputs) => RowWords.Shortened(lead.Of(k => outputs[k]), string.Empty);
}
