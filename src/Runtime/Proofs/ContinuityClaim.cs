using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>The claim on where outputs jump when quantities change. It is a statement: what jumps is said, and is no fault.</summary>
internal sealed class ContinuityClaim
{
    private readonly RuleDocument _document;
    private readonly DocumentGeometry _geometry;
    private readonly IReadOnlyList<VerifiedRule> _rules;
    private readonly ProofWork _work;
    private readonly List<Statement> _statements = [];
    private readonly FindingList _findings = new();
    private int _borders;

    private ContinuityClaim(RuleDocument document, DocumentGeometry geometry, IReadOnlyList<VerifiedRule> rules, ProofWork work) =>
        (_document, _geometry, _rules, _work) = (document, geometry, rules, work);

    /// <summary>Where outputs jump, and by how much.</summary>
    /// <param name="document">The document.</param>
    /// <param name="geometry">Its geometry.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="work">The work of the proof.</param>
    public static Claim Of(RuleDocument document, DocumentGeometry geometry, IReadOnlyList<VerifiedRule> rules, ProofWork work)
    {
        var claim = new ContinuityClaim(document, geometry, rules, work);
        claim.AddCurves();
        for (var k = 0; k < document.Outputs.Count; k++)
            claim.AddBorders(k);
        return new Claim(
            ClaimKind.Continuous,
            claim._statements.Count == 0
                ? "No output jumps where a quantity changes: rules agree where they meet, and no curve jumps."
                : "Where a quantity changes outputs jump only where it is stated.",
            "It is not decided at every border whether an output jumps there.",
            claim._findings,
            ("borders", claim._borders),
            ("jumps", claim._statements.Count))
        {
            Statements = claim._statements.ToEquatableArray(),
        };
    }

    private void AddCurves()
    {
        for (var k = 0; k < _document.Outputs.Count; k++)
        {
            var name = VisibleText.Of(_document.Outputs[k].Name);
            AddCurves(_document.CommonOf(k), name, string.Empty);
            foreach (var rule in _document.Rules)
                AddCurves(rule.Own[k], name, $" in rule {rule.Id}");
        }

        foreach (var condition in _document.Conditions)
            AddCurves(condition.Expression, $"Condition {condition.Id}", ", and with it what depends on its side or its value");
    }

    private void AddCurves(Expression? expression, string subject, string where)
    {
        foreach (var term in expression?.Terms ?? EquatableArray<Term>.Empty)
        {
            foreach (var point in term.Match(_ => [], _ => [], JumpsOf))
            {
                var jump = RowWords.Shortened(Rational.Parse(point.At.Text) - Rational.Parse(point.Below.Text), string.Empty);
                _statements.Add(
                    new Statement(
                        $"{subject} jumps by {jump} at {VisibleText.Of(_document.Inputs[term.Input].Name)} = {point.X.Text}{where}."));
            }
        }
    }

    // Below the lower end of a range there is nothing to jump from.
    private IEnumerable<CurvePoint> JumpsOf(CurveTerm term)
    {
        var range = _geometry.Domain.RangeOf(term.Input);
        return term.Curve.Points.Where(p => p.IsJump && Rational.Parse(p.X.Text) is var x && x > range.Lower && x <= range.Upper);
    }

    private void AddBorders(int output)
    {
        for (var a = 0; a < _rules.Count; a++)
        {
            for (var b = a + 1; b < _rules.Count; b++)
            {
                // What conditions add is 0 at their borders, so that rules can differ there only in what is their own.
                if (Equals(_rules[a].Rule.Own[output], _rules[b].Rule.Own[output]) || _rules[a].IsEmpty || _rules[b].IsEmpty)
                    continue;
                _borders++;
                AddBorder(_rules[a], _rules[b], output);
            }
        }
    }

    private void AddBorder(VerifiedRule a, VerifiedRule b, int output)
    {
        if (RuleBorder.Between(_geometry, a, b, output) is not { } borders)
        {
            _findings.LeaveOpen(
                $"Whether {Name(output)} jumps between rules {a.Id} and {b.Id} is not decided: {RowVerdict.TooManyCases.Reason}.");
            return;
        }

        if (borders.Count == 0)
            return;
        // Doubles find no row that is exactly on a border, so that one with a little width is gone through.
        if (Extremum.Largest(
            _geometry.Domain,
            _work,
            borders.SelectMany(border => border.Regions(border.Thickness(_geometry.Domain))),
            isNear: true) is not { } bound)
            return;
        if (bound.IsOpen)
            _findings.LeaveOpen(
                $"How much {Name(output)} jumps between rules {a.Id} and {b.Id} is not decided: {RowVerdict.OutOfWork.Reason}.");
        var most = Round(borders, bound) is { } round ? round.ToString() : RangeClaim.Outward(bound.Proved, 1);
        if (most == "0")
            return;
        var witness = bound.Row is { } row ? _geometry.ToWitness(row) : null;
        var text = $"{Name(output)} jumps by at most {most} where rules {a.Id} and {b.Id} meet, at the border of condition "
            + $"{_document.Conditions[borders[0].Condition].Id}";
        _statements.Add(new Statement(witness is null ? text + "." : $"{text}, most of all near {witness}.", witness));
    }

    // What comes very near to a number of few digits may be it.
    private Rational? Round(IReadOnlyList<RuleBorder> borders, UpperBound bound)
    {
        if (bound.Reached is not { } reached)
            return null;
        var round = Rational.Parse(reached.ToString(4));
        if (reached > round + (Rational.Of(1, 100_000) * (round.Sign == 0 ? Rational.One : round))
            || reached < round - (Rational.Of(1, 100_000) * round))
            return null;
        return borders.SelectMany(border => border.Regions(Rational.Zero)).All(region =>
            _work.Ask(new RowClaim(_geometry.Domain, [.. region.Sides, SumSide.Above(region.Sum, round)], CellQuestion.Points)).IsNone)
                ? round
                : null;
    }

    private string Name(int output) => VisibleText.Of(_document.Outputs[output].Name);
}
