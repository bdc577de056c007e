using System;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>Numbers and texts that mean missing: declared with the input, or recorded by the provenance alone.</summary>
public class MissingMarkTests
{
    [Theory]
    [InlineData("-9", "-9", "-9")]
    [InlineData("-9\\n-9.0\\n+7", "-9 7", "-9 7")]
    [InlineData("age=-1\\npay=0\\nnone", "-1", "0")]
    [InlineData("-9,5", "-9.5", "-9.5")]
    [InlineData("unknown\\nNaN\\n1e999", "", "")]
    [InlineData("other=3", "", "")]
    public void RecordedMarksAreThoseOfEveryNumberOrOfTheNamedOne(string recorded, string age, string pay)
    {
        var document = RuleDocumentReader.Read(Text(recorded: recorded));
        Assert.Equal(age, Marks(document.Inputs[0]));
        Assert.Equal(pay, Marks(document.Inputs[1]));
        // As it was: only training again declares them.
        Assert.DoesNotContain("marks", RuleDocumentWriter.Write(document), StringComparison.Ordinal);
        Assert.Equal(age.Length + pay.Length > 0, RecordedMarksDescriber.Warning(document) is not null);
    }

    [Theory]
    [InlineData("{ \"value\": 31, \"marks\": [-8, 1e3] }", "-8 1e3", 31.0)]
    [InlineData("{ \"marks\": [-8] }", "-8", null)]
    [InlineData("{ \"value\": 31, \"marks\": [] }", "", 31.0)]
    public void DeclaredMarksTakeTheirPlace(string missing, string marks, double? value)
    {
        var text = Text(missing, "age=-9");
        var document = RuleDocumentReader.Read(text);
        Assert.Equal(marks, Marks(document.Inputs[0]));
        Assert.Equal(value, ((NumberInput)document.Inputs[0]).Missing?.Value);
        Assert.Null(RecordedMarksDescriber.Warning(document));
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
    }

