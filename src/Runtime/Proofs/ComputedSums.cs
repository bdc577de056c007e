using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>
/// How far each sum, computed in doubles, can be from its exact value inside the ranges: operation by operation in the fixed order, each
/// result rounded by at most u = 2⁻⁵³ of its size (Higham, Accuracy and Stability of Numerical Algorithms, §3.1), where the sizes are those
/// that partial sums can have and the errors of the document's numbers are known exactly.
/// </summary>
/// <remarks>
/// <see cref="RoundingBound"/> is wider, and grows with a row that is outside the ranges.
/// </remarks>
internal sealed class ComputedSums
{
    private readonly RuleDocument _document;
    private readonly Enclosure[] _conditions;
    private readonly Enclosure?[] _common;

    /// <summary>Encloses the conditions, each of which is adjusted only by those before it.</summary>
    /// <param name="document">The document.</param>
    public ComputedSums(RuleDocument document)
    {
        _document = document;
        _conditions = new Enclosure[document.Conditions.Count];
        for (var c = 0; c < _conditions.Length; c++)
            _conditions[c] = Of(document.Conditions[c].Expression);
        _common = document.Outputs.Select((_, k) => document.CommonOf(k) is { } sum ? Of(sum) : (Enclosure?)null).ToArray();
    }

    /// <summary>A condition.</summary>
    /// <param name="condition">Its position.</param>
    public Enclosure Condition(int condition) => _conditions[condition];

    /// <summary>An output of a rule.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="output">The position of the output.</param>
    public Enclosure Output(int rule, int output) => (_common[output], _document.Rules[rule].Own[output]) switch
    {
        (null, null) => default,
        (null, { } own) => Of(own),
        ({ } common, null) => common,
        ({ } common, { } own) => common.Plus(Of(own)),
    };

    private Enclosure Of(Expression sum)
    {
        var value = Of(sum.Bias);
        foreach (var term in sum.Terms)
            value = value.Plus(term.Match(Of, Of, Of));
        foreach (var adjustment in sum.Adjustments)
            value = value.Plus(Of(adjustment));
        return value;
    }

    private static Enclosure Of(Number number) => Enclosure.Of(Rational.Parse(number.Text), number.Value);

    // Whatever side is computed, min(0, e) is as near to its exact value as e is.
    private Enclosure Of(Adjustment adjustment)
    {
        var condition = _conditions[adjustment.Condition];
        return Product(adjustment.Weight, Negative(condition.Least), Negative(condition.Most), condition.Error);
    }

    private static Rational Negative(Rational value) => value.Sign < 0 ? value : Rational.Zero;

    private Enclosure Of(NumberTerm term)
    {
        var input = _document.Inputs.NumberAt(term.Input);
        var products = Quantities(input).Select(q => Product(
            term.Weight, q.Least, q.Most, Enclosure.UnitRoundoff * Math.Max(Enclosure.Up(q.Least), Enclosure.Up(q.Most))));
        return Any([.. products, .. Specials(input, term.Specials)]);
    }

    private Enclosure Of(CategoryTerm term) =>
        Any(term.Table(_document.Inputs.CategoryAt(term.Input).Categories.Count).Select(Of).ToArray());

    private Enclosure Of(CurveTerm term)
    {
        var input = _document.Inputs.NumberAt(term.Input);
        var heights = Quantities(input).SelectMany(q => Heights(term.Curve, q.Least, q.Most));
        return Any([.. heights, .. Specials(input, term.Specials)]);
    }

    // Where a number can be when it is no special value: in its range, or what stands for a missing one.
    private static IEnumerable<(Rational Least, Rational Most)> Quantities(NumberInput input)
    {
        yield return (Rational.Parse(input.Minimum.Text), Rational.Parse(input.Maximum.Text));
        if (input.Missing is { } missing)
            yield return (Rational.Parse(missing.Text), Rational.Parse(missing.Text));
    }

    private static IEnumerable<Enclosure> Specials(NumberInput input, EquatableArray<SpecialWeight> weights) =>
        weights.Table(input).Select(Of);

    private static IEnumerable<Enclosure> Heights(Curve curve, Rational least, Rational most)
    {
        if (least < Rational.Parse(curve.Points[0].X.Text))
            yield return Of(curve.Points[0].Below);
        foreach (var piece in curve.Pieces)
        {
            var (from, to) = (Rational.Parse(piece.From.X.Text), piece.To is { } end ? Rational.Parse(end.X.Text) : most);
            if (from <= most && to >= least)
                yield return Of(piece, least > from ? least : from, most < to ? most : to);
        }
    }

    /// <summary>A piece between two places: y + (x − x0)·r, a difference, a product and a sum.</summary>
    private static Enclosure Of(CurvePiece piece, Rational least, Rational most)
    {
        var height = Of(piece.From.At);
        if (piece.IsFlat)
            return height;
        var start = Rational.Parse(piece.From.X.Text);
        // The x are read with an error, that of the document and that of the row.
        var read = (Enclosure.UnitRoundoff * Math.Max(Enclosure.Up(least), Enclosure.Up(most))) + Of(piece.From.X).Error;
        var along = new Enclosure(least - start, most - start, 0).Widened(read).Rounded();
        return height.Plus(Product(piece.ExactSlope, piece.Slope, along.Least, along.Most, along.Error));
    }

    private static Enclosure Product(Number weight, Rational least, Rational most, double error) =>
        Product(Rational.Parse(weight.Text), weight.Value, least, most, error);

    /// <summary>A factor times something between two values that is computed with an error.</summary>
    private static Enclosure Product(Rational factor, double computed, Rational least, Rational most, double error)
    {
        var (one, other) = (factor * least, factor * most);
        var size = Math.Max(Enclosure.Up(least), Enclosure.Up(most)) + error;
        var carried = (Math.Abs(computed) * error) + (Enclosure.Up(factor - Rational.From(computed)) * size);
        var product = new Enclosure(one < other ? one : other, one < other ? other : one, 0).Widened(carried);
        // Nothing is rounded where a factor has one digit only, but that there may be too few places for the others.
        return (IsPowerOfTwo(computed) ? product : product.Rounded()).Widened(Enclosure.Tiny);
    }

    private static bool IsPowerOfTwo(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        const long Fraction = (1L << 52) - 1;
        return (bits & Fraction) == 0;
    }

    private static Enclosure Any(Enclosure[] values) => values.Aggregate((one, other) => one.Or(other));
}
