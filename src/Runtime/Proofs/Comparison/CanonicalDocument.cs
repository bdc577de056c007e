using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>Numbers for texts: the same number for the same text, for both documents.</summary>
internal sealed class Interned
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The number of a text.</summary>
    /// <param name="text">The text.</param>
    public int this[string text]
    {
        get
        {
            if (!_numbers.TryGetValue(text, out var number))
                _numbers.Add(text, number = _numbers.Count);
            return number;
        }
    }
}

/// <summary>
/// A condition as a bound on a direction: a sum without its constant, scaled so that its first coefficient is 1. Conditions of the same
/// direction bound the same value, whichever document they are of.
/// </summary>
/// <param name="Id">The number of the condition: of two with the same number both are negative for the same rows.</param>
/// <param name="Direction">The number of the direction; −1 where the condition is a constant.</param>
/// <param name="Limit">The value that is compared.</param>
/// <param name="IsBelow">Whether the condition is negative where the direction is below the limit; else it is where it is above.</param>
internal sealed record CanonicalCondition(int Id, int Direction, Rational Limit, bool IsBelow);

/// <summary>
/// A document with numbers for what it is made of, such that the same number, in whichever document, is the same function of all rows. What
/// has other numbers may be the same function still.
/// </summary>
internal sealed class CanonicalDocument
{
    private readonly AlignedDocument _aligned;
    private readonly Interned _interned;
    private readonly Rational[] _scales;
    private readonly CanonicalCondition[] _conditions;
    private readonly Dictionary<TreeNode, int> _trees = new(ByReference.Instance);

    /// <summary>Numbers a document.</summary>
    /// <param name="aligned">The document.</param>
    /// <param name="interned">Gives the numbers.</param>
    /// <param name="outputs">The positions of the outputs that are compared, in the same order for both documents.</param>
    /// <param name="decision">The number of its decision.</param>
    public CanonicalDocument(AlignedDocument aligned, Interned interned, IReadOnlyList<int> outputs, int decision)
    {
        (_aligned, _interned) = (aligned, interned);
        var conditions = aligned.Document.Conditions;
        _conditions = new CanonicalCondition[conditions.Count];
        _scales = new Rational[conditions.Count];
        for (var c = 0; c < conditions.Count; c++)
            _conditions[c] = Number(c, conditions[c].Expression);
        NumberTree(rule => interned[$"leaf {decision}: " + string.Join("; ", outputs.Select(k => Output(rule, k)))]);
    }

    /// <summary>A condition.</summary>
    /// <param name="condition">Its position in the document.</param>
    public CanonicalCondition this[int condition] => _conditions[condition];

    /// <summary>The numbers of its directions.</summary>
    public HashSet<int> Directions => [.. _conditions.Select(c => c.Direction)];

    /// <summary>The number of a part of the tree, and of all that its rules give.</summary>
    /// <param name="node">The node at its top.</param>
    public int Tree(TreeNode node) => _trees[node];

    /// <summary>The values that a direction of the document has at most, where it is a plain sum; else null.</summary>
    /// <param name="condition">A condition of that direction.</param>
    public (Rational Least, Rational Most)? RangeOf(int condition)
    {
        var expression = _aligned.Document.Conditions[condition].Expression;
        if (expression.Adjustments.Count > 0)
            return null;
        var (_, sum, factor) = Normalised(Terms(expression));
        var direction = sum.Times(factor);
        var domain = _aligned.Geometry.Domain;
        return (-Extremum.ByIntervals(domain, direction.Times(-Rational.One)), Extremum.ByIntervals(domain, direction));
    }

    private CanonicalCondition Number(int condition, Expression expression)
    {
        // e = size · (± direction + constant), and with it what adjusts it.
        var (constant, sum, factor) = Normalised(Terms(expression));
        var size = factor.Sign < 0 ? -factor : factor;
        _scales[condition] = Rational.One / size;
        var adjustments = Adjustments([expression], factor);
        var isConstant = sum.IsConstant && adjustments.Length == 0;
        var direction = isConstant ? -1 : _interned[$"direction {Key(sum.Times(factor))} {adjustments}"];
        var isBelow = factor.Sign > 0;
        var limit = isBelow ? -(constant * size) : constant * size;
        return new CanonicalCondition(
            _interned[$"condition {direction.ToString(CultureInfo.InvariantCulture)} {isBelow} {limit.ToFraction()}"],
                direction, limit, isBelow);
    }

