using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Regions;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Which plane a report begins with.</summary>
internal static class PlaneChoice
{
    /// <summary>The bands that a value is shown in; more could not be distinguished.</summary>
    private const int MaxLevels = 6;

    /// <summary>The numbers among which the two of the plane are looked for.</summary>
    private const int MaxCandidates = 6;

    /// <summary>Two numbers with a larger correlation are nearly one.</summary>
    private const double MostCorrelated = 0.9;

    /// <summary>Fewer values than these are lines in a plane.</summary>
    private const int ManyValues = 8;

    /// <summary>The decisions and witnesses whose usual values are tried.</summary>
    private const int MaxDecisions = 4, MaxWitnesses = 8;

    /// <summary>The least share of the plane that a decision needs to be seen beside another one.</summary>
    private const double LeastSeen = 0.05;

    /// <summary>
    /// The plane of the two numbers that move the outputs most, and do not say nearly the same in the rows. Where it shows one decision
    /// only, the first such pair of the most moving ones whose plane shows the decision boundary; where none does, the same with the other
    /// inputs held at usual values of rows of each decision.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="rows">Rows whose medians and most frequent categories hold the other inputs; may be none.</param>
    /// <param name="importance">What matters how much.</param>
    /// <returns>The plane; null where no number has a range.</returns>
    public static PlaneView? Choose(RuleDocument document, ReportRows? rows, IReadOnlyList<InputImportance> importance)
    {
        var numbers = Movable(document).OrderByDescending(i => importance.FirstOrDefault(m => m.Input == i)?.Spread ?? 0)
            .ThenBy(i => i).Take(MaxCandidates).ToArray();
        if (numbers.Length == 0)
            return null;
        var pairs = Pairs(document, rows, numbers);
        var view = new PlaneView(
            numbers.Length > 1 ? pairs[0].X : numbers[0],
            numbers.Length > 1 ? pairs[0].Y : -1,
            Held(document, rows),
            0,
            document.Outputs.Select(_ => (IReadOnlyList<double>)[]).ToArray());
        return document.Decision.IsClass
            ? WithBoundary(document, rows, view, pairs)
            : view with { Levels = Levels(document, rows, view) };
    }

    /// <summary>
    /// The pairs of numbers, the most moving first. Later come those where the rows have few values of one, and last those that are nearly
    /// equal but for their units: there the rows lie on a few lines or on one, and the rest of the plane is empty.
    /// </summary>
    private static (int X, int Y, int Delay)[] Pairs(RuleDocument document, ReportRows? rows, int[] numbers)
    {
        var columns = numbers.ToDictionary(i => i, i => Column(rows, i, document.Inputs.NumberAt(i)));
        return Enumerable.Range(0, numbers.Length).SelectMany(j => Enumerable.Range(0, j).Select(i => (X: numbers[i], Y: numbers[j])))
            .Select(p => (p.X, p.Y, Delay: DelayOf(columns[p.X], columns[p.Y]))).OrderBy(p => p.Delay).ToArray();

        int DelayOf(double[] x, double[] y) => Math.Abs(Correlation(x, y)) > MostCorrelated ? 2
            : rows is not null && (HasFewValues(x) || HasFewValues(y)) ? 1 : 0;
    }

    /// <summary>The quantities of an input, NaN where a row has none.</summary>
    private static double[] Column(ReportRows? rows, int input, NumberInput number) =>
        rows?.Sample(InputImportance.MaxRows).Select(r => r.Point[input])
            .Select(v => double.IsFinite(v) && number.FindSpecial(v) < 0 ? (v - number.Minimum.Value) / number.Width : double.NaN)
            .ToArray() ?? [];

    private static bool HasFewValues(double[] column) => column.Where(double.IsFinite).Distinct().Take(ManyValues).Count() < ManyValues;

