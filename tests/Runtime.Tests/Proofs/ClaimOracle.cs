using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>
/// Tries to contradict what is proven of a document, by rows that are evaluated exactly, without any of the geometry that the proof is made
/// of.
/// </summary>
internal sealed partial class ClaimOracle
{
    private readonly RuleDocument _document;
    private readonly DocumentProof _proof;
    private readonly ExactEvaluator _exact;
    private readonly RulePaths _paths;

    public ClaimOracle(RuleDocument document, DocumentProof proof) =>
        (_document, _proof, _exact, _paths) = (document, proof, new ExactEvaluator(document, Reading.Written), new RulePaths(document));

    /// <summary>The claims that some random rows contradict, whether they are said to hold or not.</summary>
    public SortedSet<string> Violated(Random random, int rows)
    {
        var violated = new SortedSet<string>(StringComparer.Ordinal);
        for (var n = 0; n < rows; n++)
        {
            var row = HingeDocuments.Row(random, _document);
            var conditions = _exact.Conditions(row);
            var negative = conditions.Select(e => e.Sign < 0).ToArray();
            var (rule, outputs) = _exact.Evaluate(row);
            if (_document.Rules.Where((_, r) => _paths[r].Where(c => !c.IsImplied).All(c => negative[c.Condition] == c.IsNegative)).Any(
                r => r != _document.Rules[rule])
                || _document.Rules[rule].Untested
                    .Any(u => u.IsNegative ? conditions[u.Condition].Sign > 0 : negative[u.Condition]))
            {
                violated.Add("implied");
            }

            if (IsOutside(outputs))
                violated.Add("ranges");
            if (IsWrongWay(random, row, outputs))
                violated.Add("directions");
            foreach (var finding in _proof.Claims.SelectMany(c => c.Findings).Where(f => !f.IsUndecided))
            {
                if (IsContradicted(finding.Text, row, rule, negative, outputs))
                    violated.Add("finding: " + finding.Text);
            }
        }

        foreach (var (rule, r) in _document.Rules.Select((rule, r) => (rule, r)).Where(x => x.rule.Witness is not null))
        {
            if (_exact.Evaluate(rule.Witness!.Select(v => v.InRow).ToArray()).Rule != r)
                violated.Add("witnesses");
        }

        return violated;
    }

    // What is refuted without an input that shows it says that there is none.
    private bool IsContradicted(string text, double[] row, int rule, bool[] negative, Rational[] outputs)
    {
        if (EmptyRule().Match(text) is { Success: true } empty)
            return _document.Rules[rule].Id == Id(empty, "rule");
        if (NeverAnswered().Match(text) is { Success: true } never)
            return _document.Decision.LabelsFor(outputs.Select(o => o.ToDouble()).ToArray()).Contains(never.Groups["label"].Value)
                && outputs.All(o => Math.Abs(o.ToDouble()) > 1e-9);
        if (NotMarked().Match(text) is not { Success: true } follows)
            return false;
        var r = _document.Rules.ToList().FindIndex(x => x.Id == Id(follows, "rule"));
        var shown = _paths[r].Where(c => !c.IsImplied).ToLookup(c => _document.Conditions[c.Condition].Id == Id(follows, "condition"));
        return shown[false].All(c => negative[c.Condition] == c.IsNegative) && shown[true].All(c => negative[c.Condition] != c.IsNegative)
            // The neighbour may be no more than a border.
            && _exact.Conditions(row).Where((_, c) => _paths[r].Any(p => p.Condition == c)).All(e => e.Sign != 0)
            && row.All(x => Math.Abs(x - Math.Round(x)) > 1e-9);
    }

    private bool IsOutside(Rational[] outputs)
    {
        foreach (var text in _proof.Claims.Where(c => c.Kind == ClaimKind.Ranges).SelectMany(c => c.Statements).Select(s => s.Text))
        {
            var match = Bound().Match(text);
            var value = outputs[_document.Outputs.Select(o => o.Name).ToList().IndexOf(match.Groups["output"].Value)];
            var bound = Rational.Parse(match.Groups["bound"].Value);
            if (match.Groups["end"].Value == "least" ? value < bound : value > bound)
                return true;
        }

        return false;
    }

    private bool IsWrongWay(Random random, double[] row, Rational[] outputs)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (_document.Inputs[i].Directions.All(d => d == Direction.Unclaimed))
                continue;
            var (other, isAbove) = _document.Inputs[i].Match(
                number => number.FindSpecial(row[i]) >= 0
                    ? (row[i], false)
                    : HingeDocuments.Quantity(random, number) is var x ? (x, x > row[i]) : default,
                category => random.Next(category.Categories.Count) is var x
                    ? (x, category.Order.ToList().IndexOf(x) > category.Order.ToList().IndexOf((int)row[i]))
                    : default);
            if (other.Equals(row[i]))
                continue;
            var moved = row.ToArray();
            moved[i] = other;
            var after = _exact.Evaluate(moved).Outputs;
            for (var k = 0; k < outputs.Length; k++)
            {
                var change = (after[k] - outputs[k]).Sign * (isAbove ? 1 : -1);
                if (_document.Inputs[i].Directions[k] is var direction
                    && (direction == Direction.Increasing ? change < 0 : direction == Direction.Decreasing && change > 0))
                    return true;
            }
        }

        return false;
    }

    private static int Id(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^Rule (?<rule>\\d+) is empty: ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyRule();

    [GeneratedRegex(
        "^No input inside the ranges is answered with '(?<label>\\w+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NeverAnswered();

    [GeneratedRegex(
        "^Condition (?<condition>\\d+) follows from the others of rule (?<rule>\\d+) and is not marked",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotMarked();

    [GeneratedRegex(
        "^(?<output>\\w+) is at (?<end>least|most) (?<bound>[-+.E0-9]+?)[,.]( |$)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bound();
}
