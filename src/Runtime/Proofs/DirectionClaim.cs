using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>The claim that outputs move with inputs as their directions say.</summary>
/// <remarks>
/// An output never falls with an input if no rule's sum does on its region, and it does not drop from one rule to the next. Signs show it
/// in most documents. Where they do not, two rows are asked for that differ in the input alone, the one in a rule, the other in a rule,
/// with outputs the wrong way round: such a pair refutes the claim, and that there is none in any pair of rules proves it.
/// </remarks>
internal sealed class DirectionClaim
{
    // For one pair of rules.
    private const int Cells = 2_000;

    private readonly RuleDocument _document;
    private readonly DocumentGeometry _geometry;
    private readonly IReadOnlyList<VerifiedRule> _rules;
    private readonly ProofWork _work;
    private readonly FindingList _findings = new();
    private readonly List<Statement> _statements = [];
    private int _pairs;

    private DirectionClaim(RuleDocument document, DocumentGeometry geometry, IReadOnlyList<VerifiedRule> rules, ProofWork work) =>
        (_document, _geometry, _rules, _work) = (document, geometry, rules, work);

    /// <summary>Each direction that an input has holds.</summary>
    /// <param name="document">A document with directions.</param>
    /// <param name="geometry">Its geometry.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="work">The work of the proof.</param>
    public static Claim Of(RuleDocument document, DocumentGeometry geometry, IReadOnlyList<VerifiedRule> rules, ProofWork work)
    {
        var claim = new DirectionClaim(document, geometry, rules, work);
        var directions = 0;
        for (var i = 0; i < document.Inputs.Count; i++)
        {
            for (var k = 0; k < document.Inputs[i].Directions.Count; k++)
            {
                if (document.Inputs[i].Directions[k] == Direction.Unclaimed)
                    continue;
                directions++;
                claim.Add(i, k, document.Inputs[i].Directions[k] == Direction.Increasing ? 1 : -1);
            }
        }

        return new Claim(
            ClaimKind.Directions,
            "Outputs move with inputs as their directions say, all else equal, for every two quantities or categories.",
            "A direction is not shown to hold.",
            claim._findings,
            ("directions", directions),
            ("pairsOfRules", claim._pairs))
        {
            Statements = claim._statements.ToEquatableArray(),
        };
    }

    private static string Move(int sign) => sign > 0 ? "rises" : "falls";

    private void Add(int input, int output, int sign)
    {
        var claimed = $"{Name(output)} never {Move(-sign)} where {VisibleText.Of(_document.Inputs[input].Name)} rises";
        var trends = new Trends(_document, _geometry.Domain, input);
        var wanted = sign > 0 ? Trend.NeverFalls : Trend.NeverRises;
        var undecided = trends.OfOutput(output).HasFlag(wanted) ? null : AskPairs(input, output, sign, trends, wanted);
        if (undecided is { Witness: not null })
            return;
        if (undecided is null)
            _statements.Add(new Statement(claimed + "."));
        else
            _findings.LeaveOpen($"Whether {claimed} is not decided: {undecided.Reason}.");
    }

    // A verdict that is no proof; null where all pairs are shown to be in order.
    private RowVerdict? AskPairs(int input, int output, int sign, Trends trends, Trend wanted)
    {
        RowVerdict? undecided = null;
        var isContinuous = IsContinuous(input, output, sign);
        var cases = _rules.Select(
            r => r.IsEmpty ? [] : r.CasesFor(output)?.Select(s => (Signs: s, Sum: s.Output(r.Position, output))).ToArray()).ToArray();
        if (cases.Any(c => c is null))
            return RowVerdict.TooManyCases;
        for (var from = 0; from < _rules.Count; from++)
        {
            for (var to = 0; to < _rules.Count; to++)
            {
                if (from == to
                    ? cases[from]!.All(c => trends.Of(c.Sum.Parts[input]).HasFlag(wanted))
                    : isContinuous || !CanPass(_rules[from], _rules[to], trends))
                    continue;
                _pairs++;
                foreach (var here in cases[from]!)
                {
                    foreach (var there in cases[to]!)
                    {
                        if (from != to && here.Sum.IsSame(there.Sum) && trends.Of(here.Sum.Parts[input]).HasFlag(wanted))
                            continue;
                        var verdict = AskPair(here.Signs, here.Sum, there.Signs, there.Sum, input, output, sign);
                        if (verdict.Witness is not null)
                            return verdict;
                        undecided = verdict.IsNone ? undecided : verdict;
                    }
                }
            }
        }

        return undecided;
    }

