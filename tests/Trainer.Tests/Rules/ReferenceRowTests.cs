using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Rules;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Rules;

/// <summary>The usual row of data.</summary>
public class ReferenceRowTests
{
    [Theory]
    [InlineData("0.5", new[] { 1.0, 2.0, 2.2 }, "1.5")]
    [InlineData("1", new[] { 4.0, 4.5, 4.4 }, "4")]
    [InlineData(null, new[] { 1.0, 2.0, 2.2347 }, "1.74")]
    // Marks, missing values and special values are no quantities.
    [InlineData(null, new[] { 7.0, -1.0, double.NaN, -9.0 }, "7")]
    // 0 means "none", so that the mean keeps its digits.
    [InlineData("1", new[] { 0.25, 0.3 }, "0.275")]
    // 10 and 9.999 are beyond the range, which ends at 9.9989.
    [InlineData(null, new[] { 9.9989, 9.9989 }, "9.9989")]
    [InlineData("0.1", new[] { 0.29, 0.31 }, "0.3")]
    public void ANumberIsTheMeanOfItsQuantities(string? step, double[] values, string expected) =>
        Assert.Equal(expected, Value(step, values).Match(n => n.Value.Text, _ => string.Empty, _ => string.Empty));

    [Fact]
    public void ASpecialValueStandsWhereMostRowsHaveIt()
    {
        Assert.Equal(new SpecialChoice(0, -9), Value(null, [-9, -9, 3]));
        Assert.IsType<NumberValue>(Value(null, [-9, 0, 3, 4]));
    }

    [Fact]
    public void ACategoryIsTheMostFrequentOne()
    {
        var input = new CategoryInput("c", null, EquatableArray.Of("a", "b", "c"), Other: 2);
        int Usual(params double[] values) => (int)ReferenceRow.Of(
            "all", EquatableArray.Of<Input>(input), values.Select(v => new[] { v }).ToArray()).Row[0].InRow;
        Assert.Equal(1, Usual(0, 1, 1, 2));
        Assert.Equal(0, Usual(1, 0));
        Assert.Equal(2, Usual(-1, -1, 0));
    }

    [Fact]
    public void WithoutRowsThereIsNone() =>
        Assert.Equal("rows", Assert.Throws<ArgumentException>(() => ReferenceRow.Of("all", EquatableArray<Input>.Empty, [])).ParamName);

    /// <summary>The second reference is of those that only just get the better label, all equally near ones among them.</summary>
    [Fact]
    public void WhereAThresholdDecidesThereIsAlsoTheUsualRowJustAboveIt()
    {
        var document = RuleDocumentReader.Read(
            """
            { "version": 2, "name": "T", "inputs": [ { "name": "x", "range": [ 0, 100 ], "step": 1 } ], "outputs": [ { "name": "score" } ],
              "decision": { "kind": "threshold", "scores": "logit", "thresholds": [ { "threshold": 40, "below": "no", "atOrAbove": "yes" } ] },
              "conditions": [], "tree": { "rule": 1 },
              "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "x": 1 } } ] } ] }
            """);
        // Of 30 rows 20 are at or above 40: the nearest two are 40 and 41, and a second 41 is as near.
        var rows = Enumerable.Range(1, 10).Concat([40, 41, 41]).Concat(Enumerable.Range(60, 17)).Select(x => new[] { (double)x }).ToArray();
        var references = TrainingReferences.Of(document, rows);
        Assert.Equal(["all training rows", "training rows at or just above the threshold"], references.Select(r => r.Name));
        Assert.Equal([true, false], references.Select(r => r.IsDefault));
        Assert.Equal(Math.Round((40 + 41 + 41) / 3.0), references[1].Row[0].InRow);

        var none = TrainingReferences.Of(document, rows.Take(10));
        Assert.Equal("all training rows", Assert.Single(none).Name);
    }

    private static Documents.InputValue Value(string? step, double[] values)
    {
        var most = Math.Max(9, values.Max());
        var input = new NumberInput("x", null, null, Of("-5"), Number.From(most), Of("2"))
        {
            DeclaredMarks = EquatableArray.Of(Of("-1")),
            Step = step is null ? null : Of(step),
            Specials = EquatableArray.Of(new SpecialValue(Of("-9"), "no record", false), new SpecialValue(Of("0"), "none", true)),
        };
        var reference = ReferenceRow.Of("all", EquatableArray.Of<Input>(input), values.Select(v => new[] { v }).ToArray());
        Assert.True(reference.IsDefault);
        return Assert.Single(reference.Row);
    }

    private static Number Of(string text) =>
        Number.TryParse(text, out var number) ? number : throw new ArgumentException(text, nameof(text));
}
