using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>What moves with an input: an output, or how far it leads over another.</summary>
/// <param name="Output">The position of the output.</param>
/// <param name="Over">The position of the other; null where the output is meant by itself.</param>
internal readonly record struct Lead(int Output, int? Over = null)
{
    /// <summary>The outputs that it is made of.</summary>
    public int[] Outputs => Over is { } over ? [Output, over] : [Output];

    /// <summary>It, out of the values of all outputs.</summary>
    /// <param name="outputs">The value of an output.</param>
    public Rational Of(Func<int, Rational> outputs) => Over is { } over ? outputs(Output) - outputs(over) : outputs(Output);

    /// <summary>It, out of the sums of all outputs.</summary>
    /// <param name="outputs">The sum of an output.</param>
    public ExpandedSum Of(Func<int, ExpandedSum> outputs) =>
        Over is { } over ? outputs(Output).Plus(-Rational.One, outputs(over)) : outputs(Output);
}

/// <summary>Whether a lead moves one way with an input.</summary>
/// <param name="Pair">Two rows that show that it does not; null where it does, or is not decided.</param>
/// <param name="Undecided">What stands in the way of a decision; null where there is one.</param>
internal sealed record DirectionVerdict((ExactRow Low, ExactRow High)? Pair, RowVerdict? Undecided);

/// <summary>Proves that outputs move one way with an input, or finds two rows between which one does not.</summary>
/// <remarks>
/// An output never falls with an input if no rule's sum does on its region, and it does not drop from one rule to the next. Signs show it
/// in most documents. Where they do not, two rows are asked for that differ in the input alone, the one in a rule, the other in a rule,
/// with outputs the wrong way round: such a pair refutes the claim, and that there is none in any pair of rules proves it.
/// </remarks>
/// <param name="document">The document.</param>
/// <param name="geometry">Its geometry.</param>
/// <param name="rules">Its rules.</param>
/// <param name="work">The work of the proof.</param>
internal sealed class DirectionProof(RuleDocument document, DocumentGeometry geometry, IReadOnlyList<VerifiedRule> rules, ProofWork work)
{
    // For one pair of rules.
    private const int Cells = 2_000;

    private readonly Dictionary<int, Trends> _trends = [];

    /// <summary>Sides that both rows are on; the inputs that they speak of are between bounds or of some choices.</summary>
    public IReadOnlyList<SumSide> Where { get; init; } = [];

    /// <summary>Of each input that has an order the categories that are meant, from low to high; all where there is none.</summary>
    public Func<CategoryInput, int, IReadOnlyList<int>> OrderOf { get; init; } = (category, _) => category.Order;

    /// <summary>Of how many pairs of rules something was asked.</summary>
    public int Pairs { get; private set; }

    /// <summary>Whether a lead never falls, or never rises, where an input rises, all else equal.</summary>
    /// <param name="input">The position of the input.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="sign">1 where it is not to fall, −1 where it is not to rise.</param>
    public DirectionVerdict Prove(int input, Lead lead, int sign)
    {
        if (!_trends.TryGetValue(input, out var trends))
            _trends.Add(input, trends = new Trends(document, geometry.Domain, input));
        var wanted = sign > 0 ? Trend.NeverFalls : Trend.NeverRises;
        return lead.Over is null && trends.OfOutput(lead.Output).HasFlag(wanted)
            ? new DirectionVerdict(null, null)
            : AskPairs(input, lead, sign, trends, wanted);
    }

    private DirectionVerdict AskPairs(int input, Lead lead, int sign, Trends trends, Trend wanted)
    {
        RowVerdict? undecided = null;
        var isContinuous = IsContinuous(input, lead, sign);
        var cases = rules.Select(rule => rule.IsEmpty ? [] : Cases(rule, lead)).ToArray();
        if (cases.Any(c => c is null))
            return new DirectionVerdict(null, RowVerdict.TooManyCases);
        for (var from = 0; from < rules.Count; from++)
        {
            for (var to = 0; to < rules.Count; to++)
            {
                if (from == to
                    ? cases[from]!.All(c => trends.Of(c.Sum.Parts[input]).HasFlag(wanted))
                    : isContinuous || !CanPass(rules[from], rules[to], trends))
                    continue;
                Pairs++;
                foreach (var here in cases[from]!)
                {
                    foreach (var there in cases[to]!)
                    {
                        if (from != to && here.Sum.IsSame(there.Sum) && trends.Of(here.Sum.Parts[input]).HasFlag(wanted))
                            continue;
                        var verdict = AskPair(here, there, input, lead, sign);
                        if (verdict.Pair is not null)
                            return verdict;
                        undecided = verdict.Undecided ?? undecided;
                    }
                }
            }
        }

        return new DirectionVerdict(null, undecided);
    }

    private static LeadCase[]? Cases(VerifiedRule rule, Lead lead) => rule.Geometry
        .Cases(rule.Known, lead.Outputs.SelectMany(k => rule.Geometry.NeedsOf(rule.Position, k)).Distinct())?
        .Select(signs => new LeadCase(signs, lead.Of(k => signs.Output(rule.Position, k)))).ToArray();

