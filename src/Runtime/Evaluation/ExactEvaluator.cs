using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Evaluation;

/// <summary>Evaluates a rule document in exact fractions: what <see cref="RuleEvaluator"/> would give if nothing were rounded.</summary>
/// <remarks>
/// Points of curves, special values and marks are the shortest decimals of their doubles, so a row is on the same piece, and special or
/// not, in both readings.
/// </remarks>
internal sealed class ExactEvaluator
{
    private readonly RuleDocument _document;
    private readonly Reading _reading;
    private readonly RowAcceptance _acceptance;
    private readonly ExactSum[] _conditions;
    private readonly ExactSum?[] _common;
    private readonly ExactSum?[][] _own;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">A valid document.</param>
    /// <param name="reading">How numbers are read.</param>
    public ExactEvaluator(RuleDocument document, Reading reading)
    {
        (_document, _reading, _acceptance) = (document, reading, new RowAcceptance(document.Inputs));
        _conditions = document.Conditions.Select(c => ToSum(c.Expression)).ToArray();
        _common = document.Outputs.Select((_, k) => ToOptionalSum(document.CommonOf(k))).ToArray();
        _own = document.Rules.Select(r => r.Own.Select(ToOptionalSum).ToArray()).ToArray();
    }

    /// <summary>Finds the rule that holds and the values of its outputs.</summary>
    /// <param name="row">One value per input, as for <see cref="RuleEvaluator.Evaluate(double[])"/>.</param>
    /// <returns>The position of the rule, and one value per output.</returns>
    /// <exception cref="InputRefusedException">As for <see cref="RuleEvaluator.Evaluate(double[])"/>.</exception>
    public (int Rule, Rational[] Outputs) Evaluate(double[] row)
    {
        var values = Conditions(row, out var accepted);
        var rule = _document.Tree.Descend(c => values[c].Sign < 0);
        return (rule, Outputs(rule, accepted, values));
    }

    /// <summary>The outputs that a rule would give at a row, be it the one that holds or not.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="row">One value per input.</param>
    public Rational[] Outputs(int rule, double[] row)
    {
        var values = Conditions(row, out var accepted);
        return Outputs(rule, accepted, values);
    }

    /// <summary>The value of each condition.</summary>
    /// <param name="row">One value per input.</param>
    public Rational[] Conditions(double[] row) => Conditions(row, out _);

    private Rational[] Outputs(int rule, double[] accepted, Rational[] values) => _common
        .Select((common, k) => (common?.At(accepted, values) ?? Rational.Zero) + (_own[rule][k]?.At(accepted, values) ?? Rational.Zero))
        .ToArray();

    private Rational[] Conditions(double[] row, out double[] accepted)
    {
        accepted = _acceptance.Accept(row);
        var values = new Rational[_conditions.Length];
        for (var c = 0; c < values.Length; c++)
            values[c] = _conditions[c].At(accepted, values);
        return values;
    }

    private ExactSum? ToOptionalSum(Expression? expression) => expression is null ? null : ToSum(expression);

    private ExactSum ToSum(Expression expression) => new(
        Read(expression.Bias),
        expression.Terms.Select(ToFunction).ToArray(),
        expression.Adjustments.Select(a => (a.Condition, Read(a.Weight))).ToArray());

    private Func<double[], Rational> ToFunction(Term term) => term.Match<Func<double[], Rational>>(
        number =>
        {
            var weight = Read(number.Weight);
            return WithSpecials(number.Input, number.Specials, x => weight * Read(x));
        },
        category =>
        {
            var table = category.Table(_document.Inputs.CategoryAt(category.Input).Categories.Count).Select(Read).ToArray();
            return row => table[(int)row[category.Input]];
        },
        curve =>
        {
            var below = Read(curve.Curve.Points[0].Below);
            var pieces = curve.Curve.Pieces.Select(p => (
                Start: p.From.X.Value,
                X: Read(p.From.X),
                Y: Read(p.From.At),
                Slope: _reading.SlopeOf(p))).ToArray();
            return WithSpecials(curve.Input, curve.Specials, x =>
            {
                var (start, from, height, slope) = pieces.LastOrDefault(p => p.Start <= x);
                return x < pieces[0].Start ? below : height + ((Read(x) - from) * slope);
            });
        });

    private Func<double[], Rational> WithSpecials(int input, EquatableArray<SpecialWeight> weights, Func<double, Rational> quantity)
    {
        var number = _document.Inputs.NumberAt(input);
        var added = weights.Table(number).Select(Read).ToArray();
        return row => number.FindSpecial(row[input]) is >= 0 and var special ? added[special] : quantity(row[input]);
    }

    private Rational Read(Number number) => _reading.Of(number);

    private Rational Read(double value) => _reading.Of(value);

    private sealed record ExactSum(Rational Bias, Func<double[], Rational>[] Terms, (int Condition, Rational Weight)[] Adjustments)
    {
        public Rational At(double[] row, IReadOnlyList<Rational> conditions)
        {
            var sum = Bias;
            foreach (var term in Terms)
                sum += term(row);
            foreach (var (condition, weight) in Adjustments)
                sum += conditions[condition].Sign < 0 ? weight * conditions[condition] : Rational.Zero;
            return sum;
        }
    }
}
