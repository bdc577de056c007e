using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>The sums of a document in twice as many digits, as its digits are written: an oracle for what doubles make of them.</summary>
internal sealed class WideSums
{
    private readonly RuleDocument _document;
    private readonly Func<double[], DoubleDouble[], DoubleDouble>[] _conditions;
    private readonly Func<double[], DoubleDouble[], DoubleDouble>[][] _outputs;
    private readonly DoubleDouble[] _values;

    public WideSums(RuleDocument document)
    {
        _document = document;
        _conditions = document.Conditions.Select(c => Of(c.Expression)).ToArray();
        _outputs = document.Rules.Select(rule => document.Outputs.Select((_, k) =>
        {
            var (common, own) = (document.CommonOf(k), rule.Own[k]);
            var parts = new[] { common, own }.OfType<Expression>().Select(Of).ToArray();
            return (Func<double[], DoubleDouble[], DoubleDouble>)((row, values) =>
                parts.Aggregate((DoubleDouble)0.0, (sum, part) => sum + part(row, values)));
        }).ToArray()).ToArray();
        _values = new DoubleDouble[_conditions.Length];
    }

    /// <summary>The conditions at a row whose values count; the array is used again.</summary>
    public DoubleDouble[] Conditions(double[] row)
    {
        for (var c = 0; c < _values.Length; c++)
            _values[c] = _conditions[c](row, _values);
        return _values;
    }

    /// <summary>An output of a rule at the row that conditions were asked of last.</summary>
    public DoubleDouble Output(int rule, int output, double[] row) => _outputs[rule][output](row, _values);

    private Func<double[], DoubleDouble[], DoubleDouble> Of(Expression sum)
    {
        var bias = Read(sum.Bias);
        var terms = sum.Terms.Select(t => t.Match(Of, Of, Of)).ToArray();
        var adjustments = sum.Adjustments.Select(a => (a.Condition, Weight: Read(a.Weight))).ToArray();
        return (row, values) =>
        {
            var value = bias;
            foreach (var term in terms)
                value += term(row);
            foreach (var (condition, weight) in adjustments)
            {
                if (values[condition].High < 0)
                    value += weight * values[condition];
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
            var piece = pieces.Last(p => p.Start <= x);
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
