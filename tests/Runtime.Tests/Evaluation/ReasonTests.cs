using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>Which inputs are the reasons for a decision, in which order, and what they are called.</summary>
public class ReasonTests
{
    private const string Plain = "{ 'name': 'a', 'range': [-9, 9] }, { 'name': 'b', 'range': [-9, 9] }, { 'name': 'c', 'range': [-9, 9] }, "
        + "{ 'name': 'd', 'range': [-9, 9] }, { 'name': 'e', 'range': [-9, 9] }";

    private const string Sum = "{ 'bias': 0, 'weights': { 'a': 1, 'b': 2, 'c': -3, 'd': 1, 'e': 1 } }";

    private static readonly double[] Origin = [0, 0, 0, 0, 0];

    [Fact]
    public void BelowTheThresholdSharesBelowZeroAreReasonsTheLargestFirst()
    {
        var reasons = new RuleEvaluator(Document(Plain, Sum)).Reasons([-1, -2, 1, 3, 0], Origin);
        Assert.Equal([1, 2, 0], reasons.Select(r => r.Input));
        Assert.Equal([-4, -3, -1], reasons.Select(r => r.Share));
    }

    [Fact]
    public void AtOrAboveItSharesAboveZeroAre()
    {
        // The score is exactly the threshold.
        var rules = new RuleEvaluator(Document(Plain, Sum));
        Assert.Equal("yes", Assert.Single(rules.LabelsFor(rules.Evaluate([-1, -2, 1, 8, 0]).Outputs)));
        Assert.Equal(["d"], rules.Reasons([-1, -2, 1, 8, 0], Origin).Select(r => r.Name));
    }

