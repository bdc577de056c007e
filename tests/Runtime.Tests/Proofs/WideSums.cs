using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>The sums of a document in twice as many digits, as its digits are written: an oracle for what doubles make of them.</summary>
/// <remarks>Only the conditions that are asked for at a row are calculated, and those that adjust them.</remarks>
internal sealed class WideSums
{
    private readonly RuleDocument _document;
    private readonly Func<DoubleDouble>[] _conditions;
    private readonly Func<DoubleDouble>[][] _outputs;
    private readonly DoubleDouble[] _values;
    private readonly bool[] _isKnown;
    private double[] _row = [];

    public WideSums(RuleDocument document)
    {
        _document = document;
        _conditions = document.Conditions.Select(c => Of(c.Expression)).ToArray();
        var common = document.Outputs.Select((_, k) => document.CommonOf(k) is { } sum ? Of(sum) : null).ToArray();
        _outputs = document.Rules.Select(rule => document.Outputs.Select((_, k) =>
        {
            var own = rule.Own[k] is { } sum ? Of(sum) : null;
            return (common[k], own) switch
            {
                (null, null) => () => default,
                ({ } one, null) => one,
                (null, { } other) => other,
                ({ } one, { } other) => () => one() + other(),
            };
        }).ToArray()).ToArray();
        _values = new DoubleDouble[_conditions.Length];
        _isKnown = new bool[_conditions.Length];
    }

    /// <summary>Goes to a row whose values count; it is read when sums are asked for.</summary>
    public void Begin(double[] row)
    {
        _row = row;
        Array.Clear(_isKnown);
    }

    /// <summary>A condition at the row.</summary>
    public DoubleDouble Condition(int condition)
    {
        if (!_isKnown[condition])
        {
            _values[condition] = _conditions[condition]();
            _isKnown[condition] = true;
        }

        return _values[condition];
    }

    /// <summary>An output of a rule at the row.</summary>
    public DoubleDouble Output(int rule, int output) => _outputs[rule][output]();

    private Func<DoubleDouble> Of(Expression sum)
    {
        var bias = Read(sum.Bias);
        var terms = sum.Terms.Select(t => t.Match(Of, Of, Of)).ToArray();
        var adjustments = sum.Adjustments.Select(a => (a.Condition, Weight: Read(a.Weight))).ToArray();
        return () =>
        {
            var value = bias;
            foreach (var term in terms)
                value += term(_row);
            foreach (var (condition, weight) in adjustments)
            {
                if (Condition(condition) is { High: < 0 } negative)
                    value += weight * negative;
            }

            return value;
        };
    }

    private Func<double[], DoubleDouble> Of(NumberTerm term)
    {
        var weight = Read(term.Weight);
        return WithSpecials(term.Input, term.Specials, x => weight * x);
    }

    private Func<double[], DoubleDouble> Of(CategoryTerm term)
    {
        var table = term.Table(_document.Inputs.CategoryAt(term.Input).Categories.Count).Select(Read).ToArray();
        return row => table[(int)row[term.Input]];
    }

    private Func<double[], DoubleDouble> Of(CurveTerm term)
    {
        var below = Read(term.Curve.Points[0].Below);
        var pieces = term.Curve.Pieces.Select(p => (
            Start: p.From.X.Value, X: Read(p.From.X), Y: Read(p.From.At), Slope: DoubleDouble.From(p.ExactSlope))).ToArray();
        return WithSpecials(term.Input, term.Specials, x =>
        {
            if (x < pieces[0].Start)
                return below;
            var p = pieces.Length - 1;
            while (pieces[p].Start > x)
                p--;
            var piece = pieces[p];
            return piece.Y + ((x - piece.X) * piece.Slope);
        });
    }

    private Func<double[], DoubleDouble> WithSpecials(
        int input, EquatableArray<SpecialWeight> weights, Func<double, DoubleDouble> quantity)
    {
        var number = _document.Inputs.NumberAt(input);
        if (number.Specials.Count == 0)
            return row => quantity(row[input]);
        var added = weights.Table(number).Select(Read).ToArray();
        return row => number.FindSpecial(row[input]) is >= 0 and var special ? added[special] : quantity(row[input]);
    }

    private static DoubleDouble Read(Number number) => DoubleDouble.From(Rational.Parse(number.Text));
}
