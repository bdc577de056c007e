using System;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>Documents of version 2: read whole, written as they were, and each fault at its place.</summary>
public class HingeReaderTests
{
    [Fact]
    public void TheExampleIsReadWhole()
    {
        var d = HingeExample.Read();
        Assert.Equal(2, d.Version);
        var income = d.Inputs.NumberAt(1);
        Assert.Equal([-9, 0, double.NaN], income.Specials.Select(s => s.InRow));
        Assert.Equal(["no record", "none", "not asked"], income.Specials.Select(s => s.Name));
        Assert.Equal([0, 1, 2, -1], new[] { -9.0, -0.0, double.NaN, 1 }.Select(income.FindSpecial));
        Assert.Equal(("R02", Actionable.Up, "0.5"), (income.Reason!.Code, income.Actionable, income.Step?.Text));
        Assert.Equal([Direction.Increasing], income.Directions);
        Assert.Equal([Direction.Decreasing], d.Inputs[2].Directions);
        Assert.Equal(("Age of the applicant", true), (d.Inputs[0].Title, d.Inputs[0].IsImmutable));
        Assert.Equal([2, 1, 0], d.Inputs.CategoryAt(3).Order);
        Assert.Equal("debt is high", d.Conditions[0].Name);
        Assert.Equal(EquatableArray.Of(new Adjustment(0, Digits.Of("0.5"))), d.Conditions[1].Expression.Adjustments);
        var curve = Assert.IsType<CurveTerm>(d.Common[0]!.Terms[0]).Curve;
        Assert.Equal([false, false, false, true], curve.Points.Select(p => p.IsJump));
        Assert.Equal(
            ["(1.0 / 14.0)", "0.02", "0.0", "0.0"],
            curve.Pieces.Select(p => p.SlopeLiteral.Replace("0.5 / 7", "1.0 / 14", StringComparison.Ordinal)));
        Assert.Equal([0.5 / 7, 0.02, 0, 0], curve.Pieces.Select(p => p.Slope));
        Assert.Null(d.Rules[0].Own[0]);
        Assert.Equal(EquatableArray.Of(new ImpliedSide(1, true), new ImpliedSide(2, true)), d.Rules[2].Untested);
        Assert.Equal(-9, d.Rules[2].Witness![1].InRow);
        Assert.Equal(["all", "unknown"], d.References.Select(r => r.Name));
    }

    [Fact]
    public void WhatIsWrittenIsReadAgain()
    {
        var document = HingeExample.Read();
        var written = RuleDocumentWriter.Write(document);
        Assert.Equal(document, RuleDocumentReader.Read(written));
        Assert.Equal(written, RuleDocumentWriter.Write(RuleDocumentReader.Read(written)));
    }

    /// <summary>What only version 2 has is refused in version 1.</summary>
    [Fact]
    public void Version1HasNoneOfIt()
    {
        var version1 = HingeExample.Text.Replace("\"version\": 2", "\"version\": 1", StringComparison.Ordinal);
        FaultCase.CheckIn(version1, "\"common\":", "¦\"common\":", DocumentFault.UnknownMember, "'common' is not a member");
        FaultCase.Check(
            "{ \"age\": 1 }",
            "{ \"age\": ¦{ \"curve\": [[1, 2], [3, 4]] } }",
            DocumentFault.Value,
            "The weight of a number input is a number");
        FaultCase.Check("\"id\": 7,", "\"id\": 7, ¦\"name\": \"n\",", DocumentFault.UnknownMember, "'name' is not a member");
        FaultCase.Check(
            "\"range\": [18, 90] }", "\"range\": [18, 90], ¦\"step\": 1 }", DocumentFault.UnknownMember, "'step' is not a member");
    }