    [Fact]
    public void EqualReasonsComeInTheOrderOfTheInputs() => Assert.Equal(
        [1, 0, 3, 4], new RuleEvaluator(Document(Plain, Sum)).Reasons([2, 2, 0, 2, 2], Origin).Select(r => r.Input));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(99)]
    public void ThereAreNoMoreThanAreAskedFor(int atMost)
    {
        var rules = new RuleEvaluator(Document(Plain, Sum));
        int[] all = [2, 1, 4, 3, 0];
        Assert.Equal(all.Take(atMost), rules.Reasons([1, 2, -2, 2.5, 3], Origin, atMost: atMost).Select(r => r.Input));
        Assert.Equal(all.Take(4), rules.Reasons([1, 2, -2, 2.5, 3], Origin).Select(r => r.Input));
        Assert.Equal("atMost", Assert.Throws<ArgumentOutOfRangeException>(() => rules.Reasons(Origin, Origin, atMost: -1)).ParamName);
    }

    [Fact]
    public void InputsWithOneCodeAreOneReasonNamedByTheOneThatDidMost()
    {
        const string Inputs = "{ 'name': 'a', 'range': [-9, 9], 'reason': { 'code': 'R1', 'text': 'First of R1' } }, "
            + "{ 'name': 'b', 'range': [-9, 9], 'reason': { 'code': 'R1', 'text': 'Second of R1' } }, "
            + "{ 'name': 'c', 'title': 'The third', 'range': [-9, 9] }, { 'name': 'd', 'range': [-9, 9], 'reason': { 'code': 'R2', 'text': 'R2' } }, "
            + "{ 'name': 'e', 'range': [-9, 9], 'reason': { 'code': 'R2', 'text': 'also R2' } }";
        var rules = new RuleEvaluator(Document(Inputs, Sum));
        var reasons = rules.Reasons([-1, -2, 1.5, 2, -1], Origin);
        // Of R2 d does more for the other answer than e for this one.
        Assert.Equal(
            [(1, "b", "R1", "Second of R1", -5.0), (2, "c", "c", "The third", -4.5)],
            reasons.Select(r => (r.Input, r.Name, r.Code, r.Text, r.Share)));
        // What one of a group does for the other answer is taken off.
        Assert.Equal([("c", -4.5), ("a", -1.0)], rules.Reasons([-3, 1, 1.5, 0, 0], Origin).Select(r => (r.Name, r.Share)));
    }

    [Fact]
    public void AnInputWithoutAReasonIsOfNoGroup()
    {
        const string Inputs = "{ 'name': 'a', 'range': [-9, 9] }, { 'name': 'b', 'range': [-9, 9], 'reason': { 'code': 'a', 'text': 'of b' } }, "
            + "{ 'name': 'c', 'range': [-9, 9] }, { 'name': 'd', 'range': [-9, 9] }, { 'name': 'e', 'range': [-9, 9] }";
        Assert.Equal(
            [("a", "of b", -2.0), ("a", "a", -1.0)],
            new RuleEvaluator(Document(Inputs, Sum)).Reasons([-1, -1, 0, 0, 0], Origin).Select(r => (r.Code, r.Text, r.Share)));
    }

    [Fact]
    public void OfSeveralThresholdsOneIsAsked()
    {
        var rules = new RuleEvaluator(Document(
            Plain,
            Sum + ", { 'bias': -1, 'weights': { 'a': 1, 'e': -1 } }",
            outputs: "{ 'name': 'p' }, { 'name': 'q' }",
            decision: "{ 'kind': 'threshold', 'thresholds': [{ 'threshold': 0, 'below': 'no', 'atOrAbove': 'yes' }, "
                + "{ 'threshold': 0, 'below': 'no', 'atOrAbove': 'yes' }] }"));
        Assert.Equal(["b", "e"], rules.Reasons([-1, 2, 0, 0, 1], Origin).Select(r => r.Name));
        Assert.Equal(["a", "e"], rules.Reasons([-1, 2, 0, 0, 1], Origin, output: 1).Select(r => r.Name));
        Assert.Equal("output", Assert.Throws<ArgumentOutOfRangeException>(() => rules.Reasons(Origin, Origin, output: 2)).ParamName);
    }

    [Fact]
    public void TheLargestOutputIsComparedWithAnother()
    {
        var rules = new RuleEvaluator(Document(
            Plain,
            Sum + ", { 'bias': 1, 'weights': { 'a': 1, 'e': -1 } }",
            outputs: "{ 'name': 'p' }, { 'name': 'q' }",
            decision: "{ 'kind': 'argmax', 'labels': ['P', 'Q'] }"));
        // p - q: b and e.
        Assert.Equal([("b", 4.0), ("e", 2.0)], rules.Reasons([-1, 2, 0, 0, 1], Origin).Select(r => (r.Name, r.Share)));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Reasons(Origin, Origin, output: 1));
    }

    [Fact]
    public void OfAValueTheReasonsGoWhereItWent()
    {
        var rules = new RuleEvaluator(Document(Plain, Sum, decision: "{ 'kind': 'value' }"));
        Assert.Equal(["b", "d"], rules.Reasons([-1, 2, 0, 1, 0], Origin).Select(r => r.Name));
        Assert.Equal(["c", "a"], rules.Reasons([-1, 1, 2, 1, 0], Origin).Select(r => r.Name));
        Assert.Empty(rules.Reasons([-2, 1, 0, 0, 0], Origin));
    }

    [Fact]
    public void ARuleThatDecidesByItselfGivesTheConditionThatLeadsToItAlone()
    {
        // Condition 2 is adjusted by condition 1; its rule says -100, whatever else there is.
        var rules = new RuleEvaluator(Document(
            Plain,
            "{ 'bias': 0 }",
            "{ 'id': 1, 'expression': { 'bias': -1, 'weights': { 'e': 1 } } }, "
                + "{ 'id': 2, 'expression': { 'bias': 4, 'weights': { 'c': -1 }, 'adjustments': { '1': 0.5 } } }",
            "{ 'condition': 2, 'negative': { 'rule': 1 }, 'positive': { 'rule': 2 } }",
            "{ 'id': 1, 'implied': [{ 'condition': 1, 'negative': true }], 'expressions': [{ 'bias': -100 }] }, "
                + "{ 'id': 2, 'implied': [{ 'condition': 1, 'negative': true }], 'expressions': [" + Sum + "] }"));
        var row = new double[] { -5, -5, 6, -5, -0.5 };
        var (shares, reasons) = (rules.Explain(row, Origin, "r").Shares[0], rules.Reasons(row, Origin));
        Assert.True(shares.Shares[0] < 0);
        Assert.Equal(["c", "e"], reasons.Select(r => r.Name));
        Assert.Equal([shares.Shares[2], shares.Shares[4]], reasons.Select(r => r.Share));
        // From a reference on the same side all inputs are asked; nothing has changed, though.
        Assert.Empty(rules.Reasons(row, [0, 0, 8, 0, 0]));
        // A rule that adds up inputs is no such rule.
        Assert.Equal(["b", "a", "d", "e"], rules.Reasons([-5, -5, 0, -5, -0.5], Origin).Select(r => r.Name));
    }

    [Fact]
    public void WhatTheScoreDoesNotUseIsNoReason() => Seeded((rules, document, reference, row) =>
    {
        var used = document.Conditions.Select(c => c.Expression)
            .Concat(document.Common.Concat(document.Rules.SelectMany(r => r.Own)).OfType<Expression>())
            .SelectMany(s => s.Terms).Select(t => t.Input).ToHashSet();
        var shares = Assert.Single(rules.Explain(row, reference, "r").Shares);
        var reasons = rules.Reasons(row, reference, atMost: int.MaxValue);
        Assert.All(reasons, r => Assert.Contains(r.Input, used));
        Assert.All(reasons, r => Assert.NotEqual(row[r.Input], reference[r.Input]));
        Assert.Equal(shares.Reasons.Select(r => (r.Input, r.Share)), reasons.Select(r => (r.Input, r.Share)));
        Assert.Equal(reasons.OrderByDescending(r => Math.Abs(r.Share)).Select(r => r.Input), reasons.Select(r => r.Input));

        // The largest shortfall is always one, unless a single condition decides.
        var sign = rules.Classify(rules.Evaluate(row).Outputs) == 1 ? 1 : -1;
        var largest = shares.Shares.Select((s, i) => (Towards: sign * s, i)).Where(s => s.Towards > 0).OrderByDescending(s => s.Towards)
            .ThenBy(s => s.i).ToArray();
        if (reasons.Count == largest.Length)
            Assert.Equal(largest.Select(s => s.i), reasons.Select(r => r.Input));
        else
            Assert.Contains(document.Rules, r => r.Own[0] is null or { Terms.Count: 0 });
    });

    [Fact]
    public void AReferenceHasToBeThere()
    {
        var rules = new RuleEvaluator(HingeExample.Read());
        var row = new double[] { 30, 20, 50, 0 };
        Assert.Equal(
            rules.Reasons(row, "all").Select(r => (r.Code, r.Share)), rules.Reasons(row).Select(r => (r.Code, r.Share)));
        Assert.Contains(rules.Reasons(row), r => r is { Code: "R02", Text: "Income too low for the amount", Name: "income" });
        Assert.Contains(
            "did you mean 'unknown'?",
            Assert.Throws<RuleCompilerException>(() => rules.Reasons(row, "unknow")).Message,
            StringComparison.Ordinal);
        var without = new RuleEvaluator(ExampleDocument.Read());
        Assert.Contains(
            "'references'",
            Assert.Throws<RuleCompilerException>(() => without.Reasons(new double[without.Document.Inputs.Count])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheTextForPeopleHasThemAfterTheShares()
    {
        var text = new RuleEvaluator(HingeExample.Read()).Explain([30, 20, 50, 0]).ToString();
        Assert.Matches("Reasons for (granted|refused):\n  -?[0-9.]+ by ", text);
        Assert.True(text.IndexOf("Reasons for", StringComparison.Ordinal)
            > text.IndexOf("the share of each input", StringComparison.Ordinal));
    }

    private static void Seeded(Action<RuleEvaluator, RuleDocument, double[], double[]> holds)
    {
        var random = new Random(20261130);
        for (var made = 0; made < 300;)
        {
            RuleDocument document;
            try
            {
                document = RuleDocumentReader.Read(Proofs.RandomHinges.Make(random));
            }
            catch (RuleDocumentException)
            {
                continue;
            }

            made++;
            double[] Row() => document.Inputs.Select(input => input.Match(
                _ => (7 * random.NextDouble()) - 2, category => random.Next(category.Categories.Count))).ToArray();
            holds(new RuleEvaluator(document), document, Row(), Row());
        }
    }

    private static RuleDocument Document(
        string inputs,
        string common,
        string conditions = "",
        string tree = "{ 'rule': 1 }",
        string rules = "{ 'id': 1 }",
        string outputs = "{ 'name': 'y' }",
        string decision = "{ 'kind': 'threshold', 'thresholds': [{ 'threshold': 0, 'below': 'no', 'atOrAbove': 'yes' }] }") =>
        RuleDocumentReader.Read(
            ("{ 'version': 2, 'name': 'Rules', 'summary': '', 'inputs': [" + inputs + "], 'outputs': [" + outputs + "], 'decision': " + decision
                + ", 'conditions': [" + conditions + "], 'common': [" + common + "], 'tree': " + tree + ", 'rules': [" + rules + "] }")
            .Replace('\'', '"'));
}