    /// <summary>Pearson's correlation of two columns over the rows that have both; 0 where one of them does not vary.</summary>
    private static double Correlation(double[] left, double[] right)
    {
        var both = left.Zip(right).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second)).ToArray();
        if (both.Length == 0)
            return 0;
        var (meanLeft, meanRight) = (both.Average(p => p.First), both.Average(p => p.Second));
        var (product, squareLeft, squareRight) = (0.0, 0.0, 0.0);
        foreach (var (l, r) in both)
        {
            product += (l - meanLeft) * (r - meanRight);
            squareLeft += (l - meanLeft) * (l - meanLeft);
            squareRight += (r - meanRight) * (r - meanRight);
        }

        var scale = Math.Sqrt(squareLeft) * Math.Sqrt(squareRight);
        return scale > 0 ? product / scale : 0;
    }

    private static PlaneView WithBoundary(RuleDocument document, ReportRows? rows, PlaneView view, (int X, int Y, int Delay)[] pairs)
    {
        var held = Others(document, rows).Prepend(view.Held).ToArray();
        return pairs.GroupBy(p => p.Delay)
            .SelectMany(alike => held.SelectMany(h => alike.Select(p => view with { X = p.X, Y = p.Y, Held = h })))
            .FirstOrDefault(v => ShareBeside(PlaneSlice.Slice(document, v)) >= LeastSeen) ?? view;
    }

    /// <summary>Usual rows of each decision, the rarer first; without data the witnesses of the rules.</summary>
    private static IEnumerable<IReadOnlyList<double>> Others(RuleDocument document, ReportRows? rows)
    {
        if (rows is null)
            return document.Rules.Where(r => r.Witness is not null).Take(MaxWitnesses).Select(r => InputImportance.PointOf(r.Witness!));
        var evaluator = new RuleEvaluator(document);
        return rows.Rows.GroupBy(r => DecisionText.Of(evaluator, r.Outcome.Outputs)).OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, System.StringComparer.Ordinal)
            .Take(MaxDecisions).Reverse().Select(g => Held(document, rows with { Rows = g.ToArray() }));
    }

    /// <summary>The share of a plane that does not have its most frequent decision.</summary>
    private static double ShareBeside(IReadOnlyList<PlaneArea> areas) =>
        1 - areas.GroupBy(a => a.Class).Select(g => g.Sum(a => AreaOf(a.Corners))).DefaultIfEmpty(1).Max();

    private static double AreaOf(IReadOnlyList<PlaneCorner> corners) =>
        corners.Select((p, i) => (P: p, Q: corners[(i + 1) % corners.Count])).Sum(e => ((e.P.U * e.Q.V) - (e.Q.U * e.P.V)) / 2);

    /// <summary>The numbers whose range has a width.</summary>
    public static IEnumerable<int> Movable(RuleDocument document) =>
        Enumerable.Range(0, document.Inputs.Count)
            .Where(i => document.Inputs[i].Match(number => number.Width > 0 && double.IsFinite(number.Width), _ => false));

    /// <summary>
    /// A usual row: with data medians and the most frequent categories, else the reference of the document or a witness of the rule with
    /// most support.
    /// </summary>
    public static double[] Held(RuleDocument document, ReportRows? rows)
    {
        if (rows is null && document.References.FirstOrDefault(r => r.IsDefault) is { } reference)
            return InputImportance.PointOf(reference.Row);
        var witness = document.Rules.OrderByDescending(r => r.Support?.Rows ?? 0).FirstOrDefault(r => r.Witness is not null)?.Witness;
        var point = witness is { } values ? InputImportance.PointOf(values) : null;
        return document.Inputs.Select((input, i) => input.Match(
            number => Median(rows, i, number)
                ?? number.Missing?.Value ?? point?[i] ?? (number.Minimum.Value / 2) + (number.Maximum.Value / 2),
            category => rows is null
                ? category.Other ?? point?[i] ?? 0
                : rows.Rows.Select(r => r.Point[i]).Where(c => c >= 0).GroupBy(c => c).OrderByDescending(g => g.Count())
                    .ThenBy(g => g.Key).FirstOrDefault()?.Key ?? category.Other ?? 0)).ToArray();
    }

    private static double? Median(ReportRows? rows, int input, NumberInput number)
    {
        var values = rows?.Rows.Select(r => r.Point[input]).Where(v => double.IsFinite(v) && number.FindSpecial(v) < 0).Order().ToArray()
            ?? [];
        return values.Length > 0 ? values[(values.Length - 1) / 2] : null;
    }

    // One scale for every plane, so that colours mean the same while the reader looks around.
    private static IReadOnlyList<double>[] Levels(RuleDocument document, ReportRows? rows, PlaneView view)
    {
        var evaluator = new RuleEvaluator(document);
        return document.Outputs.Select((_, k) =>
        {
            var values = (rows?.Rows.Select(r => r.Outcome.Outputs[k])
                ?? CornersOf(document, view).Select(p => evaluator.Evaluate(p).Outputs[k])).Where(double.IsFinite).Order().ToArray();
            if (values.Length == 0 || values[0].Equals(values[^1]))
                return [];
            var cut = rows is null ? 0 : values.Length / 50;
            return Ticks.Between(values[cut], values[^(1 + cut)], MaxLevels);
        }).ToArray();
    }

    private static IEnumerable<double[]> CornersOf(RuleDocument document, PlaneView view)
    {
        var areas = PlaneSlice.Slice(document, view with { Levels = view.Levels.Select(_ => (IReadOnlyList<double>)[]).ToArray() });
        foreach (var corner in areas.SelectMany(a => a.Corners))
        {
            var point = view.Held.ToArray();
            point[view.X] = At(document.Inputs.NumberAt(view.X), corner.U);
            if (view.Y >= 0)
                point[view.Y] = At(document.Inputs.NumberAt(view.Y), corner.V);
            yield return point;
        }
    }

    private static double At(NumberInput input, double share) => input.Minimum.Value + (share * input.Width);
}
