using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>Between what numbers an engine calculates that ends a query on overflow or underflow; rows beyond are refused.</summary>
/// <param name="Largest">The largest number of an input; null where the engine goes on with infinities.</param>
/// <param name="Smallest">The smallest number of an input that is not 0; null where the engine goes on with 0.</param>
internal sealed record SqlLimits(double? Largest, double? Smallest)
{
    private const double AlmostInfinite = 1e300;
    // What is left where nearly all digits of two such numbers cancel is still a double.
    private const double AlmostZero = 1e-270;
    private const int MostPower = 300;
    private const double LargestSmallest = 1e-100;

    /// <summary>The limits of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="dialect">The engine.</param>
    /// <exception cref="RuleCompilerException">The engine cannot calculate these rules.</exception>
    public static SqlLimits Of(RuleDocument document, SqlDialect dialect)
    {
        if (!dialect.AbortsOnOverflow)
            return new SqlLimits(null, null);
        var largest = Enumerable.Range(0, MostPower + 1).Select(p => Math.Pow(10, MostPower - p))
            .FirstOrDefault(limit => Bound(document, limit) < AlmostInfinite);
        var widest = document.Inputs.Max(i => i.Match(n => Math.Max(Math.Abs(n.Minimum.Value), Math.Abs(n.Maximum.Value)), _ => 0));
        if (largest < widest)
            throw new RuleCompilerException(
                $"{dialect.Title} ends a query in which a number overflows, and the numbers of these rules are so large that they could.");
        if (!dialect.AbortsOnUnderflow)
            return new SqlLimits(largest, null);
        var smallest = AlmostZero / Math.Min(1, Factors(document).DefaultIfEmpty(1).Min());
        return smallest < LargestSmallest
            ? new SqlLimits(largest, smallest)
            : throw new RuleCompilerException(
                $"{dialect.Title} ends a query in which a number is too small for a double, and weights of these rules are so small that "
                    + "one could be.");
    }

    /// <summary>Whether an engine can calculate with a number.</summary>
    public bool Allow(double number) => double.IsNaN(number) || number == 0
        || (Math.Abs(number) <= (Largest ?? double.MaxValue) && Math.Abs(number) >= (Smallest ?? 0));

    private static IEnumerable<double> Factors(RuleDocument document) => document.Sums
        .SelectMany(s => s.Terms.SelectMany(Factors).Concat(s.Adjustments.Select(a => Math.Abs(a.Weight.Value)))).Where(f => f > 0);

    private static IEnumerable<double> Factors(Term term) => term.Match<IEnumerable<double>>(
        number => [Math.Abs(number.Weight.Value)], _ => [], curve => curve.Curve.Pieces.Select(p => Math.Abs(p.Slope)));

    /// <summary>What no sum can exceed, whatever order it is added up in.</summary>
    private static double Bound(RuleDocument document, double limit)
    {
        var conditions = new double[document.Conditions.Count];
        for (var c = 0; c < conditions.Length; c++)
            conditions[c] = Of(document.Conditions[c].Expression);
        var outputs = Enumerable.Range(0, document.Outputs.Count).Select(k =>
            (document.CommonOf(k) is { } common ? Of(common) : 0)
                + document.Rules.Max(r => r.Own[k] is { } own ? Of(own) : 0));
        return conditions.Concat(outputs).Max();

        double Of(Expression sum) => Math.Abs(sum.Bias.Value) + sum.Terms.Sum(t => OfTerm(t, limit))
            + sum.Adjustments.Sum(a => Math.Abs(a.Weight.Value) * conditions[a.Condition]);
    }

    private static double OfTerm(Term term, double limit) => term.Match(
        number => Math.Max(Math.Abs(number.Weight.Value) * limit, LargestOf(number.Specials)),
        category => category.Weights.Select(w => Math.Abs(w.Weight.Value)).DefaultIfEmpty(0).Max(),
        curve => Math.Max(LargestOf(curve.Specials), curve.Curve.Pieces.Max(p =>
            Math.Abs(p.From.At.Value) + (Math.Abs(p.Slope) * ((p.To?.X.Value ?? p.From.X.Value) - p.From.X.Value))
                + Math.Abs(p.From.Below.Value))));

    private static double LargestOf(EquatableArray<SpecialWeight> specials) =>
        specials.Select(s => Math.Abs(s.Weight.Value)).DefaultIfEmpty(0).Max();
}
