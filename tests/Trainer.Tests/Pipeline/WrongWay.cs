using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>
/// Looks for two rows that differ in one input and have outputs the wrong way round, by evaluating rows; and makes documents that have
/// some.
/// </summary>
internal static class WrongWay
{
    private const int Rows = 25;

    private const int ValuesBetween = 12;

    /// <summary>Whether an output moves against a direction of an input somewhere on a grid.</summary>
    /// <param name="document">The document.</param>
    /// <param name="input">The position of the input, a number.</param>
    /// <param name="sign">1 where no output may fall with it, −1 where none may rise.</param>
    /// <param name="random">Draws the other inputs.</param>
    public static bool IsFound(RuleDocument document, int input, int sign, Random random)
    {
        var evaluator = new ExactEvaluator(document, Reading.Written);
        var values = Values(document, input);
        for (var r = 0; r < Rows; r++)
        {
            var row = document.Inputs.Select(i => i.Match(
                number => Between(number, random.NextDouble()), category => random.Next(category.Categories.Count))).ToArray();
            Rational[]? before = null;
            foreach (var value in values)
            {
                row[input] = value;
                var outputs = evaluator.Evaluate(row).Outputs;
                if (before is not null && outputs.Zip(before, (o, b) => (o - b).Sign).Contains(-sign))
                    return true;
                before = outputs;
            }
        }

        return false;
    }

    /// <summary>The document with one number changed, or put in, that an input is weighed with, in each possible way.</summary>
    /// <param name="document">The document.</param>
    /// <param name="input">The position of the input, a number.</param>
    /// <param name="sign">Its direction.</param>
    public static IEnumerable<RuleDocument> Plants(RuleDocument document, int input, int sign)
    {
        for (var k = 0; k < document.Common.Count; k++)
        {
            foreach (var changed in Changed(document.Common[k]!, input, sign).Append(WithWrongTerm(document.Common[k]!, input, sign)))
                yield return document with { Common = document.Common.Select((e, i) => i == k ? changed : e).ToEquatableArray() };
        }

        for (var c = 0; c < document.Conditions.Count; c++)
        {
            foreach (var changed in Changed(document.Conditions[c].Expression, input, sign))
            {
                yield return document with
                {
                    Conditions = document.Conditions.Select((e, i) => i == c ? e with { Expression = changed } : e).ToEquatableArray(),
                };
            }
        }
    }

    /// <summary>A weight or a factor with the other sign; a point of a curve far on the other side of its neighbours.</summary>
    private static IEnumerable<Expression> Changed(Expression expression, int input, int sign)
    {
        foreach (var term in expression.Terms.Where(t => t.Input == input))
        {
            foreach (var changed in term.Match<IEnumerable<Term>>(
                number => [number with { Weight = Number.From(-number.Weight.Value) }], _ => [], curve => Moved(curve, sign)))
                yield return expression with { Terms = expression.Terms.Select(t => t == term ? changed : t).ToEquatableArray() };
        }

        foreach (var adjustment in expression.Adjustments)
        {
            yield return expression with
            {
                Adjustments = expression.Adjustments
                    .Select(a => a == adjustment ? a with { Weight = Number.From(-a.Weight.Value) } : a).ToEquatableArray(),
            };
        }
    }

    /// <summary>The expression with one more term, so steep that nothing else makes up for it.</summary>
    private static Expression WithWrongTerm(Expression expression, int input, int sign) => expression with
    {
        Terms = expression.Terms.Where(t => t.Input != input).Append(new NumberTerm(input, Number.From(-sign * 1e6)))
            .OrderBy(t => t.Input).ToEquatableArray(),
    };

    private static IEnumerable<Term> Moved(CurveTerm curve, int sign)
    {
        var points = curve.Curve.Points;
        var heights = points.SelectMany(p => new[] { p.Below.Value, p.At.Value }).ToArray();
        var span = heights.Max() - heights.Min();
        for (var p = 0; p < points.Count; p++)
        {
            // The first one so high that what follows is lower, the others so low that what is before is higher.
            var height = Number.From(p == 0
                ? points[p].At.Value + (sign * 2 * span)
                : points[p].At.Value - (sign * 2 * span));
            var moved = points[p] with { Below = height, At = height };
            yield return curve with { Curve = new Curve(points.Select((point, i) => i == p ? moved : point).ToEquatableArray()) };
        }
    }

    /// <summary>The ends of the range, every point of every curve and just before it, and values between.</summary>
    private static double[] Values(RuleDocument document, int input)
    {
        var number = (NumberInput)document.Inputs[input];
        var points = document.Sums.SelectMany(s => s.Terms).Where(t => t.Input == input)
            .SelectMany(t => t.Match<IEnumerable<double>>(_ => [], _ => [], curve => curve.Curve.Points.Select(p => p.X.Value)));
        return points.SelectMany(x => new[] { Math.BitDecrement(x), x })
            .Concat(Enumerable.Range(0, ValuesBetween + 1).Select(i => Between(number, (double)i / ValuesBetween)))
            .Where(number.IsInRange).Distinct().Order().ToArray();
    }

    private static double Between(NumberInput number, double share) =>
        Math.Clamp(number.Minimum.Value + (share * number.Width), number.Minimum.Value, number.Maximum.Value);
}
