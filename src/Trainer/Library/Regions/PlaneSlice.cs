using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Regions;

/// <summary>A plane through the ranges of a document: two numbers go through their ranges, the other inputs are held.</summary>
/// <param name="X">The position of the number that goes to the right.</param>
/// <param name="Y">The position of the number that goes up; −1 for none, which leaves a strip.</param>
/// <param name="Held">
/// The value of every input: a number, or the position of a category. Those of <paramref name="X"/> and <paramref name="Y"/> do not count.
/// </param>
/// <param name="Output">The output whose classes are shown, where each output is decided for itself.</param>
/// <param name="Levels">For each output the values, in ascending order, between which a regression is shown as one class.</param>
public sealed record PlaneView(int X, int Y, IReadOnlyList<double> Held, int Output, IReadOnlyList<IReadOnlyList<double>> Levels)
{
    /// <summary>The height of a strip, in widths.</summary>
    public const double StripHeight = 0.1;
}

/// <summary>What an edge of an area is.</summary>
public enum PlaneEdge
{
    /// <summary>The end of a range.</summary>
    Box,

    /// <summary>The boundary of a condition.</summary>
    Region,

    /// <summary>Where the decision changes inside a rule.</summary>
    Decision,
}

/// <summary>A corner of an area.</summary>
/// <param name="U">Where it lies in the range of the one input, 0 to 1.</param>
/// <param name="V">Where it lies in the range of the other.</param>
/// <param name="Edge">What the edge to the next corner is.</param>
public readonly record struct PlaneCorner(double U, double V, PlaneEdge Edge);

/// <summary>A convex polygon of the plane that has one rule and one class.</summary>
/// <param name="Rule">The position of the rule.</param>
/// <param name="Class">
/// Threshold: 0 below, 1 at or above; argmax: the position of the label; value: how many levels the output has reached.
/// </param>
/// <param name="Corners">Its corners, anticlockwise.</param>
public sealed record PlaneArea(int Rule, int Class, IReadOnlyList<PlaneCorner> Corners);

/// <summary>
/// The exact regions and the decision boundary in a plane through the ranges: the box cut by the half-planes of the tree.
/// </summary>
public sealed class PlaneSlice
{
    /// <summary>Smaller parts of the box, whose area is 1, are not kept: they are rounding.</summary>
    private const double LeastArea = 1e-12;

    private readonly RuleDocument _document;
    private readonly PlaneView _view;
    private readonly List<PlaneArea> _areas = [];

    // On which side the conditions are at the position, where that is known, and what each of those is in the plane.
    private readonly bool?[] _isNegative;
    private readonly Line[] _lines;
    private readonly ConditionNeeds _needs;

    private PlaneSlice(RuleDocument document, PlaneView view)
    {
        (_document, _view, _needs) = (document, view, new ConditionNeeds(document.Conditions));
        (_isNegative, _lines) = (new bool?[document.Conditions.Count], new Line[document.Conditions.Count]);
        var height = view.Y < 0 ? PlaneView.StripHeight : 1;
        PlaneCorner[] box =
        [
            new(0, 0, PlaneEdge.Box), new(1, 0, PlaneEdge.Box), new(1, height, PlaneEdge.Box), new(0, height, PlaneEdge.Box),
        ];
        Visit(document.Tree, box);
    }

    /// <summary>Cuts a plane of two inputs into the areas of the rules.</summary>
    /// <param name="document">The document, without curves.</param>
    /// <param name="view">The plane.</param>
    /// <returns>The areas, which cover the plane once, in the order of the tree.</returns>
    public static IReadOnlyList<PlaneArea> Slice(RuleDocument document, PlaneView view) => new PlaneSlice(document, view)._areas;

    private void Visit(TreeNode node, IReadOnlyList<PlaneCorner> corners)
    {
        var decided = new List<int>();
        // Iterative on one side, since a tree may be a chain of thousands of conditions.
        for (var rest = node; rest is not null && corners.Count > 0;)
        {
            rest = rest.Match<TreeNode?>(
                branch =>
                {
                    // The tree need not test a condition that follows from others.
                    if (Open(_needs.Of(branch.Condition)) is { } open)
                    {
                        Cut(open, branch);
                        return branch;
                    }

                    Cut(branch.Condition, branch.Negative);
                    return branch.Positive;
                },
                leaf =>
                {
                    var sums = _document.Outputs.SelectMany((_, k) => new[] { _document.CommonOf(k), _document.Rules[leaf.Rule].Own[k] });
                    if (Open(sums.SelectMany(_needs.Of).Order()) is { } open)
                    {
                        Cut(open, leaf);
                        return leaf;
                    }

                    AddClasses(leaf.Rule, corners);
                    return null;
                });
        }

        foreach (var condition in decided)
            _isNegative[condition] = null;

        // Goes into the negative side, and comes back on the positive one.
        void Cut(int condition, TreeNode negative)
        {
            _lines[condition] = Fold(_document.Conditions[condition].Expression)!.Value;
            var cut = Split(corners, _lines[condition], PlaneEdge.Region);
            _isNegative[condition] = true;
            Visit(negative, cut.Negative);
            _isNegative[condition] = false;
            decided.Add(condition);
            corners = cut.Positive;
        }
    }

    /// <summary>The first condition whose side is not known, of some in the order of the conditions; null for none.</summary>
    private int? Open(IEnumerable<int> conditions) =>
        conditions.Where(c => _isNegative[c] is null).Select(c => (int?)c).FirstOrDefault();