    [Theory]
    [InlineData("[25, -0.1]", "[¦18, -0.1]", DocumentFault.Value, "The points of a curve increase; 18 follows 18")]
    [InlineData("[[18, -0.6], [25, -0.1], [45, 0.3], [70, 0.3, 0.1]]", "¦[]", DocumentFault.Value, "1 to 64 points, not 0")]
    [InlineData("[[18, -0.6], [25, -0.1], [45, 0.3], [70, 0.3, 0.1]]", "¦[[18, 1.0], [25, 1]]", DocumentFault.Value, "the same everywhere")]
    [InlineData("[[18, -0.6], [25, -0.1], [45, 0.3], [70, 0.3, 0.1]]", "¦[[18, 1.0]]", DocumentFault.Value, "the same everywhere")]
    [InlineData("[70, 0.3, 0.1]", "[70, 0.3, ¦0.30]", DocumentFault.Value, "two heights that differ")]
    [InlineData("[70, 0.3, 0.1]", "¦[70]", DocumentFault.Value, "A point is [x, y]")]
    [InlineData("[25, -0.1]", "[¦25.00000000000000001, -0.1]", DocumentFault.Value, "is not the shortest decimal of its double; write 25")]
    [InlineData("[25, -0.1]", "¦[18.000000000000004, 1e300]", DocumentFault.Value, "too steep")]
    [InlineData(
        "[[18, -0.6], [25, -0.1], [45, 0.3], [70, 0.3, 0.1]]", "[[18, 0], ¦[25, 1e-320], [45, 1]]", DocumentFault.Value, "too flat")]
    [InlineData(
        "\"age\": 1 }, \"adjustments\"",
        "\"age\": 1, \"housing\": { ¦\"curve\": 1 } }, \"adjustments\"",
        DocumentFault.Dangling,
        "no category 'curve'")]
    [InlineData(
        "\"adjustments\": { \"1\": 0.5 }",
        "\"adjustments\": { ¦\"5\": 0.5 }",
        DocumentFault.Dangling,
        "only of conditions that stand before it")]
    [InlineData("\"adjustments\": { \"1\": 0.5 }", "\"adjustments\": { ¦\"9\": 0.5 }", DocumentFault.Dangling, "no condition '9'")]
    [InlineData("\"adjustments\": { \"1\": 0.5 }", "\"adjustments\": { ¦\"01\": 0.5 }", DocumentFault.Dangling, "no condition '01'")]
    [InlineData(
        "{ \"value\": 0, \"name\": \"none\", \"inside\": true }",
        "{ \"value\": ¦0, \"name\": \"none\" }",
        DocumentFault.Value,
        "say \"inside\": true")]
    [InlineData(
        "{ \"value\": -9, \"name\": \"no record\" }",
        "{ \"value\": -9, \"name\": \"no record\", \"inside\": ¦true }",
        DocumentFault.Value,
        "not inside the range")]
    [InlineData(
        "{ \"value\": 0, \"name\": \"none\", \"inside\": true }",
        "{ \"value\": ¦-9.0, \"name\": \"none\" }",
        DocumentFault.Repeated,
        "special already")]
    [InlineData(
        "{ \"value\": \"NaN\", \"name\": \"not asked\" }",
        "{ \"value\": ¦\"none\", \"name\": \"not asked\" }",
        DocumentFault.Value,
        "the text \"NaN\"")]
    [InlineData(
        "\"marks\": [-1] }",
        "\"marks\": [-1] }, \"special\": [ { \"value\": ¦-1, \"name\": \"a\" } ]",
        DocumentFault.Repeated,
        "a mark of missing values already")]
    [InlineData(
        "\"marks\": [-1] }",
        "\"marks\": [-1] }, \"special\": [ { \"value\": ¦31, \"name\": \"a\", \"inside\": true } ]",
        DocumentFault.Repeated,
        "stands for missing values already")]
    [InlineData(
        "\"marks\": [-1] }",
        "\"marks\": [-1] }, \"special\": [ { \"value\": ¦\"NaN\", \"name\": \"a\" } ]",
        DocumentFault.Repeated,
        "leave 'missing' out")]
    [InlineData("\"direction\": \"increasing\"", "\"direction\": ¦\"up\"", DocumentFault.Value, "neither 'increasing' nor 'decreasing'")]
    [InlineData("{ \"paid\": \"decreasing\" }", "{ ¦\"lost\": \"decreasing\" }", DocumentFault.Dangling, "no output 'lost'")]
    [InlineData(
        "\"order\": [\"other\", \"rent\", \"own\"], \"actionable\": \"both\"",
        "\"direction\": ¦\"increasing\"",
        DocumentFault.Value,
        "only where 'order' says")]
    [InlineData(
        "\"order\": [\"other\", \"rent\", \"own\"]",
        "\"order\": ¦[\"other\", \"rent\"]",
        DocumentFault.Value,
        "names each of the 3 categories once")]
    [InlineData("\"step\": 0.5", "\"step\": ¦0", DocumentFault.Value, "A step is above 0")]
    [InlineData(
        "\"step\": 0.5, \"direction\": \"increasing\", \"actionable\": \"up\"",
        "\"actionable\": ¦\"up\"",
        DocumentFault.Value,
        "has a 'step'")]
    [InlineData("\"immutable\": true", "\"immutable\": true, \"actionable\": ¦\"up\"", DocumentFault.Value, "immutable cannot be acted on")]
    [InlineData("\"immutable\": true", "\"immutable\": ¦1", DocumentFault.Value, "Expected true or false")]
    [InlineData(
        "{ \"age\": 41, \"income\": 58,", "{ \"age\": ¦91, \"income\": 58,", DocumentFault.Value, "91 is outside the range of 'age'")]
    [InlineData("{ \"age\": 41, \"income\": 58,", "{ \"age\": 41, \"income\": ¦-9,", DocumentFault.Value, "means \"no record\" here")]
    [InlineData(
        "\"default\": true }", "\"default\": false }", DocumentFault.Value, "One of the references is the default", "\"references\": ¦[")]
    [InlineData(
        "{ \"id\": 1, \"implied\": [{ \"condition\": 7, \"negative\": true }] }",
        "¦{ \"id\": 1 }",
        DocumentFault.Tree,
        "Rule 1 depends on the side of condition 7, which its path leaves open")]
    [InlineData(
        "\"implied\": [{ \"condition\": 5, \"negative\": true }, ",
        "\"implied\": [",
        DocumentFault.Tree,
        "Rule 3 depends on the side of condition 5",
        "    ¦{\n      \"id\": 3")]
    [InlineData(
        "{ \"id\": 1, \"implied\": [",
        "¦{ \"id\": 1, \"implied\": [{ \"condition\": 1, \"negative\": true }, ",
        DocumentFault.Tree,
        "tests condition 1")]
    [InlineData("\"expressions\": [ null ]", "\"expressions\": ¦[ null, null ]", DocumentFault.Value, "Rule 3 has 2 expressions")]
    [InlineData(
        "\"special\": { \"no record\": 0.5 }", "\"special\": { ¦\"nothing\": 0.5 }", DocumentFault.Dangling, "no special value 'nothing'")]
    public void FaultsAreSaidAtTheirPlace(string piece, string replacement, DocumentFault fault, string message, string? place = null)
    {
        var text = HingeExample.Text;
        if (place is not null)
            text = text.Replace(place.Replace("¦", string.Empty, StringComparison.Ordinal), place, StringComparison.Ordinal);
        FaultCase.CheckIn(text, piece, replacement, fault, message);
    }

