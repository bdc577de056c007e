using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>The words say what is calculated.</summary>
public partial class DescriberTests
{
    [Theory]
    [InlineData("-50", "1", "x < 50", "x >= 50")]
    [InlineData("50", "-1", "x > 50", "x <= 50")]
    [InlineData("1", "3", "x < -0.333333", "x >= -0.333333")]
    [InlineData("-0.0", "2", "x < 0", "x >= 0")]
    [InlineData("-1", "8e-7", "x < 1250000", "x >= 1250000")]
    public void ConditionOnOneNumberIsSolvedForIt(string bias, string weight, string negative, string positive)
    {
        var describer = new RuleDescriber(Document(bias, weight));
        Assert.EndsWith($"(≈ {negative})", describer.Rule(0)[1], StringComparison.Ordinal);
        Assert.EndsWith($"(≈ {positive})", describer.Rule(1)[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "0")]
    [InlineData("1", "1e-300")]
    [InlineData("1e300", "1")]
    public void ConditionThatCannotBeSolvedIsLeftAsItIs(string bias, string weight) =>
        Assert.DoesNotContain("≈", new RuleDescriber(Document(bias, weight)).All(), StringComparison.Ordinal);

    [Fact]
    public void SolvedConditionHoldsWhereTheConditionDoes()
    {
        var random = new Random(31);
        for (var i = 0; i < 500; i++)
        {
            var document = Document(
                (random.NextDouble() * 200 - 100).ToString("F3", CultureInfo.InvariantCulture),
                (random.NextDouble() - 0.5).ToString("F4", CultureInfo.InvariantCulture));
            var describer = new RuleDescriber(document);
            if (Solved().Match(describer.Rule(0)[1]) is not { Success: true } solved)
                continue;
            var boundary = double.Parse(solved.Groups["boundary"].Value, CultureInfo.InvariantCulture);
            var evaluator = new RuleEvaluator(document);
            // Away from the boundary by more than it is rounded.
            foreach (var x in (double[])[boundary - Math.Abs(boundary) * 1e-4 - 1e-3, boundary + Math.Abs(boundary) * 1e-4 + 1e-3])
            {
                var holds = solved.Groups["sign"].Value == "<" ? x < boundary : x > boundary;
                Assert.Equal(evaluator.EvaluateCondition(0, [x]) < 0, holds);
            }
        }
    }

    [Fact]
    public void EveryDigitOfEveryRuleIsShown()
    {
        var documents = new RandomDocuments(new Random(8));
        for (var d = 0; d < 50; d++)
        {
            var document = documents.Next((Shape)(d % 5), 5, 3);
            var describer = new RuleDescriber(document);
            for (var r = 0; r < document.Rules.Count; r++)
            {
                var text = string.Join("\n", describer.Rule(r));
                Assert.All(document.Whole(r).SelectMany(Literals), l => Assert.Contains(l.TrimStart('-'), text, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void ManyConditionsAreNamedByNumber()
    {
        var document = new RandomDocuments(new Random(9)).Next(Shape.Binary, 10, 9);
        var describer = new RuleDescriber(document);
        Assert.True(describer.NumbersConditions);
        Assert.StartsWith("  IF    condition 1 < 0", describer.Rule(0)[1], StringComparison.Ordinal);
        var lines = describer.All().Split('\n');
        Assert.All(document.Conditions, c => Assert.Single(lines, l => l.StartsWith($"Condition {c.Id}: ", StringComparison.Ordinal)));
        Assert.All(document.Rules, r => Assert.Single(lines, l => l == describer.Heading(r.Id - 1)));
    }

    [Fact]
    public void LongTextSaysWhatItLeavesOut()
    {
        var document = new RandomDocuments(new Random(9)).Next(Shape.Binary, 2, 5);
        var text = new RuleDescriber(document).All(maxLength: 1);
        Assert.EndsWith($"\n{document.Rules.Count} more rules are left out of this text.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void RuleThatAloneIsTooLongIsLeftOut()
    {
        // A few rules of very many terms could exceed what an assembly can hold of text (CS8103).
        var document = new RandomDocuments(new Random(9)).Next(Shape.Argmax, 500, 1);
        Assert.All(
            Enumerable.Range(0, document.Rules.Count),
            r => Assert.True(string.Join('\n', new RuleDescriber(document).Rule(r)).Length > 8_000));
        var text = new RuleDescriber(document).All(maxLength: 8_000);
        Assert.InRange(text.Length, 1, 8_100);
        Assert.EndsWith($"\n{document.Rules.Count} more rules are left out of this text.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ImpliedConditionIsNamedWithItsSide()
    {
        var document = Document("-50", "1");
        document = document with { Rules = EquatableArray.Of(document.Rules[0], document.Rules[1] with { Implied = EquatableArray.Of(0) }) };
        Assert.Equal(
            ["Rule 2", "  IF    (any input)", "  THEN  y = 2.0, which is yes", "  (AND   condition 1 >= 0, which inside the ranges of the "
                + "inputs follows from the others.)"],
            new RuleDescriber(document).Rule(1));
    }

    private static IEnumerable<string> Literals(Expression expression) => expression.Terms
        .SelectMany(t => t is NumberTerm n ? [n.Weight.Literal] : ((CategoryTerm)t).Weights.Select(w => w.Weight.Literal))
        .Append(expression.Bias.Literal);

    private static RuleDocument Document(string bias, string weight) => RuleDocumentReader.Read($$"""
        {
          "version": 1, "name": "T", "inputs": [ { "name": "x", "range": [0, 100] } ], "outputs": [ { "name": "y" } ],
          "decision": { "kind": "threshold", "thresholds": [ { "threshold": 1.5, "below": "no", "atOrAbove": "yes" } ] },
          "conditions": [ { "id": 1, "expression": { "bias": {{bias}}, "weights": { "x": {{weight}} } } } ],
          "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
          "rules": [ { "id": 1, "expressions": [ { "bias": 1 } ] }, { "id": 2, "expressions": [ { "bias": 2 } ] } ]
        }
        """);

    [GeneratedRegex("""\(≈ x (?<sign>[<>]) (?<boundary>\S+)\)""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Solved();
}