    private void AddClasses(int rule, IReadOnlyList<PlaneCorner> corners)
    {
        var outputs = _document.Outputs.Select((_, k) => Sum(Fold(_document.CommonOf(k)), Fold(_document.Rules[rule].Own[k]))).ToArray();
        _document.Decision.Match(
            _ => AddBands(rule, outputs[_view.Output], _view.Levels[_view.Output], corners),
            threshold => AddBands(rule, outputs[_view.Output], [threshold.Bits[_view.Output].Threshold.Value], corners),
            _ =>
            {
                for (var k = 0; k < outputs.Length; k++)
                    Add(rule, k, Largest(outputs, k, corners));
            });
    }

    private void AddBands(int rule, Line output, IReadOnlyList<double> levels, IReadOnlyList<PlaneCorner> corners)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            var cut = Split(corners, output with { C = output.C - levels[i] }, PlaneEdge.Decision);
            Add(rule, i, cut.Negative);
            corners = cut.Positive;
        }

        Add(rule, levels.Count, corners);
    }

    private void Add(int rule, int label, IReadOnlyList<PlaneCorner> corners)
    {
        if (corners.Count > 0)
            _areas.Add(new PlaneArea(rule, label, corners));
    }

    // Of equal outputs the first is chosen, so that a later one has to be above it somewhere.
    private static IReadOnlyList<PlaneCorner> Largest(Line[] outputs, int k, IReadOnlyList<PlaneCorner> corners)
    {
        for (var j = 0; j < outputs.Length; j++)
        {
            if (j == k)
                continue;
            var cut = Split(
                corners,
                new Line(outputs[k].A - outputs[j].A, outputs[k].B - outputs[j].B, outputs[k].C - outputs[j].C),
                PlaneEdge.Decision);
            corners = j > k || cut.IsAbove ? cut.Positive : [];
        }

        return corners;
    }

    // What is absent adds nothing, to no bit.
    private static Line Sum(Line? common, Line? own) => (common, own) switch
    {
        ({ } first, { } second) => new Line(first.A + second.A, first.B + second.B, first.C + second.C),
        _ => common ?? own ?? new Line(0, 0, 0),
    };

    private Line? Fold(Expression? expression)
    {
        if (expression is null)
            return null;
        var (a, b, c) = (0.0, 0.0, expression.Bias.Value);
        foreach (var term in expression.Terms)
        {
            var part = term.Match(
                Fold,
                category => new Line(0, 0, category.WeightOf((int)_view.Held[category.Input]).Value),
                _ => throw new NotSupportedException("Curves are not known here."));
            (a, b, c) = (a + part.A, b + part.B, c + part.C);
        }

        foreach (var adjustment in expression.Adjustments.Where(x => _isNegative[x.Condition] == true))
        {
            var (weight, added) = (adjustment.Weight.Value, _lines[adjustment.Condition]);
            (a, b, c) = (a + (weight * added.A), b + (weight * added.B), c + (weight * added.C));
        }

        return new Line(a, b, c);
    }

    private Line Fold(NumberTerm term)
    {
        var (weight, number) = (term.Weight.Value, _document.Inputs.NumberAt(term.Input));
        var isMoving = term.Input == _view.X || term.Input == _view.Y;
        var reach = weight * number.Width;
        return new Line(
            term.Input == _view.X ? reach : 0,
            term.Input == _view.Y ? reach : 0,
            weight * (isMoving ? number.Minimum.Value : _view.Held[term.Input]));
    }

    private static Cut Split(IReadOnlyList<PlaneCorner> corners, Line line, PlaneEdge edge)
    {
        var values = corners.Select(p => (line.A * p.U) + (line.B * p.V) + line.C).ToArray();
        var (negative, positive) = (new List<PlaneCorner>(), new List<PlaneCorner>());
        for (var i = 0; i < corners.Count; i++)
        {
            var next = (i + 1) % corners.Count;
            var (p, q) = (corners[i], corners[next]);
            var (left, entered) = values[i] < 0 ? (negative, positive) : (positive, negative);
            left.Add(p);
            if (values[i] < 0 == values[next] < 0)
                continue;
            var t = values[i] / (values[i] - values[next]);
            var (u, v) = (p.U + (t * (q.U - p.U)), p.V + (t * (q.V - p.V)));
            // Going round, the side that is left goes on along the cut, the side that is entered along the old edge.
            left.Add(new PlaneCorner(u, v, edge));
            entered.Add(new PlaneCorner(u, v, p.Edge));
        }

        return new Cut(Kept(negative), Kept(positive), values.Any(v => v > 0));
    }

    private static IReadOnlyList<PlaneCorner> Kept(List<PlaneCorner> corners)
    {
        var area = 0.0;
        for (var i = 0; i < corners.Count; i++)
        {
            var (p, q) = (corners[i], corners[(i + 1) % corners.Count]);
            area += (p.U * q.V) - (q.U * p.V);
        }

        return Math.Abs(area) / 2 > LeastArea ? corners : [];
    }

    /// <summary>An expression over the plane: A·u + B·v + C.</summary>
    private readonly record struct Line(double A, double B, double C);

    private sealed record Cut(IReadOnlyList<PlaneCorner> Negative, IReadOnlyList<PlaneCorner> Positive, bool IsAbove);
}
