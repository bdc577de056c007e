using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Evaluation;

/// <summary>A sum that is straight in time: what it is at time 0, and how fast each input makes it rise.</summary>
internal readonly record struct ExactLine(Rational Start, Rational[] Rates)
{
    /// <summary>How fast it rises.</summary>
    public Rational Rate => Rates.Aggregate(Rational.Zero, (sum, rate) => sum + rate);

    /// <summary>What it is at a time.</summary>
    public Rational At(Rational time) => Start + (time * Rate);
}

/// <summary>A part of the way on which sums are straight, as far as conditions are known already.</summary>
internal sealed class ExactLeg
{
    private readonly ExactWay _way;
    private readonly Rational[] _on;

    /// <summary>A part between points of curves, without any condition yet.</summary>
    public ExactLeg(ExactWay way, Rational start, Rational end)
        : this(
            way,
            start,
            end,
            Enumerable.Range(0, way.Document.Inputs.Count).Select(i => way.At(i, (start + end) / Rational.From(2))).ToArray(),
            [],
            [])
    {
    }

    private ExactLeg(ExactWay way, Rational start, Rational end, Rational[] on, ExactLine[] lines, bool[] isNegative) =>
        (_way, Start, End, _on, Lines, IsNegative) = (way, start, end, on, lines, isNegative);

    public Rational Start { get; }

    public Rational End { get; }

    /// <summary>The conditions that are known.</summary>
    public ExactLine[] Lines { get; }

    /// <summary>Their sides.</summary>
    public bool[] IsNegative { get; }

    /// <summary>Whether it is an end of the way, without length.</summary>
    public bool IsEnd => Start == End;

    public int Rule => _way.Document.Tree.Descend(c => IsNegative[c]);

    /// <summary>The parts that one more condition makes of this.</summary>
    public IEnumerable<ExactLeg> With(Expression condition)
    {
        var line = Line([(condition, Rational.One)]);
        var (start, end) = (line.At(Start).Sign, line.At(End).Sign);
        if (start * end >= 0)
            return [Known(Start, End, start < 0 || end < 0)];
        var zero = -line.Start / line.Rate;
        return [Known(Start, zero, start < 0), Known(zero, End, end < 0)];

        ExactLeg Known(Rational from, Rational to, bool isNegative) =>
            new(_way, from, to, _on, [.. Lines, line], [.. IsNegative, isNegative]);
    }

    /// <summary>Whether the curves of an input jump where this meets another part.</summary>
    public bool JumpsTo(ExactLeg next, int input) => _way.Document.Sums.SelectMany(s => s.Terms).Where(t => t.Input == input).Any(t =>
    {
        var (before, after) = (_way.Line(t, _on[input]), _way.Line(t, next._on[input]));
        return before.Start + (End * before.Rate) != after.Start + (End * after.Rate);
    });

    /// <summary>What an input that jumps makes of this: conditions whose values it changes are on the side to which they come.</summary>
    public ExactLeg AfterJump(ExactLeg next, int input)
    {
        var on = _on.Select((x, i) => i == input ? next._on[i] : x).ToArray();
        var made = new ExactLeg(_way, Start, End, on, [], []);
        foreach (var condition in _way.Document.Conditions)
        {
            var line = made.Line([(condition.Expression, Rational.One)]);
            var c = made.Lines.Length;
            var isNegative = line.At(End) == Lines[c].At(End) ? IsNegative[c] : line.At(End).Sign < 0;
            made = new ExactLeg(_way, Start, End, on, [.. made.Lines, line], [.. made.IsNegative, isNegative]);
        }

        return made;
    }

    /// <summary>Sums times factors, with the conditions multiplied out that are negative here.</summary>
    public ExactLine Line(IEnumerable<(Expression Sum, Rational Factor)> sums)
    {
        var value = Rational.Zero;
        var rates = new Rational[_on.Length];
        foreach (var (sum, factor) in sums)
        {
            value += factor * _way.Read(sum.Bias);
            foreach (var term in sum.Terms)
            {
                var (start, rate) = _way.Line(term, _on[term.Input]);
                value += factor * start;
                rates[term.Input] += factor * rate;
            }

            foreach (var adjustment in sum.Adjustments.Where(a => IsNegative[a.Condition]))
            {
                var line = Lines[adjustment.Condition];
                var weight = factor * _way.Read(adjustment.Weight);
                value += weight * line.Start;
                for (var i = 0; i < rates.Length; i++)
                    rates[i] += weight * line.Rates[i];
            }
        }

        return new ExactLine(value, rates);
    }
}
