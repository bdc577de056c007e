using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

public class NamedRowTests
{
    public static IEnumerable<object[]> Samples() => VerifiedDocuments.Samples();

    [Theory]
    [MemberData(nameof(Samples))]
    public void NamesInAnyOrderAnswerAsPositionsDo(string file)
    {
        var evaluator = new RuleEvaluator(RuleDocumentReader.Read(File.ReadAllText(file)));
        Seeds.Hold(200, random => SameByName(evaluator, random));
    }

    [Fact]
    public void NamesOfAnyDocumentAnswerAsPositionsDo() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(7, 13).WithMaxTest(300),
        Prop.ForAll(RandomDocuments.Seeds(), seed => SameByName(new RuleEvaluator(RandomDocuments.Make(seed)), new Random(seed))));

    [Fact]
    public void WhatIsMissingIsWhatTheInputSaysOfIt()
    {
        var evaluator = Example();
        Assert.Equal(
            [double.NaN, 30, 1],
            evaluator.RowOf(new Dictionary<string, RowValue> { ["age"] = 30, ["housing"] = "rent", ["income"] = double.NaN }));
        Assert.Equal([double.NaN, 30, -1], evaluator.RowOf(Row(RowValue.Missing, 30, RowValue.Missing)));
        Assert.Equal(evaluator.Evaluate([41.5, 30, 2]).Outputs, evaluator.Evaluate(Row(RowValue.Missing, 30, (string?)null)).Outputs);
        Assert.Equal("age", Assert.Throws<InputRefusedException>(() => evaluator.Evaluate(Row(40, RowValue.Missing, "own"))).Input);
    }

    [Fact]
    public void AnUndeclaredCategoryCountsAsOtherOrIsRefusedByItsText()
    {
        Assert.Equal(-1, Example().RowOf(Row(40, 30, "tent"))[2]);
        var strict = Example(", \"other\": \"else\"", string.Empty);
        var refused = Assert.Throws<InputRefusedException>(() => strict.RowOf(Row(40, 30, "rents")));
        Assert.Equal(
            "The input 'housing' has no category 'rents' (did you mean 'rent'?), and none of its categories stands for others.",
            refused.Message);
    }

    [Fact]
    public void ANumberIsTheCategoryThatIsThatNumber()
    {
        var evaluator = Example("\"own\"", "\"1\"", "\"rent\"", "\"2.50\"", "\"else\"", "\"3\"");
        Assert.Equal(
            [1, 2, -1, -1], new RowValue[] { 2.5, 3, 7, double.PositiveInfinity }.Select(v => (int)evaluator.RowOf(Row(40, 30, v))[2]));
    }

    [Theory]
    [InlineData(true, "The input 'age' takes a number, not the text 'old'.")]
    [InlineData(false, "The input 'housing' takes the text of a category, not a number.")]
    public void AValueOfTheOtherKindIsRefused(bool isText, string message)
    {
        var row = isText ? Row(40, "old", "own") : Row(40, 30, 1);
        Assert.Equal(message, Assert.Throws<InputRefusedException>(() => Example().RowOf(row)).Message);
    }

    [Theory]
    [InlineData("incom", "There is no input 'incom'; did you mean 'income'?")]
    [InlineData("Income", "There is no input 'Income'; did you mean 'income'?")]
    [InlineData("x", "There is no input 'x'; the inputs are 'income', 'age', 'housing'.")]
    public void AnUnknownNameIsAnError(string name, string message)
    {
        var row = Row(40, 30, "own");
        row[name] = 1;
        Assert.Equal(message, Assert.Throws<RuleCompilerException>(() => Example().Evaluate(row)).Message);
    }

    [Fact]
    public void AbsentNamesAreAnErrorThatListsThem()
    {
        var row = new Dictionary<string, RowValue> { ["age"] = 30 };
        Assert.Equal(
            "The row has no value for the inputs 'income', 'housing'; give each input one, RowValue.Missing where none is known.",
            Assert.Throws<RuleCompilerException>(() => Example().Explain(row)).Message);
    }

    [Fact]
    public void LabelsAreThoseOfTheClass()
    {
        Assert.Equal(["yes"], Example().LabelsFor([0.5]));
        Assert.Equal(["no"], Example().LabelsFor([0.4999]));
        var bits = EquatableArray.Of(new ThresholdBit(Number.Zero, "dry", "wet"), new ThresholdBit(Number.Zero, "cold", "warm"));
        Assert.Equal(["wet", "cold"], Deciding(new ThresholdDecision(ScoreKind.Plain, bits)).LabelsFor([1, -1]));
        Assert.Equal(["b"], Deciding(new ArgmaxDecision(ScoreKind.Plain, EquatableArray.Of("a", "b", "c"))).LabelsFor([1, 3, 3]));
        Assert.Empty(Deciding(new ValueDecision()).LabelsFor([1]));
    }

    private static void SameByName(RuleEvaluator evaluator, Random random)
    {
        var inputs = evaluator.Document.Inputs;
        var row = inputs.Select(i => i.Match(
            number => number.Minimum.Value + (random.NextDouble() * number.Width), category => random.Next(category.Categories.Count)))
                .ToArray();
        // From the last input to the first.
        var values = Enumerable.Range(0, inputs.Count).Reverse().ToDictionary(
            i => inputs[i].Name, i => inputs[i].Match<RowValue>(_ => row[i], category => category.Categories[(int)row[i]]));
        Assert.Equal(row, evaluator.RowOf(values));
        if (row.All(double.IsFinite))
        {
            Assert.Equal(evaluator.Evaluate(row).RuleIndex, evaluator.Evaluate(values).RuleIndex);
            Assert.Equal(evaluator.Evaluate(row).Outputs, evaluator.Evaluate(values).Outputs);
            Assert.Equal(evaluator.Explain(row).ToString(), evaluator.Explain(values).ToString());
        }
    }

    private static RuleEvaluator Deciding(Decision decision) => new(ExampleDocument.Read() with { Decision = decision });

    /// <summary>The example with some texts, each followed by what stands there instead.</summary>
    private static RuleEvaluator Example(params string[] edits) => new(RuleDocumentReader.Read(
        edits.Chunk(2).Aggregate(ExampleDocument.Text, (text, edit) => text.Replace(edit[0], edit[1], StringComparison.Ordinal))));

    private static Dictionary<string, RowValue> Row(RowValue income, RowValue age, RowValue housing) =>
        new() { ["income"] = income, ["age"] = age, ["housing"] = housing };
}
