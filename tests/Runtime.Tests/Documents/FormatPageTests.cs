using System;
using System.Globalization;
using System.IO;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>What <c>docs/rules-format.md</c> shows and says of its example is so.</summary>
public class FormatPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "rules-format.md"))
        .ReplaceLineEndings("\n");

    [Fact]
    public void TheExampleDecidesAsThePageSays()
    {
        var evaluator = new RuleEvaluator(RuleDocumentReader.Read(Example()));
        var decision = (ThresholdDecision)evaluator.Document.Decision;

        var paidBack = evaluator.Evaluate([40, 30, 1]);
        Assert.Equal((3, 0.9), (evaluator.Document.Rules[paidBack.RuleIndex].Id, paidBack.Outputs[0]));
        Assert.Equal(0.25, evaluator.EvaluateCondition(0, [40, 30, 1]));
        Assert.Equal(1, evaluator.Classify(paidBack.Outputs));
        Assert.Equal("paid back", decision.Bits[0].AtOrAbove);

        var refused = evaluator.Evaluate([20, 30, 1]);
        Assert.Equal((2, -0.8), (evaluator.Document.Rules[refused.RuleIndex].Id, refused.Outputs[0]));
        Assert.Equal(-0.75, evaluator.EvaluateCondition(0, [20, 30, 1]));
        Assert.Equal("default", decision.Bits[0].Below);
    }

    [Fact]
    public void TheWitnessOfTheExampleLiesInItsRule()
    {
        var evaluator = new RuleEvaluator(RuleDocumentReader.Read(Example()));
        Assert.Equal(1, evaluator.Document.Rules[evaluator.Evaluate([12, 20.5, 1]).RuleIndex].Id);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("1e-400")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void NumbersThatThePageCallsRefusedAreRefused(string number)
    {
        Assert.Contains("`" + number + "`", Page, StringComparison.Ordinal);
        var text = Example().Replace("\"bias\": -25", "\"bias\": " + number, StringComparison.Ordinal);
        Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(text));
    }

    [Theory]
    [InlineData("10,000 characters", JsonMembers.MaxTextLength)]
    [InlineData("deeper than 256", StrictJson.MaxDepth)]
    [InlineData("longer than 64 Mi characters", StrictJson.MaxLength / (1024 * 1024))]
    [InlineData("at most 31.", ThresholdDecision.MaxBits)]
    [InlineData("longer than 64 characters", Number.MaxLength)]
    public void LimitsOnThePageAreThoseOfTheCode(string words, int limit)
    {
        Assert.Contains(words, Page, StringComparison.Ordinal);
        Assert.Contains(limit.ToString("N0", CultureInfo.InvariantCulture), words, StringComparison.Ordinal);
    }

    private static string Example()
    {
        const string open = "```json\n";
        var start = Page.IndexOf(open, StringComparison.Ordinal) + open.Length;
        return Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
