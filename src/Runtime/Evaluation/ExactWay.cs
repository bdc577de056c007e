using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Evaluation;

/// <summary>The way from a reference to a row, in fractions of itself from 0 to 1.</summary>
internal sealed class ExactWay(RuleDocument document, Reading reading, double[] from, double[] to)
{
    public RuleDocument Document => document;

    /// <summary>A number of the document.</summary>
    public Rational Read(Number number) => reading.Of(number);

    /// <summary>Both ends, and where numbers come to points of curves.</summary>
    public IEnumerable<Rational> Times() => document.Sums.SelectMany(s => s.Terms).SelectMany(Times)
        .Concat([Rational.Zero, Rational.One]).Distinct().OrderBy(t => t);

    /// <summary>Where an input is.</summary>
    public Rational At(int input, Rational time) =>
        IsStraight(input) ? reading.Of(from[input]) + (time * (reading.Of(to[input]) - reading.Of(from[input]))) : Rational.Zero;

    /// <summary>What a term adds at time 0 and how fast that rises, as the piece goes on that the input is on with a value.</summary>
    public (Rational Start, Rational Rate) Line(Term term, Rational on) => term.Match(
        number => Between(number.Specials, number.Input, x => reading.Of(number.Weight) * x),
        category => Between(
            reading.Of(category.WeightOf((int)from[category.Input])), reading.Of(category.WeightOf((int)to[category.Input]))),
        curve =>
        {
            if (!IsStraight(curve.Input))
                return Between(curve.Specials, curve.Input, x => Height(curve.Curve, x, x));
            var start = Height(curve.Curve, on, At(curve.Input, Rational.Zero));
            return (start, Height(curve.Curve, on, At(curve.Input, Rational.One)) - start);
        });

    private static (Rational Start, Rational Rate) Between(Rational start, Rational end) => (start, end - start);

    private (Rational Start, Rational Rate) Between(EquatableArray<SpecialWeight> specials, int input, Func<Rational, Rational> quantity)
    {
        var number = document.Inputs.NumberAt(input);
        var weights = specials.Table(number);
        Rational Value(double x) => number.FindSpecial(x) is >= 0 and var special
            ? reading.Of(weights[special])
            : quantity(reading.Of(x));
        return Between(Value(from[input]), Value(to[input]));
    }

    private Rational Height(Curve curve, Rational on, Rational x)
    {
        var piece = curve.Pieces.TakeWhile(p => reading.Of(p.From.X) <= on).Select(p => (CurvePiece?)p).LastOrDefault();
        return piece is { } held
            ? reading.Of(held.From.At) + ((x - reading.Of(held.From.X)) * reading.SlopeOf(held))
            : reading.Of(curve.Points[0].Below);
    }

    private IEnumerable<Rational> Times(Term term) => term.Match(
        _ => [],
        _ => [],
        curve => !IsStraight(curve.Input) || from[curve.Input].Equals(to[curve.Input])
            ? []
            : curve.Curve.Points.Select(p => (reading.Of(p.X) - At(curve.Input, Rational.Zero))
                / (At(curve.Input, Rational.One) - At(curve.Input, Rational.Zero)))
                .Where(t => t.Sign > 0 && t < Rational.One));

    private bool IsStraight(int input) => document.Inputs[input].Match(
        number => number.FindSpecial(from[input]) < 0 && number.FindSpecial(to[input]) < 0, _ => false);
}