    [Theory]
    [InlineData("{ \"value\": 31 }", DocumentFault.MissingMember)]
    [InlineData("{ \"marks\": [-9, -9.0] }", DocumentFault.Repeated)]
    [InlineData("{ \"marks\": [\"-9\"] }", DocumentFault.Value)]
    [InlineData("{ \"marks\": [-9], \"text\": 1 }", DocumentFault.UnknownMember)]
    [InlineData("[31]", DocumentFault.Value)]
    public void WhatDoesNotFitIsRefusedAtItsPlace(string missing, DocumentFault fault)
    {
        var error = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(Text(missing))).Error;
        Assert.Equal((fault, 5), (error.Fault, error.Line));
    }

    [Theory]
    [InlineData(-9, 31)]
    [InlineData(-8, 31)]
    [InlineData(double.NaN, 31)]
    [InlineData(-9.000001, -9.000001)]
    [InlineData(0, 0)]
    public void MarkCountsAsTheValueThatStandsForAMissingOne(double age, double counts)
    {
        var evaluator = new RuleEvaluator(RuleDocumentReader.Read(Text(recorded: "-9\\n-8")));
        Assert.Equal(counts, evaluator.Evaluate([age, 0, 0]).Outputs[0]);
        Assert.Equal(age.Equals(counts), !evaluator.Explain([age, 0, 0]).Inputs[0].IsReplaced);
    }

    [Fact]
    public void MarkIsRefusedWhereNothingStandsForIt()
    {
        var evaluator = new RuleEvaluator(RuleDocumentReader.Read(Text(recorded: "0\\n-8")));
        Assert.Equal("pay", Assert.Throws<InputRefusedException>(() => evaluator.Evaluate([1, -8, 0])).Input);
        // −0 is 0.
        Assert.Equal("pay", Assert.Throws<InputRefusedException>(() => evaluator.Evaluate([1, -0.0, 0])).Input);
        Assert.Equal(2.0, evaluator.Evaluate([1, 1, 0]).Outputs[0]);
    }

    [Fact]
    public void DeclaringRecordedMarksChangesNoAnswer()
    {
        var recorded = RuleDocumentReader.Read(Text(recorded: "-9\\npay=-8"));
        var declared = RecordedMarks.Declare(recorded);
        Assert.Null(RecordedMarksDescriber.Warning(declared));
        Assert.Equal(declared, RuleDocumentReader.Read(RuleDocumentWriter.Write(declared)));
        Assert.Equal(recorded.Inputs.Select(Marks), declared.Inputs.Select(Marks));
        Assert.Contains("\"missing\": { \"value\": 31, \"marks\": [ -9 ] }", RuleDocumentWriter.Write(declared), StringComparison.Ordinal);
        Assert.Contains("\"missing\": { \"marks\": [ -9, -8 ] }", RuleDocumentWriter.Write(declared), StringComparison.Ordinal);
    }

    [Fact]
    public void WordsSayWhatMeansMissing()
    {
        var describer = new RuleDescriber(RuleDocumentReader.Read(Text(recorded: "-9\\n-8")));
        Assert.EndsWith("-9, -8 and NaN mean missing and count as 31.0.", describer.Input(0), StringComparison.Ordinal);
        Assert.EndsWith("-9, -8 and NaN mean missing and are refused.", describer.Input(1), StringComparison.Ordinal);
        Assert.Contains(
            describer.Edges(), s => s.Contains("a missing one (NaN, or a mark that its input names)", StringComparison.Ordinal));
        var plain = new RuleDescriber(RuleDocumentReader.Read(Text()));
        Assert.EndsWith("A missing value (NaN) counts as 31.0.", plain.Input(0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("NA", 0)]
    [InlineData("-9.0", 0)]
    [InlineData("n.v.", 0)]
    [InlineData("b", 1)]
    [InlineData("B", -1)]
    [InlineData("-9", 2)]
    public void TextsThatMeanMissingAreTheCategoryForIt(string text, int position) =>
        Assert.Equal(position, Texts("n.v.\\n-9", "(missing)", "b", "-9").Find(text));

    [Theory]
    [InlineData("3", 1)]
    [InlineData("3.0", 1)]
    [InlineData("+3e0", 1)]
    [InlineData("02", 0)]
    [InlineData("4", -1)]
    [InlineData("", -1)]
    [InlineData("x", -1)]
    public void EqualNumbersAreEqualCategories(string text, int position) => Assert.Equal(position, Texts(null, "2", "3").Find(text));

    [Fact]
    public void AmongTextsANumberIsAText() => Assert.Equal(-1, Texts(null, "2", "3", "many").Find("3.0"));

    private static CategoryTexts Texts(string? recorded, params string[] categories) => new((CategoryInput)RuleDocumentReader.Read(
        Text(recorded: recorded).Replace(
            "\"a\", \"b\"", string.Join(", ", categories.Select(c => $"\"{c}\"")), StringComparison.Ordinal)).Inputs[2]);

    private static string Marks(Input input) =>
        input is NumberInput number ? string.Join(" ", number.Marks.Select(m => m.Text)) : string.Empty;

    private static string Text(string missing = "31", string? recorded = null) =>
        $$"""
        {
          "version": 1,
          "name": "Loan",
          "inputs": [
            { "name": "age", "range": [18, 80], "missing": {{missing}} },
            { "name": "pay", "range": [0, 9] },
            { "name": "job", "categories": ["a", "b"] }
          ],
          "outputs": [ { "name": "paid" } ],
          "decision": { "kind": "value" },
          "tree": { "rule": 1 },
          "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "age": 1, "pay": 1 } } ] } ],
          "provenance": { "tool": "rulec 0.1.0"{{(recorded is null ? string.Empty : $", \"options\": {{ \"missing\": \"{recorded}\" }}")}} }
        }
        """;
}
