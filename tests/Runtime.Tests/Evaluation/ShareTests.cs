using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>Shares that were calculated by hand, one case for each sentence that defines them.</summary>
public class ShareTests
{
    private const string Numbers =
        "{ 'name': 'x', 'range': [-100, 100], 'special': [{ 'value': -900, 'name': 'none' }] }, { 'name': 'y', 'range': [-100, 100] }";

    private const string Kinds = "{ 'name': 'x', 'categories': ['a', 'b', 'c'] }, { 'name': 'y', 'range': [-100, 100] }";

    [Fact]
    public void WhereTheScoreIsASumSharesAreDifferencesOfTerms() =>
        AssertShares(Sum("'x': 2, 'y': -3"), [1, 1], [3, 2], "4", "-3");

    [Fact]
    public void ASpecialValueMovesStraightFromWhatTheQuantityAdds() =>
        AssertShares(Sum("'x': { 'weight': 0.5, 'special': { 'none': 2 } }, 'y': 1"), [10, 0], [-900, 7], "-3", "7");

    [Fact]
    public void ACategoryMovesStraightBetweenItsTwoValues() =>
        // The condition goes from -1 to 3 with the category, and is below 0 for a quarter of the way.
        AssertShares(
            Rules(Kinds, ["{ 'bias': 0, 'weights': { 'x': { 'a': -1, 'b': 3 } } }"], adjustments: "'1': 2"), [0, 0], [1, 0], "2", "0");

    [Fact]
    public void AConditionPassesOnWhatItsInputsDoWhileItIsNegative() =>
        // x + y - 2 reaches 0 half way, where x has done 0.5 of its 2 and y 1.5.
        AssertShares(Rules(Numbers, ["{ 'bias': -2, 'weights': { 'x': 1, 'y': 1 } }"], adjustments: "'1': 2"), [0, 0], [1, 3], "1", "3");

    [Fact]
    public void AConditionOfAConditionIsMultipliedOut() =>
        // Up to half way condition 2 is 1 + t + 2·(2t - 1), which is below 0 up to t = 0.2; of its rise of 5 four are of x.
        AssertShares(
            Rules(
                Numbers,
                ["{ 'bias': -1, 'weights': { 'x': 1 } }", "{ 'bias': 0, 'weights': { 'y': 1 }, 'adjustments': { '1': 2 } }"],
                adjustments: "'2': 1"),
            [0, 1],
            [2, 2],
            "0.8",
            "0.2");

    [Fact]
    public void AJumpGoesToTheInputThatJumpsWithAllThatItTakesAlong() =>
        // Half way the condition jumps from -8 to 2, and the rule that adds 5 begins to hold.
        AssertShares(
            Rules(Numbers, ["{ 'bias': -12, 'weights': { 'x': { 'curve': [[5, 0, 10]] }, 'y': 1 } }"], ["0", "5"], "'1': 1"),
            [0, 0],
            [10, 8],
            "13",
            "4");

    [Fact]
    public void JumpsAtOnceComeInTheOrderOfTheInputs() =>
        // From -1.5 to -0.5 by x, then as far as 0 by y.
        AssertShares(
            Rules(
                Numbers,
                ["{ 'bias': -1.5, 'weights': { 'x': { 'curve': [[1, 0, 1]] }, 'y': { 'curve': [[1, 0, 1]] } } }"],
                adjustments: "'1': 1"),
            [0, 0],
            [2, 2],
            "1",
            "0.5");

    [Fact]
    public void AnotherRuleIsSharedInProportionToWhatInputsDoToTheCondition()
    {
        AssertShares(Rules(Numbers, ["{ 'bias': -2, 'weights': { 'x': 1, 'y': 1 } }"], ["0", "10"]), [0, 0], [1, 3], "2.5", "7.5");
        // What holds the condition back has its part, too.
        AssertShares(Rules(Numbers, ["{ 'bias': -1, 'weights': { 'x': 3, 'y': -1 } }"], ["0", "10"]), [0, 0], [1, 1], "15", "-5");
    }

    [Fact]
    public void ConditionsAtOnceComeByPosition() =>
        AssertShares(
            Rules(
                Numbers,
                ["{ 'bias': -1, 'weights': { 'x': 1 } }", "{ 'bias': -1, 'weights': { 'y': 1 } }"],
                ["0", "1", "10", "100"]),
            [0, 0],
            [2, 2],
            "10",
            "90");

