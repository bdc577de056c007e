using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Evaluation;

/// <summary>Shares in exact fractions: what <see cref="Explanation.Shares"/> would be if nothing were rounded.</summary>
/// <remarks>
/// The definition is that of <see cref="Explanation.Tables.Way"/>, and the calculation is another one: conditions cut the way one after the
/// other, each where it is 0 between the cuts of those before it.
/// </remarks>
internal sealed class ExactShares
{
    private readonly RuleDocument _document;
    private readonly Reading _reading;
    private readonly RowAcceptance _acceptance;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">A valid document.</param>
    /// <param name="reading">How numbers are read.</param>
    public ExactShares(RuleDocument document, Reading reading) =>
        (_document, _reading, _acceptance) = (document, reading, new RowAcceptance(document.Inputs));

    /// <summary>The share of each input in what a score is above that of a reference.</summary>
    /// <param name="reference">One value per input.</param>
    /// <param name="row">One value per input.</param>
    /// <param name="output">The output that is the score.</param>
    /// <param name="against">The output that is taken from it; null for none.</param>
    /// <returns>One share per input; they add up to the difference.</returns>
    public Rational[] Of(double[] reference, double[] row, int output, int? against)
    {
        var shares = new Rational[_document.Inputs.Count];
        var legs = Legs(Way(reference, row));
        for (var l = 0; l < legs.Count; l++)
        {
            Add(legs[l].Line(Score(legs[l], legs[l].Rule)).Rates, legs[l].End - legs[l].Start);
            if (l > 0)
                Pass(legs[l - 1], legs[l]);
        }

        return shares;

        void Pass(ExactLeg before, ExactLeg after)
        {
            var (now, time) = (before, before.End);
            foreach (var input in Enumerable.Range(0, shares.Length).Where(i => before.JumpsTo(after, i)))
            {
                var next = now.AfterJump(after, input);
                shares[input] += next.Line(Score(next, next.Rule)).At(time) - now.Line(Score(now, now.Rule)).At(time);
                now = next;
            }

            var sides = now.IsNegative.ToList();
            for (var c = 0; c < sides.Count; c++)
            {
                if (sides[c] == after.IsNegative[c])
                    continue;
                var rule = _document.Tree.Descend(k => sides[k]);
                sides[c] = after.IsNegative[c];
                var next = _document.Tree.Descend(k => sides[k]);
                var change = after.Line(Score(after, next)).At(time) - after.Line(Score(after, rule)).At(time);
                if (change.Sign == 0)
                    continue;
                var pushing = before.IsEnd || before.Lines[c].Rate.Sign == 0 ? after.Lines[c] : before.Lines[c];
                Add(pushing.Rates, change / pushing.Rate);
            }
        }

        void Add(Rational[] rates, Rational factor)
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] += rates[i] * factor;
        }

        IEnumerable<(Expression Sum, Rational Factor)> Score(ExactLeg leg, int rule) => Output(rule, output, Rational.One)
            .Concat(against is { } other ? Output(rule, other, -Rational.One) : []);

        IEnumerable<(Expression Sum, Rational Factor)> Output(int rule, int k, Rational factor) =>
            new[] { _document.CommonOf(k), _document.Rules[rule].Own[k] }.Where(s => s is not null).Select(s => (s!, factor));
    }

    /// <summary>The number of parts of the way between two rows on which every sum is straight, both ends included.</summary>
    /// <param name="reference">One value per input.</param>
    /// <param name="row">One value per input.</param>
    public int Stretches(double[] reference, double[] row) => Legs(Way(reference, row)).Count;

    /// <summary>
    /// Whether a condition changes its side where another one does, or where a curve bends or jumps: there the last bit of a number decides
    /// which of the two is first, unless it is calculated exactly.
    /// </summary>
    /// <param name="reference">One value per input.</param>
    /// <param name="row">One value per input.</param>
    public bool HasMeetings(double[] reference, double[] row)
    {
        var way = Way(reference, row);
        var points = way.Times().ToList();
        var legs = Legs(way);
        return legs.Zip(legs.Skip(1), (before, after) => (
            Changes: before.IsNegative.Zip(after.IsNegative, (a, b) => a != b).Count(differs => differs), after.Start))
            .Any(p => p.Changes > 1 || (p.Changes == 1 && points.Contains(p.Start)));
    }

    private ExactWay Way(double[] reference, double[] row) =>
        new(_document, _reading, _acceptance.Accept(reference), _acceptance.Accept(row));

    /// <summary>The way in parts on which every sum is straight, with both ends, which have no length.</summary>
    private List<ExactLeg> Legs(ExactWay way)
    {
        var times = way.Times().ToArray();
        var legs = times.Zip(times.Skip(1), (start, end) => new ExactLeg(way, start, end)).ToList();
        legs.Insert(0, new ExactLeg(way, Rational.Zero, Rational.Zero));
        legs.Add(new ExactLeg(way, Rational.One, Rational.One));
        foreach (var condition in _document.Conditions)
            legs = legs.SelectMany(leg => leg.With(condition.Expression)).ToList();
        return legs;
    }
}