    // What conditions add does not jump at their borders, so that of two rules with the same own part only curves can jump from one to the
    // other: those of conditions do not, those of the output the right way. Categories always jump.
    private bool IsContinuous(int input, int output, int sign)
    {
        var own = _document.Rules[0].Own[output];
        return _document.Inputs[input].IsNumber && _document.Rules.All(r => Equals(r.Own[output], own))
            && _document.Conditions.All(c => JumpsOf(c.Expression).All(jump => jump == 0))
            && JumpsOf(own).Concat(JumpsOf(_document.CommonOf(output))).All(jump => jump * sign >= 0);

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

    private RowVerdict AskPair(SignCase here, ExpandedSum before, SignCase there, ExpandedSum after, int input, int output, int sign) =>
        _document.Inputs[input].Match(
            _ => AskNumber(here, before, there, after, input, output, sign),
            category => AskCategories(category, here, before, there, after, input, output, sign));

    private RowVerdict AskNumber(SignCase here, ExpandedSum before, SignCase there, ExpandedSum after, int input, int output, int sign)
    {
        var domain = _geometry.Domain.WithCopy(input);
        var copy = domain.Inputs.Count - 1;
        var worse = before.WithCopy(null).Plus(-Rational.One, after.WithCopy(input)).Times(sign);
        SumSide[] sides =
        [
            .. SumSide.Distinct(here.Sides.Select(s => s with { Sum = s.Sum.WithCopy(null) })
                .Concat(there.Sides.Select(s => s with { Sum = s.Sum.WithCopy(input) }))),
            new SumSide(ExpandedSum.Difference(domain.Inputs, input, copy), Negative: true),
            SumSide.Above(worse, Rational.Zero),
        ];
        var verdict = _work.Ask(new RowClaim(domain, sides, CellQuestion.Points) { Cells = Cells });
        if (verdict.Witness is { } pair)
        {
            var row = new ExactRow(pair.Values.Take(copy).ToArray());
            Refute(row, row.With(input, pair.Values[copy]), input, output, sign);
        }

        return verdict;
    }

    private RowVerdict AskCategories(
        CategoryInput category, SignCase here, ExpandedSum before, SignCase there, ExpandedSum after, int input, int output, int sign)
    {
        // Next ones in the order are enough, since steps add up.
        for (var k = 1; k < category.Order.Count; k++)
        {
            var (low, high) = (category.Order[k - 1], category.Order[k]);
            var worse = before.WithCategory(input, low).Plus(-Rational.One, after.WithCategory(input, high)).Times(sign);
            SumSide[] sides =
            [
                .. SumSide.Distinct(here.Sides.Select(s => s with { Sum = s.Sum.WithCategory(input, low) })
                    .Concat(there.Sides.Select(s => s with { Sum = s.Sum.WithCategory(input, high) }))),
                SumSide.Above(worse, Rational.Zero),
            ];
            var verdict = _work.Ask(new RowClaim(_geometry.Domain, sides, CellQuestion.Points) { Cells = Cells });
            if (verdict.Witness is { } row)
                Refute(row.With(input, ExactValue.Chosen(low)), row.With(input, ExactValue.Chosen(high)), input, output, sign);
            if (!verdict.IsNone)
                return verdict;
        }

        return RowVerdict.None;
    }

    private void Refute(ExactRow row, ExactRow other, int input, int output, int sign)
    {
        var (before, after) = (_geometry.Evaluate(row, output), _geometry.Evaluate(other, output));
        if ((before - after).Sign != sign)
            throw new InvalidOperationException("Two rows do not show what their rules show.");
        var (witness, second) = (_geometry.ToWitness(row), _geometry.ToWitness(other));
        _findings.Refute(
            $"{Name(output)} {Move(-sign)} from {RowWords.Shortened(before, string.Empty)} to {RowWords.Shortened(after, string.Empty)} "
                + $"where {VisibleText.Of(_document.Inputs[input].Name)} alone rises, from {witness} to {second}.",
            witness,
            second);
    }

    private string Name(int output) => VisibleText.Of(_document.Outputs[output].Name);
}
