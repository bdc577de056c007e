using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;

namespace RuleCompiler.Generator.Review;

/// <summary>Finds what is legal in a document but suspect.</summary>
/// <remarks>
/// Conditions and labels are judged by the ranges of the inputs, narrowed on the way down the tree (<see cref="RangeBox"/>). What is
/// said holds for every row inside the ranges; that nothing is said proves nothing, as conditions are narrowed input by input.
/// </remarks>
internal sealed class DocumentReview
{
    private readonly RuleDocument _document;
    private readonly CancellationToken _cancellation;
    private readonly List<Suspicion> _suspicions = new();
    private readonly bool _mayMixTerms;

    /// <summary>Which labels a rule may give: below and at or above for each output, or one per label of an argmax.</summary>
    private readonly bool[] _isGiven;

    private DocumentReview(RuleDocument document, CancellationToken cancellation)
    {
        _document = document;
        _cancellation = cancellation;
        _mayMixTerms = document.Version > 1;
        _isGiven = new bool[document.Decision.Match(_ => 0, threshold => 2 * threshold.Bits.Count, argmax => argmax.Labels.Count)];
    }

    /// <summary>Reviews a document.</summary>
    /// <returns>What is suspect, as it is found.</returns>
    public static IReadOnlyList<Suspicion> Run(RuleDocument document, CancellationToken cancellation)
    {
        var review = new DocumentReview(document, cancellation);
        review.FindRecordedMarks();
        review.FindRulesWithoutSupport();
        review.Descend(document.Tree, RangeBox.FromRanges(document), string.Empty);
        review.FindIdleLabels();
        return review._suspicions;
    }

    private void FindRecordedMarks()
    {
        if (RecordedMarksDescriber.Warning(_document) is { } warning)
        {
            _suspicions.Add(new Suspicion(
                DiagnosticTable.RecordedMarks,
                root => root.Require("provenance").AsObject().Require("options").AsObject().Require(RecordedMarks.Option),
                warning));
        }
    }

    private void FindRulesWithoutSupport()
    {
        var isMeasured = _document.Rules.Any(r => r.Support is not null);
        for (var i = 0; i < _document.Rules.Count; i++)
        {
            var (rule, position) = (_document.Rules[i], i);
            if (rule.Support is { Rows: 0 })
            {
                _suspicions.Add(new Suspicion(
                    DiagnosticTable.NoSupport,
                    root => RuleNode(root, position).Require("support").AsObject().Require("rows"),
                    $"Rule {Digits(rule.Id)} has no training rows: nothing was measured about it; train on more rows or with fewer rules, "
                    + "or have somebody decide what it should say."));
            }
            else if (rule.Support is null && isMeasured)
            {
                _suspicions.Add(new Suspicion(
                    DiagnosticTable.NoSupport,
                    root => RuleNode(root, position).Require("id"),
                    $"Rule {Digits(rule.Id)} does not say how many training rows it has, although other rules do; add its 'support'."));
            }
        }
    }

    private void Descend(TreeNode node, RangeBox box, string path)
    {
        _cancellation.ThrowIfCancellationRequested();
        node.Match(branch => DescendSides(branch, box, path), leaf => FindLabels(_document.Rules[leaf.Rule], box));
    }

    private void DescendSides(Branch branch, RangeBox box, string path)
    {
        var condition = _document.Conditions[branch.Condition];
        var (least, largest) = box.Bounds(condition.Expression);
        if (least >= 0)
            AddDeadBranch(condition, $"is never < 0 here: inside the ranges its sum is at least {Text(least)}", branch.Negative, path);
        else
            Descend(branch.Negative, box.Narrow(condition.Expression, isNegative: true), path + 'n');
        if (largest < 0)
            AddDeadBranch(condition, $"is always < 0 here: inside the ranges its sum is at most {Text(largest)}", branch.Positive, path);
        else
            Descend(branch.Positive, box.Narrow(condition.Expression, isNegative: false), path + 'p');
    }

