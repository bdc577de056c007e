using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>What a document says of the rows that later ones are compared with.</summary>
public class RowCountsTests
{
    private static readonly EquatableArray<EquatableArray<Number>> Limits =
        EquatableArray.Of(EquatableArray.Of(Number.From(-1), Number.From(0.5)));

    [Fact]
    public void WhatIsCountedIsWrittenAndRead()
    {
        var document = Counted();
        var counts = document.Provenance!.Counts!;
        Assert.Equal(6, counts.Rows);
        Assert.Equal(2, counts.Refused);
        Assert.Equal(new InputCounts(0, 1, 1, 0, 0, EquatableArray<long>.Empty), counts.Inputs[0]);
        Assert.Equal(new InputCounts(1, 0, 0, 0, 2, EquatableArray<long>.Empty), counts.Inputs[1]);
        Assert.Equal(new InputCounts(0, 0, 0, 2, 0, EquatableArray<long>.Empty), counts.Inputs[2]);
        var text = RuleDocumentWriter.Write(document);
        Assert.Contains("\"housing\": { \"other\": 2 }", text, StringComparison.Ordinal);
        Assert.Equal(document, RuleDocumentReader.Read(text));
        SchemaTests.AssertValid(text);
    }

    [Fact]
    public void LabelsBandsAndRulesAreThoseOfTheAnswers()
    {
        var counter = new RowCounter(ExampleDocument.Read(), Limits);
        // Rule 3 gives 0.5, which is the threshold and a limit; rules 1 and 2 less.
        Assert.Equal(2, counter.Count([100, 40, 0])!.RuleIndex);
        Assert.Equal(1, counter.Count([10, 40, 1])!.RuleIndex);
        Assert.Equal(0, counter.Count([10, 20, 1])!.RuleIndex);
        Assert.Equal(EquatableArray.Of(1L, 1L, 1L), counter.Rules);
        Assert.Equal(EquatableArray.Of(2L, 1L), counter.Counts.Labels.Single());
        Assert.Equal(EquatableArray.Of(2L, 0L, 1L), counter.Counts.Bands.Single().Rows);
        Assert.Equal([0, 1, 2], new[] { -1.5, -1, 0.5 }.Select(counter.Counts.Bands[0].Of));
    }

    [Theory]
    [InlineData("\"no\": 3", "\"no\": 4", "These are 7 rows in all, and 6 were counted.", true)]
    [InlineData("\"no\": 3", "\"nein\": 3", "'nein' is not a member of this object; it may have no, yes.", true)]
    [InlineData("\"limits\": [ -1, 0.5 ]", "\"limits\": [ 0.5, 0.5 ]", "The limits of bands increase.", true)]
    [InlineData("\"limits\": [ -1, 0.5 ]", "\"limits\": [ -1 ]", "1 limits make 2 bands; these are 3.", true)]
    [InlineData("\"output\": \"paid\"", "\"output\": \"pays\"", "here is the place of 'paid'", true)]
    [InlineData("\"other\": 2", "\"other\": 7", "These are 7 rows, and 6 were counted.", true)]
    [InlineData("\"other\": 2", "\"missing\": 2", "'missing' is not a member of this object; it may have other, refused.", true)]
    [InlineData("\"other\": 2", "\"other\": -2", "Expected a whole number from 0 to 9007199254740992", false)]
    [InlineData("\"other\": 2", "\"other\": 90071992547409930", "Expected a whole number from 0 to 9007199254740992", false)]
    public void WhatCannotBeIsRefused(string piece, string replacement, string message, bool isOfSchema)
    {
        var text = RuleDocumentWriter.Write(Counted());
        var wrong = text.Replace(piece, replacement, StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        var error = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(wrong));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        // A schema cannot add up or know the names.
        if (!isOfSchema)
            SchemaTests.AssertInvalid(wrong);
    }

    private static RuleDocument Counted()
    {
        var document = ExampleDocument.Read();
        var counter = new RowCounter(document, Limits);
        double[][] rows =
        [
            [100, 40, 0], [double.NaN, 40, 1], [300, 17, -1], [10, 20, 1], [10, 40, 1], [10, 40, 9],
            [10, double.NaN, 0], [10, double.PositiveInfinity, 0],
        ];
        foreach (var row in rows)
            counter.Count(row);
        return document with { Provenance = document.Provenance! with { Counts = counter.Counts } };
    }
}