    [Fact]
    public void AJumpComesBeforeAConditionOnItsOwnWay() =>
        // Both happen half way: x jumps by 4 under the rule that adds 0, then y leads to the one that adds 10.
        AssertShares(
            Rules(
                Numbers,
                ["{ 'bias': -1, 'weights': { 'y': 1 } }"],
                ["0", "10"],
                weights: "'x': { 'curve': [[1, 0, 4]] }"),
            [0, 0],
            [2, 2],
            "4",
            "10");

    [Fact]
    public void WhereAConditionIsZeroAllAlongItsPositiveSideHolds() =>
        AssertShares(Rules(Numbers, ["{ 'bias': 0, 'weights': { 'x': 1, 'y': -1 } }"], ["7", "1"]), [0, 0], [5, 5], "0", "0");

    [Fact]
    public void AConditionThatLeavesZeroIsSharedByWhatItsInputsDoThen() =>
        AssertShares(
            Rules(Numbers, ["{ 'bias': 0, 'weights': { 'x': { 'curve': [[5, 0], [10, -5]] } } }"], ["7", "1"]), [0, 0], [10, 3], "6", "0");

    [Theory]
    [InlineData(5, 0, "-10")]
    [InlineData(0, 5, "10")]
    [InlineData(5, 9, "0")]
    [InlineData(9, 5, "0")]
    public void AnEndTakesItsOwnValueOfACurve(double from, double to, string share) =>
        AssertShares(Sum("'x': { 'curve': [[5, 0, 10]] }"), [from, 0], [to, 0], share, "0");

    [Theory]
    [InlineData(5, 0, "6")]
    [InlineData(0, 5, "-6")]
    [InlineData(5, 9, "0")]
    [InlineData(9, 5, "0")]
    public void AnEndIsOnItsOwnSideOfACondition(double from, double to, string share) =>
        AssertShares(Rules(Numbers, ["{ 'bias': -5, 'weights': { 'x': 1 } }"], ["7", "1"]), [from, 0], [to, 0], share, "0");

    [Fact]
    public void WhatComesAndGoesIsSharedTwice() =>
        // The condition is below 0 between the first and the last quarter of the way: x leads in and y out.
        AssertShares(
            Rules(
                Numbers,
                ["{ 'bias': 1, 'weights': { 'x': { 'curve': [[0, 0], [2, -2]] }, 'y': { 'curve': [[2, 0], [4, 2]] } } }"],
                ["10", "0"]),
            [0, 0],
            [4, 4],
            "10",
            "-10");

    [Fact]
    public void TheLargestOutputIsComparedWithThatOfTheReferencesLabel()
    {
        var rules = new RuleEvaluator(Document(
            Numbers,
            [],
            "{ 'bias': 0, 'weights': { 'x': 1 } }, { 'bias': 1 }, { 'bias': 0, 'weights': { 'y': 2 } }",
            "'name': 'p' }, { 'name': 'q' }, { 'name': 'r'",
            "{ 'kind': 'argmax', 'labels': ['P', 'Q', 'R'] }"));
        var shares = Assert.Single(rules.Explain([3, 4], [2, 0], "before").Shares);
        Assert.Equal(("before", "r - p", 2, 0), (shares.Reference, shares.Score, shares.Output, shares.Against));
        Assert.Equal((-2, 5), (shares.AtReference, shares.AtRow));
        Assert.Equal([-1, 8], shares.Shares);

        // Where both have the same label, with the largest other one.
        shares = Assert.Single(rules.Explain([3, 4], [2, 3], "before").Shares);
        Assert.Equal("r - p", shares.Score);
        Assert.Equal([-1, 2], shares.Shares);
    }

    [Fact]
    public void EachOutputThatIsNotComparedHasSharesOfItsOwn()
    {
        var rules = new RuleEvaluator(Document(
            Numbers, [], "{ 'bias': 0, 'weights': { 'x': 1 } }, { 'bias': 1, 'weights': { 'y': 3 } }", "'name': 'p' }, { 'name': 'q'"));
        var shares = rules.Explain([3, 4], [2, 0], "before").Shares;
        Assert.Equal(["p", "q"], shares.Select(s => s.Score));
        Assert.Equal([1, 0], shares[0].Shares);
        Assert.Equal([0, 12], shares[1].Shares);
    }

    [Fact]
    public void TheDefaultReferenceIsTakenWhereNoneIsGiven()
    {
        var rules = new RuleEvaluator(HingeExample.Read());
        var explanation = rules.Explain([30, 20, 50, 0]);
        var shares = Assert.Single(explanation.Shares);
        Assert.Equal("all", shares.Reference);
        Assert.Equal(["41 years", "58 kUSD", "31", "rent"], shares.ReferenceTexts);
        Assert.Equal(rules.Evaluate([41, 58, 31, 1]).Outputs[0], shares.AtReference);
        Assert.Equal(rules.Evaluate([30, 20, 50, 0]).Outputs[0], shares.AtRow);
        Assert.Equal("\"not asked\"", Assert.Single(explanation.SharesFrom("unknown")).ReferenceTexts[1]);
        Assert.Equal("reference", Assert.Throws<ArgumentException>(() => explanation.SharesFrom("nobody")).ParamName);
    }