    /// <summary>A direction of one output says nothing where the largest of several decides.</summary>
    [Fact]
    public void DirectionsNeedAScore() => FaultCase.CheckText(
        """
        { "version": 2, "name": "N", "inputs": [ { "name": "x", "range": [0, 1], "direction": ¦"increasing" } ], "outputs": [ { "name": "a" }, { "name": "b" } ],
          "decision": { "kind": "argmax", "labels": ["a", "b"] }, "tree": { "rule": 1 }, "rules": [ { "id": 1, "expressions": [ null, { "bias": 1 } ] } ] }
        """,
        DocumentFault.Value,
        "a direction of one output says nothing");

    /// <summary>Text of a document stays text: it neither breaks a line nor hides.</summary>
    [Fact]
    public void HostileTextsStayTexts()
    {
        const string hostile = "a\\n// b \\u202e */ <script>";
        var text = HingeExample.Text.Replace("debt is high", hostile, StringComparison.Ordinal).Replace(
            "no record", hostile, StringComparison.Ordinal)
            .Replace("Age of the applicant", hostile, StringComparison.Ordinal);
        var document = RuleDocumentReader.Read(text);
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
        var words = string.Concat(new RuleDescriber(document).All());
        Assert.DoesNotContain("\u202e", words, StringComparison.Ordinal);
        Assert.All(words.Split('\n'), line => Assert.False(line.StartsWith("// b", StringComparison.Ordinal)));
    }
}
