using System;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Monitoring;

/// <summary>The file of counts that programs write that apply rules.</summary>
public class MonitorCountsTests
{
    private static readonly RuleDocument Document = Trained();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var counts = Later();
        var text = counts.ToJson(Document);
        Assert.Equal(counts, MonitorCounts.Read(text, Document));
        Assert.Equal((Document.Name, Meaning.Of(Document).Hash, 3), (counts.Name, counts.Meaning, counts.Counts.Rows));
        Assert.Contains("\"rules\": { \"1\": 1, \"2\": 1, \"3\": 1 }", text, StringComparison.Ordinal);
    }

    [Fact]
    public void CountsOfSeveralProcessesAreAdded()
    {
        var counts = Later();
        var twice = counts.Plus(counts);
        Assert.Equal(EquatableArray.Of(2L, 2L, 2L), twice.Rules);
        Assert.Equal(
            (6, 2, 4, 2), (twice.Counts.Rows, twice.Counts.Refused, twice.Counts.Labels[0][0], twice.Counts.Inputs[0].Above));
        Assert.Equal(counts.Counts.Bands[0].Rows.Select(r => 2 * r), twice.Counts.Bands[0].Rows);
        Assert.Equal(counts.Counts.Bands[0].Limits, twice.Counts.Bands[0].Limits);
    }

    [Fact]
    public void CountsOfOtherRulesOrBandsAreNotAdded()
    {
        var counts = Later();
        Assert.Throws<RuleCompilerException>(() => counts.Plus(counts with { Name = "Other" }));
        Assert.Throws<RuleCompilerException>(() => counts.Plus(counts with { Meaning = "sha256:0" }));
        var bands = EquatableArray.Of(counts.Counts.Bands[0] with { Limits = EquatableArray.Of(Number.From(-1), Number.From(0.25)) });
        var error = Assert.Throws<RuleCompilerException>(() => counts.Plus(counts with { Counts = counts.Counts with { Bands = bands } }));
        Assert.Contains("other bands", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreRowsThanADoubleHoldsAreRefused()
    {
        var counts = Later();
        var most = counts with { Counts = counts.Counts with { Rows = 1L << 53 } };
        Assert.Contains(
            "more than 9007199254740992 rows",
            Assert.Throws<RuleCompilerException>(() => most.Plus(counts)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"Loan\"", "\"name\": \"Credit\"", "These are counts of 'Credit', and the document is 'Loan'")]
    [InlineData("sha256:", "sha256:0", "mean something else")]
    [InlineData("\"limits\": [ -1, 0.5 ]", "\"limits\": [ -1, 0.6 ]", "other bands of scores")]
    [InlineData("\"1\": 1, \"2\": 1", "\"1\": 2, \"2\": 1", "These are 4 rows in all, and 3 were counted.")]
    [InlineData("\"1\": 1, ", "", "The member '1' is missing")]
    [InlineData("\"1\": 1, ", "\"1\": 1, \"9\": 0, ", "'9' is not a member of this object")]
    [InlineData("\"counts\"", "\"count\"", "'count' is not a member of this object")]
    public void WhatCannotBeIsRefused(string piece, string replacement, string message)
    {
        var text = Later().ToJson(Document);
        var wrong = text.Replace(piece, replacement, StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        var error = Assert.Throws<RuleDocumentException>(() => MonitorCounts.Read(wrong, Document));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.True(error.Line > 0, "There is no place.");
    }

    /// <summary>Limits are numbers: how a program writes them does not matter.</summary>
    [Fact]
    public void LimitsAreComparedAsNumbers()
    {
        var text = Later().ToJson(Document).Replace("-1, 0.5 ]", "-1.0, 0.50 ]", StringComparison.Ordinal);
        Assert.Equal(3, MonitorCounts.Read(text, Document).Counts.Rows);
    }

    private static MonitorCounts Later()
    {
        var counter = Counter(Document);
        counter.Count([300, 40, 0]);
        counter.Count([10, 40, 1]);
        counter.Count([10, 20, 1]);
        counter.Count([10, double.NaN, 1]);
        return MonitorCounts.Of(Document, counter);
    }

    private static RuleDocument Trained()
    {
        var document = ExampleDocument.Read();
        return document with { Provenance = document.Provenance! with { Counts = Counter(document).Counts } };
    }

    private static RowCounter Counter(RuleDocument document) =>
        new(document, EquatableArray.Of(EquatableArray.Of(Number.From(-1), Number.From(0.5))));
}