    // What conditions add does not jump at their borders, so that of two rules with the same own part only curves can jump from one to the
    // other: those of conditions do not, those of the output the right way. Categories always jump.
    private bool IsContinuous(int input, Lead lead, int sign)
    {
        return document.Inputs[input].IsNumber && document.Conditions.All(c => JumpsOf(c.Expression).All(jump => jump == 0))
            && HasNoDrop(lead.Output, sign) && (lead.Over is not { } over || HasNoDrop(over, -sign));

        bool HasNoDrop(int output, int upwards)
        {
            var own = document.Rules[0].Own[output];
            return document.Rules.All(r => Equals(r.Own[output], own))
                && JumpsOf(own).Concat(JumpsOf(document.CommonOf(output))).All(jump => jump * upwards >= 0);
        }

        IEnumerable<int> JumpsOf(Expression? expression) =>
            (expression?.Terms ?? EquatableArray<Term>.Empty).Where(t => t.Input == input).SelectMany(t => t.Match(
                _ => [],
                _ => [],
                curve => curve.Curve.Points.Select(p => Rational.Parse(p.At.Text).CompareTo(Rational.Parse(p.Below.Text)))));
    }

    // Whether a row can get from one rule to another while the input rises, as far as signs show it.
    private static bool CanPass(VerifiedRule from, VerifiedRule to, Trends trends) => from.Path.All(here => to.Path.All(there =>
        here.Condition != there.Condition || here.IsNegative == there.IsNegative
        || !trends.OfCondition(here.Condition).HasFlag(here.IsNegative ? Trend.NeverRises : Trend.NeverFalls)));

    private DirectionVerdict AskPair(LeadCase here, LeadCase there, int input, Lead lead, int sign) => document.Inputs[input].Match(
        _ => AskNumber(here, there, input, lead, sign), category => AskCategories(category, here, there, input, lead, sign));

    private DirectionVerdict AskNumber(LeadCase here, LeadCase there, int input, Lead lead, int sign)
    {
        var domain = geometry.Domain.WithCopy(input);
        var copy = domain.Inputs.Count - 1;
        ExpandedSum Low(ExpandedSum sum) => sum.WithCopies([input], areUsed: false);
        ExpandedSum High(ExpandedSum sum) => sum.WithCopies([input], areUsed: true);
        var worse = Low(here.Sum).Plus(-Rational.One, High(there.Sum)).Times(sign);
        SumSide[] sides =
        [
            .. SumSide.Distinct(On(here.Signs, Low).Concat(On(there.Signs, High))),
            new SumSide(ExpandedSum.Difference(domain.Inputs, input, copy), Negative: true),
            SumSide.Above(worse, Rational.Zero),
        ];
        return Verdict(new RowClaim(domain, sides, CellQuestion.Points) { Cells = Cells }, lead, sign, pair =>
        {
            var row = new ExactRow(pair.Values.Take(copy).ToArray());
            return (row, row.With(input, pair.Values[copy]));
        });
    }

    private DirectionVerdict AskCategories(CategoryInput category, LeadCase here, LeadCase there, int input, Lead lead, int sign)
    {
        var order = OrderOf(category, input);
        // Next ones in the order are enough, since steps add up.
        for (var k = 1; k < order.Count; k++)
        {
            var (low, high) = (order[k - 1], order[k]);
            ExpandedSum Low(ExpandedSum sum) => sum.WithChoice(input, low);
            ExpandedSum High(ExpandedSum sum) => sum.WithChoice(input, high);
            var worse = Low(here.Sum).Plus(-Rational.One, High(there.Sum)).Times(sign);
            SumSide[] sides =
                [.. SumSide.Distinct(On(here.Signs, Low).Concat(On(there.Signs, High))), SumSide.Above(worse, Rational.Zero)];
            var verdict = Verdict(
                new RowClaim(geometry.Domain, sides, CellQuestion.Points) { Cells = Cells },
                lead,
                sign,
                row => (row.With(input, ExactValue.Chosen(low)), row.With(input, ExactValue.Chosen(high))));
            if (verdict != new DirectionVerdict(null, null))
                return verdict;
        }

        return new DirectionVerdict(null, null);
    }

    private IEnumerable<SumSide> On(SignCase signs, Func<ExpandedSum, ExpandedSum> at) =>
        signs.Sides.Concat(Where).Select(s => s with { Sum = at(s.Sum) });

    private DirectionVerdict Verdict(RowClaim claim, Lead lead, int sign, Func<ExactRow, (ExactRow Low, ExactRow High)> pairOf)
    {
        var verdict = work.Ask(claim);
        if (verdict.Witness is not { } row)
            return new DirectionVerdict(null, verdict.IsNone ? null : verdict);
        // A pair may be on a border alone, where doubles are on either side; inside they are not.
        var pair = pairOf(work.Search(claim with { Question = CellQuestion.Interior }).Witness ?? row);
        if ((At(pair.Low) - At(pair.High)).Sign != sign)
            throw new InvalidOperationException("Two rows do not show what their rules show.");
        return new DirectionVerdict(pair, null);

        Rational At(ExactRow at) => lead.Of(k => geometry.Evaluate(at, k));
    }

    private sealed record LeadCase(SignCase Signs, ExpandedSum Sum);
}
