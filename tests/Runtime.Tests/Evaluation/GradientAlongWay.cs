using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>
/// What each input does to the first output on the straight way between two rows, by the midpoint rule: the gradient in the middle of a
/// cell times its width, in cells that are halved until the gradient is one and the same in them, or they are too thin to matter.
/// </summary>
/// <remarks>Only for documents without jumps and without sums of single rules: there the gradient says all.</remarks>
internal sealed class GradientAlongWay(RuleDocument document, double[] from, double[] to)
{
    private const int Cells = 64;
    private const double Thinnest = 1e-10;

    /// <summary>Whether outputs are continuous along any way.</summary>
    public static bool IsFor(RuleDocument document) => document.Rules.All(r => r.Own.All(sum => sum is null))
        && document.Sums.SelectMany(s => s.Terms).All(t => t.Match(_ => true, _ => true, curve => !curve.Curve.Points.Any(p => p.IsJump)));

    /// <summary>One integral per input.</summary>
    public double[] Integrals()
    {
        var integrals = new double[from.Length];
        for (var n = 0; n < Cells; n++)
            Add((double)n / Cells, (n + 1.0) / Cells, integrals);
        return integrals;
    }

    private void Add(double start, double end, double[] integrals)
    {
        var middle = (start + end) / 2;
        var gradient = Gradient(middle);
        // Not at the very ends, which may be where it bends.
        var edge = (end - start) * 1e-6;
        if (end - start > Thinnest && !(IsNear(gradient, Gradient(start + edge)) && IsNear(gradient, Gradient(end - edge))))
        {
            Add(start, middle, integrals);
            Add(middle, end, integrals);
            return;
        }

        for (var i = 0; i < integrals.Length; i++)
            integrals[i] += (end - start) * gradient[i];
    }

    private static bool IsNear(double[] a, double[] b) => a.Zip(b).All(p => Math.Abs(p.First - p.Second) < 1e-9);

    private double[] Gradient(double time)
    {
        var conditions = new (double Value, double[] Rates)[document.Conditions.Count];
        for (var c = 0; c < conditions.Length; c++)
            conditions[c] = Sum(document.Conditions[c].Expression);
        return document.CommonOf(0) is { } common ? Sum(common).Rates : new double[from.Length];

        (double Value, double[] Rates) Sum(Expression sum)
        {
            var (value, rates) = (sum.Bias.Value, new double[from.Length]);
            foreach (var term in sum.Terms)
            {
                var (height, rate) = Of(term, time);
                value += height;
                rates[term.Input] += rate;
            }

            foreach (var adjustment in sum.Adjustments.Where(a => conditions[a.Condition].Value < 0))
            {
                value += adjustment.Weight.Value * conditions[adjustment.Condition].Value;
                for (var i = 0; i < rates.Length; i++)
                    rates[i] += adjustment.Weight.Value * conditions[adjustment.Condition].Rates[i];
            }

            return (value, rates);
        }
    }

    private (double Height, double Rate) Of(Term term, double time)
    {
        var i = term.Input;
        return term.Match(
            number => Between(number.Specials, x => number.Weight.Value * x),
            category => Straight(category.WeightOf((int)from[i]).Value, category.WeightOf((int)to[i]).Value),
            curve =>
            {
                if (IsSpecial(from[i]) || IsSpecial(to[i]))
                    return Between(curve.Specials, x => Height(curve.Curve, x).Height);
                var (height, slope) = Height(curve.Curve, from[i] + (time * (to[i] - from[i])));
                return (height, slope * (to[i] - from[i]));
            });

        bool IsSpecial(double x) => document.Inputs.NumberAt(i).FindSpecial(x) >= 0;

        (double Height, double Rate) Between(EquatableArray<SpecialWeight> specials, Func<double, double> quantity)
        {
            var input = document.Inputs.NumberAt(i);
            double At(double x) => input.FindSpecial(x) is >= 0 and var special
                ? specials.Where(s => s.Special == special).Select(s => s.Weight.Value).FirstOrDefault()
                : quantity(x);
            return Straight(At(from[i]), At(to[i]));
        }

        (double Height, double Rate) Straight(double start, double end) => (start + (time * (end - start)), end - start);
    }

    private static (double Height, double Slope) Height(Curve curve, double x)
    {
        for (var p = 1; p < curve.Points.Count; p++)
        {
            var (a, b) = (curve.Points[p - 1], curve.Points[p]);
            if (x >= a.X.Value && x < b.X.Value)
            {
                var slope = (b.Below.Value - a.At.Value) / (b.X.Value - a.X.Value);
                return (a.At.Value + ((x - a.X.Value) * slope), slope);
            }
        }

        return (x < curve.Points[0].X.Value ? curve.Points[0].Below.Value : curve.Points[curve.Points.Count - 1].At.Value, 0);
    }
}
