using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Review;

/// <summary>
/// The rows inside the ranges that can reach a place in the tree: an interval for each number, a set for each category input.
/// </summary>
/// <remarks>
/// It may hold rows that cannot get there, never the other way round: what has one sign on the box has it for every row that arrives.
/// Rounding is monotone, so a sum taken at the box's corner, in the order in which it runs, bounds all sums that run.
/// </remarks>
internal sealed class RangeBox
{
    /// <summary>
    /// How far a narrowed bound is moved outwards, relative to what it is made from: far more than the rounding of a sum.
    /// </summary>
    private const double Slack = 1e-9;

    private readonly RuleDocument _document;
    private readonly double[] _minima;
    private readonly double[] _maxima;
    private readonly bool[]?[] _categories;

    // Each condition is bounded once, where it is asked for: they adjust each other in more ways than could be walked.
    private readonly (double Least, double Largest)?[] _conditions;

    private RangeBox(RuleDocument document, double[] minima, double[] maxima, bool[]?[] categories)
    {
        _document = document;
        _conditions = new (double, double)?[document.Conditions.Count];
        _minima = minima;
        _maxima = maxima;
        _categories = categories;
    }

    /// <summary>The ranges of all inputs, each with the value that stands for a missing one.</summary>
    public static RangeBox FromRanges(RuleDocument document) => new(
        document,
        document.Inputs.Select(i => i.Match(n => Math.Min(n.Minimum.Value, n.Missing?.Value ?? n.Minimum.Value), _ => 0)).ToArray(),
        document.Inputs.Select(i => i.Match(n => Math.Max(n.Maximum.Value, n.Missing?.Value ?? n.Maximum.Value), _ => 0)).ToArray(),
        document.Inputs.Select(i => i.Match<bool[]?>(_ => null, c => Enumerable.Repeat(true, c.Categories.Count).ToArray())).ToArray());

    /// <summary>The least and the largest value of an expression on the box.</summary>
    public (double Least, double Largest) Bounds(Expression expression)
    {
        var (least, largest) = (expression.Bias.Value, expression.Bias.Value);
        foreach (var term in expression.Terms)
        {
            var (low, high) = Bounds(term);
            least += low;
            largest += high;
        }

        foreach (var adjustment in expression.Adjustments)
        {
            // It adds weight · e, or nothing where e >= 0.
            var (low, high) = _conditions[adjustment.Condition] ??= Bounds(_document.Conditions[adjustment.Condition].Expression);
            var (a, b) = (adjustment.Weight.Value * Math.Min(low, 0), adjustment.Weight.Value * Math.Min(high, 0));
            least += Math.Min(a, b);
            largest += Math.Max(a, b);
        }

        return (least, largest);
    }

    /// <summary>
    /// The least and the largest value of an output: what all rules share and what a rule adds, either of which may be absent.
    /// </summary>
    public (double Least, double Largest) Bounds(Expression? common, Expression? own)
    {
        if (common is null || own is null)
            return (common ?? own) is { } only ? Bounds(only) : (0, 0);
        var ((least, largest), (low, high)) = (Bounds(common), Bounds(own));
        return (least + low, largest + high);
    }

    /// <summary>Whether one expression is below another for every row of the box, by more than rounding could hide.</summary>
    public bool IsBelow(Expression left, Expression right)
    {
        var difference = left.Bias.Value - right.Bias.Value;
        var size = Math.Abs(left.Bias.Value) + Math.Abs(right.Bias.Value);
        int l = 0, r = 0;
        while (l < left.Terms.Count || r < right.Terms.Count)
        {
            // Terms are in the order of the inputs: the two sides are merged.
            var a = l < left.Terms.Count ? left.Terms[l] : null;
            var b = r < right.Terms.Count ? right.Terms[r] : null;
            if (a is not null && b is not null && a.Input != b.Input)
            {
                if (a.Input < b.Input)
                    b = null;
                else
                    a = null;
            }

            l += a is null ? 0 : 1;
            r += b is null ? 0 : 1;
            var (largest, scale) = LargestDifference(a, b);
            difference += largest;
            size += scale;
        }

        return difference < -Slack * size;
    }

