using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

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
                _statements.Add(new Statement($"{subject} jumps by {jump} at {VisibleText.Of(_document.Inputs[term.Input].Name)} = {point.X.Text}{where}."));
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
        var between = a.Path.First(c => b.Path.Any(o => o.Condition == c.Condition && o.IsNegative != c.IsNegative));
        var regions = new List<SumRegion>();
        if (a.CasesFor(output) is not { } casesOfA || b.CasesFor(output) is not { } casesOfB)
        {
            _findings.LeaveOpen($"Whether {Name(output)} jumps between rules {a.Id} and {b.Id} is not decided: {RowVerdict.TooManyCases.Reason}.");
            return;
        }

        foreach (var here in casesOfA)
        {
            foreach (var there in casesOfB)
            {
                var difference = here.Output(a.Position, output).Plus(-Rational.One, there.Output(b.Position, output));
                var border = here.Condition(between.Condition);
                SumSide[] sides = [.. here.Sides.Concat(there.Sides).Select(Closed), new SumSide(border, false), new SumSide(border.Times(-Rational.One), false)];
                regions.Add(new SumRegion(sides, difference));
                regions.Add(new SumRegion(sides, difference.Times(-Rational.One)));
            }
        }

        var bound = Extremum.Largest(_geometry.Domain, _work, regions);
        if (bound is null || bound.Proved.Sign == 0)
            return;
        var text = $"{Name(output)} jumps by at most {RangeClaim.Outward(bound.Proved, 1)} where rules {a.Id} and {b.Id} meet, at condition {_document.Conditions[between.Condition].Id} = 0";
        if (bound.IsOpen)
            _findings.LeaveOpen($"How much {Name(output)} jumps between rules {a.Id} and {b.Id} is not decided: {RowVerdict.OutOfWork.Reason}.");
        var witness = bound.Row is { } row ? _geometry.ToWitness(row) : null;
        _statements.Add(new Statement(witness is null ? text + "." : $"{text}, and by {RowWords.Shortened(bound.Reached!.Value, string.Empty)} at {witness}.", witness));
    }

    private string Name(int output) => VisibleText.Of(_document.Outputs[output].Name);

    // A side with its border, where it has one that quantities can come up to.
    private static SumSide Closed(SumSide side) => side.Negative && side.Sum.Parts.Any(HasQuantities) ? new SumSide(side.Sum.Times(-Rational.One), false) : side;

    private static bool HasQuantities(ExpandedPart? part) => part is not null && part.Input.IsNumber && (part.Weight.Sign != 0 || part.Curve.Count > 0);
}
