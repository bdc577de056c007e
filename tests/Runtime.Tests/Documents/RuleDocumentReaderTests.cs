using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

public class RuleDocumentReaderTests
{
    [Fact]
    public void TheExampleIsReadWhole()
    {
        var d = ExampleDocument.Read();
        Assert.Equal(("Loan", "Whether a loan is paid back."), (d.Name, d.Summary));
        Assert.Equal(
            EquatableArray.Of<Input>(
                new NumberInput("income", "per year", "kUSD", Digits.Of("0"), Digits.Of("250.50"), Digits.Of("41.5")),
                new NumberInput("age", null, null, Digits.Of("18"), Digits.Of("90"), null),
                new CategoryInput("housing", "now", EquatableArray.Of("own", "rent", "else"), 2)),
            d.Inputs);
        Assert.Equal(EquatableArray.Of(new Output("paid")), d.Outputs);
        Assert.Equal(
            new ThresholdDecision(ScoreKind.Logit, EquatableArray.Of(new ThresholdBit(Digits.Of("0.5"), "no", "yes"))), d.Decision);
        Assert.Equal(
            EquatableArray.Of(
                new Condition(
                    7,
                    new Expression(
                        Digits.Of("-1.5"),
                        EquatableArray.Of<Term>(
                            new NumberTerm(0, Digits.Of("0.05")),
                            new CategoryTerm(
                                2, EquatableArray.Of(new CategoryWeight(0, Digits.Of("1.0")), new CategoryWeight(1, Digits.Of("-0.25")))))),
                    new ConditionSource(1, 3, Digits.Of("0.125"))),
                new Condition(4, new Expression(Digits.Of("-25"), EquatableArray.Of<Term>(new NumberTerm(1, Digits.Of("1")))), null)),
            d.Conditions);
        Assert.Equal(new Branch(0, new Branch(1, new Leaf(0), new Leaf(1)), new Leaf(2)), d.Tree);
        Assert.Equal(3, d.Rules.Count);
        Assert.Equal(
            new Rule(
                1,
                EquatableArray.Of<Expression?>(
                    new Expression(
                        Digits.Of("-3"),
                        EquatableArray.Of<Term>(new NumberTerm(0, Digits.Of("4e-2")), new NumberTerm(1, Digits.Of("0.01"))))),
                EquatableArray.Of(1),
                new Support(212, Digits.Of("0.106"), Digits.Of("0.91"), Digits.Of("0.25")),
                EquatableArray.Of<InputValue>(new NumberValue(Digits.Of("12")), new NumberValue(Digits.Of("20.5")), new CategoryValue(1))),
            d.Rules[0]);
        Assert.Equal(
            new Rule(
                3,
                EquatableArray.Of<Expression?>(new Expression(Digits.Of("0.5"), EquatableArray<Term>.Empty)),
                EquatableArray<int>.Empty,
                null,
                null),
            d.Rules[2]);

        var p = d.Provenance!;
        Assert.Equal(("rulec 0.1.0", "loans.csv", "more.csv", 1), (p.Tool, p.Data!.File, p.TestData!.File, p.Seed));
        Assert.Equal(EquatableArray.Of(new NamedNumber("train", Digits.Of("2000")), new NamedNumber("test", Digits.Of("500"))), p.Rows);
        Assert.Equal(EquatableArray.Of(5, 16, 1), p.Architecture);
        Assert.Equal(EquatableArray.Of(new NamedText("schedule", "auto")), p.Options);
        Assert.Equal(
            EquatableArray.Of(
                new ModelMetrics(
                    "rules",
                    EquatableArray.Of(new NamedNumbers("test", EquatableArray.Of(new NamedNumber("accuracy", Digits.Of("0.902"))))))),
            p.Metrics);
        Assert.Equal("agreement", p.Fidelity[0].Numbers[0].Name);
        Assert.Equal(EquatableArray.Of(new NamedNumber("digits", Digits.Of("3"))), p.Rounding);
        Assert.Equal([(0, 1, false), (2, 3, true), (5, null, false)], p.Frontier.Select(e => (e.Nonlinear, e.Rules, e.IsChosen)));
        Assert.Equal(["3", "2.5", "4"], p.Frontier.Select(e => e.MeanTerms.Text));
        Assert.Equal([(null, null), (14, 3), (null, null)], p.Frontier.Select(e => (e.Numbers, e.Points)));
        Assert.Equal([(null, null), ("0.41", "0.4129"), (null, null)], p.Frontier.Select(e => (e.ExpectedLoss?.Text, e.Price?.Text)));
        Assert.Equal(EquatableArray.Of(new NamedNumber("accuracy", Digits.Of("0.93"))), p.Frontier[1].Validation);
        Assert.Equal(EquatableArray.Of(new NamedNumber("accuracy", Digits.Of("0.902"))), p.Frontier[1].Test);
        Assert.Empty(p.Frontier[2].Validation);
    }