    private void AddDeadBranch(Condition condition, string what, TreeNode dead, string path)
    {
        var rules = RulesOf(dead).Select(r => _document.Rules[r].Id).ToList();
        // One hostile or broken document must not fill the screen.
        const int Shown = 5;
        var list = string.Join(", ", rules.Take(Shown).Select(Digits)) + (rules.Count > Shown ? ", …" : string.Empty);
        var consequence = rules.Count == 1 ? $"rule {list} holds for no row inside them" : $"the rules {list} hold for no row inside them";
        _suspicions.Add(new Suspicion(
            DiagnosticTable.DeadBranch,
            root => Node(root, path).Require("condition"),
            $"Condition {Digits(condition.Id)} {what}, so {consequence}; check the ranges and the condition, "
            + "or replace it by the other branch."));
    }

    private static IEnumerable<int> RulesOf(TreeNode node) =>
        node.Match(branch => RulesOf(branch.Negative).Concat(RulesOf(branch.Positive)), leaf => new[] { leaf.Rule });

    private void FindLabels(Rule rule, RangeBox box) => _document.Decision.Match(
        _ => { },
        thresholds =>
        {
            for (var k = 0; k < thresholds.Bits.Count; k++)
            {
                var (least, largest) = box.Bounds(_document.CommonOf(k), rule.Own[k]);
                var threshold = thresholds.Bits[k].Threshold.Value;
                // Written so that a sum that is not a number (∞ − ∞) counts as giving the label.
                _isGiven[2 * k] |= !(least >= threshold);
                _isGiven[(2 * k) + 1] |= !(largest < threshold);
            }
        },
        _ =>
        {
            for (var k = 0; k < _isGiven.Length; k++)
                _isGiven[k] = _isGiven[k] || !Enumerable.Range(0, _isGiven.Length).Any(j => j != k && IsBelow(k, j));

            bool IsBelow(int k, int j) => _mayMixTerms
                ? box.Bounds(_document.CommonOf(k), rule.Own[k]).Largest < box.Bounds(_document.CommonOf(j), rule.Own[j]).Least
                : box.IsBelow(rule.Own[k]!, rule.Own[j]!);
        });

    private void FindIdleLabels() => _document.Decision.Match(
        _ => { },
        thresholds =>
        {
            for (var k = 0; k < _isGiven.Length; k++)
            {
                var (position, member) = (k / 2, k % 2 == 0 ? "below" : "atOrAbove");
                AddIdleLabel(
                    k,
                    thresholds.LabelsOf(position)[k % 2],
                    root => root.Require("decision").AsObject().Require("thresholds").AsArray()[position].AsObject().Find(member)
                        ?? root.Require("decision").AsObject().Require("thresholds").AsArray()[position]);
            }
        },
        argmax =>
        {
            for (var k = 0; k < _isGiven.Length; k++)
            {
                var position = k;
                AddIdleLabel(k, argmax.Labels[k], root => root.Require("decision").AsObject().Require("labels").AsArray()[position]);
            }
        });

    private void AddIdleLabel(int index, string label, Func<JsonObject, JsonNode> place)
    {
        if (!_isGiven[index])
        {
            _suspicions.Add(new Suspicion(
                DiagnosticTable.IdleLabel, place,
                $"No rule gives '{VisibleText.Of(label)}' for a row inside the ranges; check the ranges, the rules and the threshold, "
                + "or train on more rows that have it."));
        }
    }

    private static JsonObject RuleNode(JsonObject root, int position) => root.Require("rules").AsArray()[position].AsObject();

    private static JsonObject Node(JsonObject root, string path) => path.Aggregate(
        root.Require("tree").AsObject(), (node, side) => node.Require(side == 'n' ? "negative" : "positive").AsObject());

    // Bounds of narrowed inputs are moved outwards a little, so they are shown with fewer digits, as beside a condition that is solved.
    private static string Text(double value)
    {
        var text = value.ToString("G6", CultureInfo.InvariantCulture);
        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).Equals(value) ? text : "≈ " + text;
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