    /// <summary>The part of the box on one side of a condition.</summary>
    public RangeBox Narrow(Expression condition, bool isNegative)
    {
        var (minima, maxima, categories) = ((double[])_minima.Clone(), (double[])_maxima.Clone(), (bool[]?[])_categories.Clone());
        var (least, largest) = Bounds(condition);
        foreach (var term in condition.Terms)
        {
            // On the negative side a term is below what the others leave it at their least, on the other at or above that at their largest.
            var (low, high) = Bounds(term);
            var limit = isNegative ? low - least : high - largest;
            var slack = Slack * (Math.Abs(limit) + Math.Abs(least) + Math.Abs(largest) + Math.Abs(low) + Math.Abs(high));
            limit += isNegative ? slack : -slack;
            if (double.IsNaN(limit) || double.IsInfinity(limit))
                continue;
            term.Match(
                number => NarrowNumber(minima, maxima, number, limit, isNegative),
                table => categories[table.Input] = _categories[table.Input]!
                    .Select((can, c) => can && (isNegative ? table.WeightOf(c).Value <= limit : table.WeightOf(c).Value >= limit))
                    .ToArray(),
                // What a curve says of its number is left unused: the box stays as wide as it is.
                _ => { });
        }

        var narrowed = new RangeBox(_document, minima, maxima, categories);
        // A side that holds almost nothing: what is known of it is left at the whole box.
        return narrowed.IsEmpty ? this : narrowed;
    }

    private bool IsEmpty =>
        _minima.Where((minimum, i) => minimum > _maxima[i]).Any() || _categories.Any(c => c is not null && !c.Contains(true));

    private static void NarrowNumber(double[] minima, double[] maxima, NumberTerm term, double limit, bool isNegative)
    {
        if (term.Weight.Value == 0)
            return;
        var isUpper = isNegative == term.Weight.Value > 0;
        var bound = limit / term.Weight.Value;
        bound += (isUpper ? 1 : -1) * Slack * Math.Abs(bound);
        if (isUpper)
            maxima[term.Input] = Math.Min(maxima[term.Input], bound);
        else
            minima[term.Input] = Math.Max(minima[term.Input], bound);
    }

    private (double Low, double High) Bounds(Term term) => term.Match(
        number =>
        {
            var (a, b) = (number.Weight.Value * _minima[number.Input], number.Weight.Value * _maxima[number.Input]);
            return WithSpecials(number.Input, number.Specials, Math.Min(a, b), Math.Max(a, b));
        },
        category =>
        {
            var allowed = _categories[category.Input]!;
            var weights = Doubles(category, allowed.Length).Where((_, c) => allowed[c]).DefaultIfEmpty(double.NaN).ToArray();
            return (weights.Min(), weights.Max());
        },
        curve =>
        {
            var heights = curve.Curve.Points.SelectMany(p => new[] { p.Below.Value, p.At.Value }).ToArray();
            // On a piece rounding may lead past the height of its end.
            var slack = Slack * heights.Max(Math.Abs);
            return WithSpecials(curve.Input, curve.Specials, heights.Min() - slack, heights.Max() + slack);
        });

    /// <summary>The bounds of a term with what special values add, which are no part of any range.</summary>
    private (double Low, double High) WithSpecials(int input, EquatableArray<SpecialWeight> weights, double low, double high)
    {
        foreach (var added in weights.Table(_document.Inputs.NumberAt(input)))
            (low, high) = (Math.Min(low, added.Value), Math.Max(high, added.Value));

        return (low, high);
    }

    private (double Largest, double Size) LargestDifference(Term? a, Term? b)
    {
        var input = (a ?? b)!.Input;
        if (_categories[input] is { } allowed)
        {
            var (left, right) = (Tabled(a, allowed.Length), Tabled(b, allowed.Length));
            var largest = double.NegativeInfinity;
            var size = 0.0;
            for (var c = 0; c < allowed.Length; c++)
            {
                if (!allowed[c])
                    continue;
                largest = Math.Max(largest, left[c] - right[c]);
                size = Math.Max(size, Math.Abs(left[c]) + Math.Abs(right[c]));
            }

            return (largest, size);
        }

        var (wa, wb) = (Weight(a), Weight(b));
        var reach = Math.Max(Math.Abs(_minima[input]), Math.Abs(_maxima[input]));
        return (Math.Max((wa - wb) * _minima[input], (wa - wb) * _maxima[input]), (Math.Abs(wa) + Math.Abs(wb)) * reach);
    }

    // What is absent adds nothing.
    private static double Weight(Term? term) =>
        term?.Match(number => number.Weight.Value, _ => throw Mixed(term), _ => throw Mixed(term)) ?? 0;

    private static double[] Tabled(Term? term, int categories) =>
        term?.Match(_ => throw Mixed(term), category => Doubles(category, categories), _ => throw Mixed(term)) ?? new double[categories];

    private static InvalidOperationException Mixed(Term term) =>
        new($"Input {term.Input} is a number in one sum and a category in another.");

    private static double[] Doubles(CategoryTerm term, int categories) => term.Table(categories).Select(w => w.Value).ToArray();
}