    [Fact]
    public void WhatIsOptionalMayBeAbsent()
    {
        var d = RuleDocumentReader.Read(
            """
            { "version": 1, "name": "One", "inputs": [ { "name": "x", "range": [1, 1] } ], "outputs": [ { "name": "y" } ],
              "decision": { "kind": "value" }, "tree": { "rule": 9 }, "rules": [ { "id": 9, "expressions": [ { "bias": 0 } ] } ] }
            """);
        Assert.Equal((string.Empty, 0, null), (d.Summary, d.Conditions.Count, d.Provenance));
        Assert.Equal(new Leaf(0), d.Tree);
    }

    [Fact]
    public void MembersMayStandInAnyOrder()
    {
        var lines = ExampleDocument.Text.Replace("\r", string.Empty, StringComparison.Ordinal).Split('\n');
        var name = lines.Single(l => l.StartsWith("  \"name\"", StringComparison.Ordinal));
        var reordered = string.Join('\n', lines.Where(l => l != name).Prepend("{" + name).Select((l, i) => i == 1 ? l[1..] : l));
        Assert.NotEqual(ExampleDocument.Text, reordered);
        Assert.Equal(ExampleDocument.Read(), RuleDocumentReader.Read(reordered));
    }

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": ¦3,", "which are 1 and 2; use the RuleCompiler that wrote the document")]
    [InlineData("\"version\": 1,", "\"version\": ¦1.0,", "Version 1.0 is not one")]
    public void OtherVersionsAreRefused(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.Version, message);

    [Fact]
    public void AMissingVersionIsSaidBeforeAnythingElse() =>
        FaultCase.CheckText(" ¦{ \"rulez\": 1 }", DocumentFault.Version, "'version' is missing");

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": ¦\"1\",", "Expected a number, found a text")]
    [InlineData("\"name\": \"Loan\"", "\"name\": ¦3", "Expected a text, found a number")]
    [InlineData("\"name\": \"Loan\"", "\"name\": ¦\" \\t\"", "may not be empty or blank")]
    [InlineData("\"name\": \"Loan\"", "\"name\": ¦null", "Expected a text, found null")]
    [InlineData("[ { \"name\": \"paid\" } ]", "¦[ ]", "at least one output")]
    [InlineData("[ { \"name\": \"paid\" } ]", "¦{ }", "Expected an array, found an object")]
    [InlineData("[ { \"name\": \"paid\" } ]", "[ ¦\"paid\" ]", "Expected an object, found a text")]
    [InlineData("[18, 90]", "¦[18]", "two numbers, [smallest, largest]")]
    [InlineData("[18, 90]", "¦[90, 18]", "two numbers, [smallest, largest]")]
    [InlineData("[18, 90]", "¦[1, 2, 3]", "two numbers, [smallest, largest]")]
    [InlineData("[18, 90]", "[18, ¦\"90\"]", "Expected a number, found a text")]
    [InlineData("\"categories\": [\"own\", \"rent\", \"else\"], \"other\": \"else\"", "\"categories\": ¦[]", "at least one category")]
    [InlineData("\"categories\": [\"own\", \"rent\", \"else\"]", "\"categories\": [\"own\", ¦1]", "Expected a text, found a number")]
    [InlineData("\"kind\": \"threshold\"", "\"kind\": ¦\"vote\"", "'value', 'threshold' or 'argmax'")]
    [InlineData("\"scores\": \"logit\"", "\"scores\": ¦\"odds\"", "'plain', 'logit' or 'probability'")]
    [InlineData(
        "\"thresholds\": [ {",
        "\"thresholds\": ¦[ { \"threshold\": 0, \"below\": \"a\", \"atOrAbove\": \"b\" }, {",
        "2 thresholds for 1 outputs")]
    [InlineData("\"slope\": 0.125", "\"slope\": ¦\"0.125\"", "Expected a number, found a text")]
    [InlineData("\"level\": 1", "\"level\": ¦0", "Expected a whole number from 1")]
    [InlineData("\"level\": 1", "\"level\": ¦1.0", "written as digits only; found 1.0")]
    [InlineData("\"level\": 1", "\"level\": ¦3000000000", "to 2147483647")]
    [InlineData("{ \"age\": 1 }", "{ \"age\": ¦{ \"own\": 1 } }", "The weight of a number input is a number, found an object")]
    [InlineData(
        "\"housing\": { \"own\": 1.0, \"rent\": -0.25 }", "\"housing\": ¦1", "an object with one number per category, found a number")]
    [InlineData("\"own\": 1.0,", "\"own\": ¦\"1\",", "Expected a number, found a text")]
    [InlineData(
        "[ { \"bias\": 0.5 } ]",
        "¦[ { \"bias\": 0.5 }, { \"bias\": 1 } ]",
        "Rule 3 has 2 expressions; it needs one for each of the 1 outputs")]
    [InlineData("[ { \"bias\": 0.5 } ]", "¦[ ]", "Rule 3 has 0 expressions")]
    [InlineData("\"rows\": 212", "\"rows\": ¦-1", "Expected a whole number from 0")]
    [InlineData("\"share\": 0.106", "\"share\": ¦1.5", "from 0 to 1, found 1.5")]
    [InlineData("\"share\": 0.106", "\"share\": ¦-0.1", "from 0 to 1, found -0.1")]
    [InlineData("\"accuracy\": 0.91", "\"accuracy\": ¦91", "from 0 to 1, found 91")]
    [InlineData("\"error\": 0.25", "\"error\": ¦-0.25", "of at least 0, found -0.25")]
    [InlineData("\"income\": 12,", "\"income\": ¦\"12\",", "Expected a number, found a text")]
    [InlineData("\"housing\": \"rent\"", "\"housing\": ¦1", "Expected a text, found a number")]
    [InlineData("\"tool\": \"rulec 0.1.0\"", "\"tool\": ¦\"\"", "may not be empty or blank")]
    [InlineData("\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\"", "¦\"00112233\"", "64 hexadecimal digits")]
    [InlineData(
        "\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\"",
        "¦\"00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff\"",
        "64 hexadecimal digits")]
    [InlineData("\"seed\": 1", "\"seed\": ¦-1", "Expected a whole number from 0")]
    [InlineData("\"schedule\": \"auto\"", "\"schedule\": ¦1", "Expected a text, found a number")]
    [InlineData("\"schedule\": \"auto\"", "¦\" \": \"auto\"", "may not be empty or blank")]
    [InlineData("\"train\": 2000", "\"train\": ¦\"2000\"", "Expected a number, found a text")]
    public void WrongValuesAreRefusedWhereTheyStand(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.Value, message);

    [Theory]
    [InlineData("{ \"kind\": \"argmax\", \"labels\": ¦[\"only\"] }", "at least two labels", DocumentFault.Value)]
    [InlineData("{ \"kind\": \"argmax\", \"labels\": ¦[\"a\", \"b\"] }", "2 labels for 1 outputs", DocumentFault.Value)]
    [InlineData("{ \"kind\": \"argmax\", \"labels\": [\"a\", ¦\"a\"] }", "The label 'a' is declared twice", DocumentFault.Repeated)]
    [InlineData("{ \"kind\": \"argmax\", \"labels\": [\"a\", ¦\"\"] }", "may not be empty", DocumentFault.Value)]
    [InlineData("{ \"kind\": \"value\", ¦\"scores\": \"plain\" }", "it may have kind.", DocumentFault.UnknownMember)]
    [InlineData("¦{ \"kind\": \"argmax\" }", "The member 'labels' is missing", DocumentFault.MissingMember)]
    [InlineData("¦{ }", "The member 'kind' is missing", DocumentFault.MissingMember)]
    [InlineData("¦3", "Expected an object, found a number", DocumentFault.Value)]
    public void WrongDecisionsAreRefusedWhereTheyStand(string decision, string message, DocumentFault fault)
    {
        var start = ExampleDocument.Text.IndexOf("{\n    \"kind\"", StringComparison.Ordinal);
        var end = ExampleDocument.Text.IndexOf("},\n  \"conditions\"", StringComparison.Ordinal) + 1;
        FaultCase.CheckText(ExampleDocument.Text[..start] + decision + ExampleDocument.Text[end..], fault, message);
    }

    [Fact]
    public void MoreThresholdsThanAClassHasBitsAreRefused()
    {
        var outputs = string.Join(",", Enumerable.Range(0, 32).Select(i => $$"""{ "name": "y{{i}}" }"""));
        var bits = string.Join(",", Enumerable.Repeat("""{ "threshold": 0, "below": "a", "atOrAbove": "b" }""", 32));
        FaultCase.CheckText(
            $$"""
            { "version": 1, "name": "Bits", "inputs": [ { "name": "x", "range": [0, 1] } ], "outputs": [{{outputs}}],
              "decision": { "kind": "threshold", "thresholds": ¦[{{bits}}] } }
            """,
            DocumentFault.Limit,
            "at most 31 outputs");
    }

    [Theory]
    [InlineData("\"name\": \"Loan\",", "¦\"title\": \"Loan\",", "it may have $schema, version, name, summary, inputs")]
    [InlineData(
        "\"unit\": \"kUSD\"",
        "¦\"units\": \"kUSD\"",
        "'units' is not a member of this object; it may have name, description, unit, range, missing")]
    [InlineData("\"other\": \"else\"", "¦\"missing\": 0", "it may have name, description, categories, other")]
    [InlineData("{ \"name\": \"paid\" }", "{ \"name\": \"paid\", ¦\"unit\": \"\" }", "it may have name.")]
    [InlineData("\"below\": \"no\"", "¦\"under\": \"no\"", "it may have threshold, below, atOrAbove")]
    [InlineData("\"slope\": 0.125", "\"slope\": 0.125, ¦\"a\": 1", "it may have level, neuron, slope")]
    [InlineData("{ \"bias\": 0.5 }", "{ \"bias\": 0.5, ¦\"weight\": 1 }", "it may have bias, weights")]
    [InlineData("{ \"rule\": 3 }", "{ \"rule\": 3, ¦\"positive\": { } }", "it may have rule.")]
    [InlineData("{ \"condition\": 4,", "{ ¦\"then\": 1, \"condition\": 4,", "it may have condition, negative, positive")]
    [InlineData("\"implied\": [ 4 ]", "¦\"follows\": [ 4 ]", "it may have id, expressions, implied, support, witness")]
    [InlineData("\"error\": 0.25", "¦\"rmse\": 0.25", "it may have rows, share, accuracy, error")]
    [InlineData("\"seed\": 1", "¦\"clock\": 1", "it may have tool, data")]
    [InlineData("\"file\": \"loans.csv\",", "¦\"path\": \"loans.csv\",", "it may have file, sha256")]
    [InlineData("\"seed\": 1", "¦\"a\\u202eb\\n'\": 1", "'a\\u202Eb\\u000A''")]
    public void UnknownMembersAreRefusedWhereTheyStand(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.UnknownMember, message);

    [Theory]
    [InlineData("{ \"name\": \"age\", \"range\": [18, 90] }", "¦{ \"range\": [18, 90] }", "The member 'name' is missing")]
    [InlineData("{ \"name\": \"age\", \"range\": [18, 90] }", "¦{ \"name\": \"age\" }", "either 'range' (it is a number) or 'categories'")]
    [InlineData("{ \"bias\": 0.5 }", "¦{ }", "The member 'bias' is missing")]
    [InlineData("{ \"level\": 1, \"neuron\": 3, \"slope\": 0.125 }", "¦{ \"level\": 1, \"neuron\": 3 }", "The member 'slope' is missing")]
    [InlineData("{ \"id\": 3, \"expressions\": [ { \"bias\": 0.5 } ] }", "¦{ \"id\": 3 }", "The member 'expressions' is missing")]
    [InlineData("{ \"id\": 3, \"expressions\"", "¦{ \"expressions\"", "The member 'id' is missing")]
    [InlineData("{ \"rows\": 212, ", "¦{ ", "The member 'rows' is missing")]
    [InlineData("\"witness\": { \"income\": 12, \"age\": 20.5,", "\"witness\": ¦{ \"income\": 12,", "no value for the input 'age'")]
    public void MissingMembersAreRefusedAtTheirObject(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.MissingMember, message);

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 1, ¦\"version\": 1,", "The member 'version' stands twice")]
    [InlineData("\"version\": 1,", "\"version\": 1, ¦\"v\\u0065rsion\": 1,", "The member 'version' stands twice")]
    [InlineData("{ \"age\": 1 }", "{ \"age\": 1, ¦\"age\": 2 }", "The member 'age' stands twice")]
    [InlineData("\"name\": \"age\"", "\"name\": ¦\"income\"", "The input 'income' is declared twice")]
    [InlineData("{ \"name\": \"paid\" }", "{ \"name\": \"paid\" }, { \"name\": ¦\"paid\" }", "The output 'paid' is declared twice")]
    [InlineData("[\"own\", \"rent\", \"else\"]", "[\"own\", \"rent\", ¦\"own\"]", "The category 'own' is declared twice")]
    [InlineData("\"id\": 4,", "\"id\": ¦7,", "The condition id 7 stands twice")]
    [InlineData("\"id\": 3,", "\"id\": ¦2,", "The rule id 2 stands twice")]
    [InlineData("[ 4 ]", "[ 4, ¦4 ]", "Condition 4 is listed twice as implied")]
    [InlineData("\"atOrAbove\": \"yes\"", "\"atOrAbove\": ¦\"no\"", "Both sides of the threshold have the label 'no'")]
    public void RepeatedNamesAndIdsAreRefusedWhereTheyStandAgain(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.Repeated, message);

    [Theory]
    [InlineData("{ \"age\": 1 }", "{ ¦\"Age\": 1 }", "There is no input 'Age'")]
    [InlineData("\"rent\": -0.25", "¦\"lent\": -0.25", "There is no category 'lent'")]
    [InlineData("\"other\": \"else\"", "\"other\": ¦\"elsewhere\"", "There is no category 'elsewhere'")]
    [InlineData("\"housing\": \"rent\"", "\"housing\": ¦\"tent\"", "There is no category 'tent'")]
    [InlineData("\"witness\": { \"income\"", "\"witness\": { ¦\"wage\"", "There is no input 'wage'")]
    [InlineData("\"condition\": 4", "\"condition\": ¦5", "There is no condition 5")]
    [InlineData("{ \"rule\": 3 }", "{ \"rule\": ¦4 }", "There is no rule 4")]
    [InlineData("[ 4 ]", "[ ¦5 ]", "There is no condition 5")]
    [InlineData(
        "\"id\": 3, \"expressions\"", "\"id\": 3, \"implied\": [ ¦4 ], \"expressions\"", "Condition 4 is not on the path of rule 3")]
    public void ReferencesToNothingAreRefusedWhereTheyStand(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.Dangling, message);

    [Theory]
    [InlineData(
        "\"conditions\": [", "\"conditions\": [ { \"id\": ¦9, \"expression\": { \"bias\": 1 } },", "The tree does not use condition 9")]
    [InlineData("\"rules\": [", "\"rules\": [ { \"id\": ¦9, \"expressions\": [ { \"bias\": 1 } ] },", "The tree does not use rule 9")]
    public void WhatTheTreeDoesNotUseIsRefusedWhereItIsDeclared(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.Unused, message);

    [Theory]
    [InlineData(
        "{ \"condition\": 4, \"negative\": { \"rule\": 1 }, \"positive\": { \"rule\": 2 } }",
        "¦{ \"condition\": 4, \"negative\": { \"rule\": 1 } }",
        "The branch 'positive' is missing")]
    [InlineData(
        "{ \"condition\": 4, \"negative\": { \"rule\": 1 }, \"positive\": { \"rule\": 2 } }",
        "¦{ \"condition\": 4, \"positive\": { \"rule\": 1 } }",
        "The branch 'negative' is missing")]
    [InlineData("{ \"rule\": 3 }", "¦{ }", "A node of the tree is")]
    [InlineData("{ \"rule\": 3 }", "{ \"rule\": ¦2 }", "Rule 2 stands at two places")]
    [InlineData("\"condition\": 4", "\"condition\": ¦7", "Condition 7 is tested twice on one path")]
    public void TreesThatDoNotCoverEveryInputOnceAreRefused(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.Tree, message);

    [Theory]
    [InlineData("\"nonlinear\": 5", "\"nonlinear\": ¦2", DocumentFault.Value, "fewest nonlinear PReLUs first")]
    [InlineData("\"nonlinear\": 5", "\"nonlinear\": ¦1", DocumentFault.Value, "fewest nonlinear PReLUs first")]
    [InlineData("\"nonlinear\": 5", "\"nonlinear\": ¦-5", DocumentFault.Value, "Expected a whole number from 0")]
    [InlineData("\"nonlinear\": 5, ", "\"nonlinear\": 5, \"chosen\": ¦true, ", DocumentFault.Repeated, "chosen already")]
    [InlineData("\"chosen\": true", "\"chosen\": ¦false", DocumentFault.Value, "'chosen' is true where it stands")]
    [InlineData("\"chosen\": true", "\"chosen\": ¦\"true\"", DocumentFault.Value, "'chosen' is true where it stands")]
    [InlineData("\"meanTerms\": 4", "\"meanTerms\": ¦-1", DocumentFault.Value, "Expected a number of at least 0")]
    [InlineData("\"rules\": 1,", "\"rules\": ¦0,", DocumentFault.Value, "Expected a whole number from 1")]
    [InlineData("\"numbers\": 14", "\"numbers\": ¦-14", DocumentFault.Value, "Expected a whole number from 0")]
    [InlineData("\"points\": 3", "\"points\": ¦0.5", DocumentFault.Value, "Expected a whole number from 0")]
    [InlineData("\"expectedLoss\": 0.41", "\"expectedLoss\": ¦-1", DocumentFault.Value, "Expected a number of at least 0")]
    [InlineData("\"price\": 0.4129", "\"price\": ¦\"low\"", DocumentFault.Value, "Expected a number")]
    [InlineData(
        "{ \"nonlinear\": 5, \"meanTerms\": 4 }",
        "¦{ \"nonlinear\": 5 }",
        DocumentFault.MissingMember,
        "The member 'meanTerms' is missing")]
    [InlineData("{ \"nonlinear\": 5, \"meanTerms\": 4 }", "¦5", DocumentFault.Value, "Expected an object")]
    public void FrontiersThatAreNoneAreRefused(string piece, string replacement, DocumentFault fault, string message) =>
        FaultCase.Check(piece, replacement, fault, message);

    [Fact]
    public void LongTextsAndLongNumbersAreRefused()
    {
        FaultCase.Check("\"kUSD\"", "¦\"" + new string('x', 10_001) + "\"", DocumentFault.Limit, "longer than 10000 characters");
        FaultCase.Check("20.5", "¦20." + new string('0', 62), DocumentFault.Syntax, "of at most 64 characters");
        FaultCase.Check("20.5", "¦2" + new string('0', 400), DocumentFault.Syntax, "is not a number that is read");
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void TheCultureDoesNotMatter(string culture)
    {
        var expected = ExampleDocument.Read();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.NotEqual("-1.5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, ExampleDocument.Read());
            Assert.Equal(-0.25, ((CategoryTerm)ExampleDocument.Read().Conditions[0].Expression.Terms[1]).Weights[1].Weight.Value);
            FaultCase.Check("\"rows\": 212", "\"rows\": ¦-1", DocumentFault.Value, "found -1");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