    [Fact]
    public void WithoutAReferenceThereAreNoShares()
    {
        var rules = new RuleEvaluator(ExampleDocument.Read());
        var row = rules.Document.Inputs.Select(i => i.Match(n => n.Minimum.Value, _ => 0.0)).ToArray();
        Assert.Empty(rules.Explain(row).Shares);
        Assert.NotEmpty(rules.Explain(row, row, "itself").Shares);
    }

    /// <summary>The contributions of a rule have the same proportions for all of its rows; shares tell them apart.</summary>
    [Fact]
    public void TwoRowsOfOneRuleHaveReasonsOfTheirOwn()
    {
        var rules = new RuleEvaluator(Document(Numbers, [], "{ 'bias': 0, 'weights': { 'x': 1, 'y': 2 } }"));
        var (first, second) = (rules.Explain([-9.5, 0], [0, 0], "r"), rules.Explain([0, -5], [0, 0], "r"));
        Assert.Equal(first.Rule, second.Rule);
        int Largest(Explanation e, Func<Explanation, int, double> size) => Enumerable.Range(0, 2).MaxBy(i => Math.Abs(size(e, i)));
        Assert.Equal(1, Largest(first, (e, i) => e.Outputs[0].Terms[i].Contribution));
        Assert.Equal(1, Largest(second, (e, i) => e.Outputs[0].Terms[i].Contribution));
        Assert.Equal(0, Largest(first, (e, i) => e.Shares[0].Shares[i]));
        Assert.Equal(1, Largest(second, (e, i) => e.Shares[0].Shares[i]));
    }

    private static void AssertShares(RuleDocument document, double[] reference, double[] row, params string[] expected)
    {
        var exact = new ExactShares(document, Reading.Written).Of(reference, row, 0, null);
        Assert.Equal(expected.Select(Rational.Parse), exact);
        var computed = new RuleEvaluator(document).Explain(row, reference, "r").Shares[0];
        Assert.Equal(exact.Select(s => s.ToDouble()), computed.Shares, (a, b) => Math.Abs(a - b) < 1e-14);
    }

    private static RuleDocument Sum(string weights) => Document(Numbers, [], "{ 'bias': 1, 'weights': { " + weights + " } }");

    /// <summary>Conditions that are all tested, and what each rule adds, those of negative sides first.</summary>
    private static RuleDocument Rules(
        string inputs, string[] conditions, string[]? own = null, string adjustments = "", string weights = "") => Document(
        inputs, conditions, "{ 'bias': 0, 'weights': { " + weights + " }, 'adjustments': { " + adjustments + " } }", own: own);

    private static RuleDocument Document(
        string inputs,
        string[] conditions,
        string common,
        string outputs = "'name': 'p'",
        string? decision = null,
        string[]? own = null)
    {
        var count = outputs.Split('{').Length;
        var thresholds = string.Join(", ", Enumerable.Repeat("{ 'threshold': 0, 'below': 'no', 'atOrAbove': 'yes' }", count));
        var rules = 1 << conditions.Length;
        var text = "{ 'version': 2, 'name': 'Rules', 'summary': '', 'inputs': [" + inputs + "], 'outputs': [{ " + outputs
            + " }], 'decision': " + (decision ?? "{ 'kind': 'threshold', 'thresholds': [" + thresholds + "] }") + ", 'conditions': ["
            + string.Join(", ", conditions.Select((e, c) => "{ 'id': " + Text(c + 1) + ", 'expression': " + e + " }"))
            + "], 'common': [" + common + "], 'tree': " + Node(0, 0) + ", 'rules': ["
            + string.Join(", ", Enumerable.Range(0, rules).Select(r => "{ 'id': " + Text(r + 1)
                + (own is null ? string.Empty : ", 'expressions': [{ 'bias': " + own[r] + " }]") + " }")) + "] }";
        return RuleDocumentReader.Read(text.Replace('\'', '"'));

        string Node(int condition, int rule) => condition == conditions.Length
            ? "{ 'rule': " + Text(rule + 1) + " }"
            : "{ 'condition': " + Text(condition + 1) + ", 'negative': " + Node(condition + 1, 2 * rule) + ", 'positive': "
                + Node(condition + 1, (2 * rule) + 1) + " }";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