    private ExpandedSum Terms(Expression expression) => _aligned.Over(ExpandedSum.OfTerms(expression, _aligned.Document.Inputs));

    // What adjusts sums, by the numbers of conditions.
    private string Adjustments(IEnumerable<Expression> sums, Rational factor)
    {
        var weights = new SortedDictionary<int, Rational>();
        foreach (var adjustment in sums.SelectMany(s => s.Adjustments))
        {
            var id = _conditions[adjustment.Condition].Id;
            weights.TryGetValue(id, out var before);
            weights[id] = before + (factor * Rational.Parse(adjustment.Weight.Text) * _scales[adjustment.Condition]);
        }

        return string.Join(
            ", ",
                weights.Where(w => w.Value.Sign != 0)
                    .Select(w => $"{w.Value.ToFraction()} * {w.Key.ToString(CultureInfo.InvariantCulture)}"));
    }

    private string Output(int rule, int output)
    {
        var document = _aligned.Document;
        var sums = new[] { document.CommonOf(output), document.Rules[rule].Own[output] }.Present().ToArray();
        if (sums.Length == 0)
            return "0";
        var (constant, rest, _) = Normalised(sums.Select(Terms).Aggregate((a, b) => a.Plus(Rational.One, b)));
        return $"{constant.ToFraction()} {Key(rest)} {Adjustments(sums, Rational.One)}";
    }

    // The constant, the sum without it, and what makes the first coefficient of that 1. Of a category the first number is moved to the
    // constant, since a row has one category.
    private static (Rational Constant, ExpandedSum Sum, Rational Factor) Normalised(ExpandedSum sum)
    {
        var constant = sum.Bias;
        var parts = new ExpandedPart?[sum.Parts.Count];
        Rational? first = null;
        for (var i = 0; i < parts.Length; i++)
        {
            if (sum.Parts[i] is not { } part)
                continue;
            if (!part.Input.IsNumber)
            {
                var moved = part.Table[0];
                constant += moved;
                part = part with { Table = part.Table.Select(t => t - moved).ToArray() };
            }

            if (part.IsZero)
                continue;
            parts[i] = part;
            first ??= part.Table.Prepend(part.Weight).Concat(part.Curve.SelectMany(p => new[] { p.Below, p.At })).First(c => c.Sign != 0);
        }

        return (constant, ExpandedSum.Of(Rational.Zero, parts), first is { } coefficient ? Rational.One / coefficient : Rational.One);
    }

    private static string Key(ExpandedSum sum) => string.Join(" ", sum.Parts.Select((part, i) => part is null
        ? string.Empty
        : $"{i.ToString(CultureInfo.InvariantCulture)}: {part.Weight.ToFraction()} "
            + $"[{string.Join(" ", part.Table.Select(t => t.ToFraction()))}] "
            + string.Join(" ", part.Curve.Select(p => $"({p.X.ToFraction()} {p.Below.ToFraction()} {p.At.ToFraction()})"))));

    // From the leaves up, without recursion, since a tree may be a chain of thousands of conditions.
    private void NumberTree(Func<int, int> leafOf)
    {
        var pending = new Stack<(TreeNode Node, bool IsSeen)>();
        pending.Push((_aligned.Document.Tree, false));
        while (pending.Count > 0)
        {
            var (node, isSeen) = pending.Pop();
            node.Match(
                branch =>
                {
                    if (isSeen)
                    {
                        _trees[node] = _interned[FormattableString.Invariant(
                            $"tree {_conditions[branch.Condition].Id} {_trees[branch.Negative]} {_trees[branch.Positive]}")];
                        return;
                    }

                    pending.Push((node, true));
                    pending.Push((branch.Negative, false));
                    pending.Push((branch.Positive, false));
                },
                leaf => _trees[node] = leafOf(leaf.Rule));
        }
    }

    private sealed class ByReference : IEqualityComparer<TreeNode>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals(TreeNode? x, TreeNode? y) => ReferenceEquals(x, y);

        public int GetHashCode(TreeNode obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
