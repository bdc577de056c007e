using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

public class StrictJsonTests
{
    private const string Age = "\"range\": [18, 90]";

    [Theory]
    // What Newtonsoft.Json lets pass.
    [InlineData(Age, "\"range\": [18, ¦NaN]", "'NaN' is not a JSON value")]
    [InlineData(Age, "\"range\": [18, ¦Infinity]", "'Infinity' is not a JSON value")]
    [InlineData(Age, "\"range\": [¦-Infinity, 90]", "'-Infinity' is not a number")]
    [InlineData(Age, "\"range\": [18, ¦1e400]", "'1e400' is not a number")]
    [InlineData(Age, "\"range\": [¦1e-400, 90]", "'1e-400' is not a number")]
    [InlineData(Age, "\"range\": [¦018, 90]", "'018' is not a number")]
    [InlineData(Age, "\"range\": [¦0x12, 90]", "'0x12' is not a number")]
    [InlineData(Age, "\"range\": [18, ¦90.]", "'90.' is not a number")]
    [InlineData(Age, "\"range\": [18, ¦.5]", "'.5' is not a JSON value")]
    [InlineData(Age, "\"range\": [18, ¦+5]", "'+5' is not a JSON value")]
    [InlineData(Age, "\"range\": [18, 90¦,]", "a comma too many")]
    [InlineData(Age, "\"range\": [18, 90]¦,", "a comma too many")]
    [InlineData(Age, "\"range\": [18,¦, 90]", "a ',' too many")]
    [InlineData(Age, "\"range\": [¦, 18, 90]", "a ',' too many")]
    [InlineData(Age, "\"range\":¦: [18, 90]", "a ':' too many")]
    [InlineData(Age, "\"range\"¦, [18, 90]", "a colon is missing")]
    [InlineData(Age, "\"range\" ¦[18, 90]", "a colon is missing")]
    [InlineData(Age, "\"range\": [18 ¦90]", "a comma or a closing bracket is missing")]
    [InlineData(Age, "\"range\": [18, ¦/* oldest */ 90]", "comments are not part of JSON")]
    [InlineData("\"version\": 1,", "\"version\": 1, ¦// first", "comments are not part of JSON")]
    [InlineData(Age, "\"unit\": ¦'years', \"range\": [18, 90]", "not in single ones")]
    [InlineData(Age, "¦range: [18, 90]", "name in double quotes")]
    [InlineData(Age, "¦'range': [18, 90]", "name in double quotes")]
    [InlineData(Age, "\"range\": [18, ¦undefined]", "'undefined' is not a JSON value")]
    [InlineData(Age, "\"range\": [18, ¦new Date(1)]", "'new' is not a JSON value")]
    [InlineData(Age, "\"range\": [18, ¦True]", "'True' is not a JSON value")]
    [InlineData(Age, "\"range\": [18, ¦\0 90]", "'\\u0000' is not a JSON value")]
    [InlineData(Age, "\"range\": ¦\u00A0[18, 90]", "is not a JSON value")]
    [InlineData(Age, "\"range\": [18, 90¦\u2003]", "a comma or a closing bracket is missing")]
    // What is wrong for every reader.
    [InlineData(Age, "\"range\": [18, 90¦}", "does not close what was opened last")]
    [InlineData(Age, "\"range\": ¦]", "does not close what was opened last")]
    [InlineData(Age, "\"range\": [18, ¦90kg]", "'90kg' is not a number")]
    [InlineData(Age, "\"range\": [18, ¦--90]", "'--90' is not a number")]
    [InlineData(Age, "\"unit\": \"a¦\\xb\", \"range\": [18, 90]", "no such escape")]
    [InlineData(Age, "\"unit\": \"¦\\u12g4\", \"range\": [18, 90]", "no such escape")]
    [InlineData(Age, "\"unit\": \"¦\\u 123\", \"range\": [18, 90]", "no such escape")]
    [InlineData(Age, "\"unit\": \"years¦\n\", \"range\": [18, 90]", "ends on the line on which it starts")]
    [InlineData(Age, "\"unit\": \"ye¦\tars\", \"range\": [18, 90]", "control character")]
    [InlineData(Age, "\"unit\": \"¦\\ud83dx\", \"range\": [18, 90]", "half of a surrogate pair")]
    [InlineData(Age, "\"unit\": \"x¦\\ude00\", \"range\": [18, 90]", "half of a surrogate pair")]
    public void WhatIsNotStrictJsonIsRefusedWhereItStands(string piece, string replacement, string message) =>
        FaultCase.Check(piece, replacement, DocumentFault.Syntax, message);

    [Theory]
    [InlineData("¦", "the document is empty")]
    [InlineData(" \n\t¦", "the document is empty")]
    [InlineData("¦\uFEFF{}", "is not a JSON value")]
    [InlineData("{} ¦{}", "nothing may follow")]
    [InlineData("{}¦\0", "nothing may follow")]
    [InlineData("{¦", "ends in the middle")]
    [InlineData("{ \"a\"¦", "a colon is missing")]
    [InlineData("{ \"a\":¦", "ends in the middle")]
    [InlineData("{ \"a\": ¦\"b", "no closing quote")]
    [InlineData("{ \"a\": ¦\"b\\\"", "no closing quote")]
    [InlineData("{ \"a\": \"b¦\\", "no such escape")]
    [InlineData("{ \"a\": ¦tru", "'tru' is not a JSON value")]
    [InlineData("{ \"a\": [1, 2¦", "ends in the middle")]
    public void BrokenTextsAreRefusedWhereTheyBreak(string text, string message) =>
        FaultCase.CheckText(text, DocumentFault.Syntax, message);

    [Fact]
    public void EveryTruncatedDocumentIsRefused()
    {
        var text = ExampleDocument.Text;
        for (var length = 0; length < text.Length; length++)
        {
            var error = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(text[..length])).Error;
            Assert.Equal(DocumentFault.Syntax, error.Fault);
            Assert.InRange(error.Line, 1, text[..length].Count(c => c == '\n') + 1);
        }
    }

    [Theory]
    [InlineData("\n", 3)]
    [InlineData("\r\n", 3)]
    [InlineData("\r", 3)]
    public void EveryKindOfLineEndCounts(string lineEnd, int line)
    {
        var error = Assert.Throws<RuleDocumentException>(
            () => RuleDocumentReader.Read($"{{{lineEnd}\"version\": 1,{lineEnd}  \"nmae\": 2 }}")).Error;
        Assert.Equal((line, 3), (error.Line, error.Column));
    }

    [Fact]
    public void LinesAreCountedPastTheReadersBuffer()
    {
        var padding = string.Concat(Enumerable.Repeat(new string(' ', 997) + "\r\n", 50));
        var error = Assert.Throws<RuleDocumentException>(
            () => RuleDocumentReader.Read("{" + padding + "\"version\": 1," + padding + " \"nmae\": 2 }")).Error;
        Assert.Equal((101, 2), (error.Line, error.Column));
    }

    [Fact]
    public void TheErrorCarriesItsPlaceAsText()
    {
        var e = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read("{\n  \"version\": 3\n}"));
        Assert.Equal(
            "(2,14): Version 3 is not one that is read here, which are 1 and 2; use the RuleCompiler that wrote the document.", e.Message);
    }

    [Fact]
    public void DatesStayTexts()
    {
        const string date = "2020-01-01T00:00:00Z";
        var document = RuleDocumentReader.Read(ExampleDocument.Text.Replace("kUSD", date, StringComparison.Ordinal));
        Assert.Equal(date, ((NumberInput)document.Inputs[0]).Unit);
    }

    [Fact]
    public void EscapesAreUnderstood()
    {
        var document = RuleDocumentReader.Read(
            ExampleDocument.Text.Replace("kUSD", """\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""", StringComparison.Ordinal));
        Assert.Equal("\"\\/\b\f\n\r\té😀", ((NumberInput)document.Inputs[0]).Unit);
    }

    [Fact]
    public void NestingIsBoundedWithAClearError()
    {
        FaultCase.CheckText(new string('[', 256) + "¦" + new string('[', 100_000), DocumentFault.Limit, "deeper than the 256 levels");
        var text = string.Concat(Enumerable.Repeat("{\"a\":", 256)) + "¦{";
        FaultCase.CheckText(text, DocumentFault.Limit, "deeper than the 256 levels");
    }

    [Fact]
    public void LengthIsBoundedWithAClearError()
    {
        var error = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(new string(' ', (64 * 1024 * 1024) + 1))).Error;
        Assert.Equal(DocumentFault.Limit, error.Fault);
    }

    [Fact]
    public void TheDeepestTreeIsReadWrittenAndEvaluatedOnASmallStack()
    {
        const int depth = 254;
        var conditions = string.Join(
            ",", Enumerable.Range(1, depth).Select(i => $$"""{ "id": {{i}}, "expression": { "bias": {{-i}}, "weights": { "x": 1 } } }"""));
        var rules = string.Join(
            ",", Enumerable.Range(1, depth + 1).Select(i => $$"""{ "id": {{i}}, "expressions": [ { "bias": {{i}} } ] }"""));
        var tree = new StringBuilder();
        for (var i = 1; i <= depth; i++)
            tree.Append(CultureInfo.InvariantCulture, $$"""{ "condition": {{i}}, "negative": { "rule": {{i}} }, "positive": """);
        tree.Append(CultureInfo.InvariantCulture, $$"""{ "rule": {{depth + 1}} }""").Append('}', depth);
        var text = $$"""
            { "version": 1, "name": "Deep", "inputs": [ { "name": "x", "range": [0, 1] } ], "outputs": [ { "name": "y" } ],
              "decision": { "kind": "value" }, "conditions": [{{conditions}}], "tree": {{tree}}, "rules": [{{rules}}] }
            """;

        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(ReadWriteAndEvaluate), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);

        void ReadWriteAndEvaluate()
        {
            var document = RuleDocumentReader.Read(text);
            Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
            Assert.Equal(document.GetHashCode(), RuleDocumentReader.Read(text).GetHashCode());
            Assert.Equal(depth + 1, new RuleEvaluator(document).Evaluate([1e9]).Outputs[0]);
        }
    }

    [Fact]
    public void BytesAreUtf8WithOrWithoutAMark()
    {
        var bytes = Encoding.UTF8.GetBytes(ExampleDocument.Text.Replace("kUSD", "k€", StringComparison.Ordinal));
        var document = RuleDocumentReader.Read(bytes);
        Assert.Equal("k€", ((NumberInput)document.Inputs[0]).Unit);
        Assert.Equal(document, RuleDocumentReader.Read([0xEF, 0xBB, 0xBF, .. bytes]));
    }

    [Fact]
    public void BytesThatAreNotUtf8AreRefusedWhereTheyStand()
    {
        var bytes = Encoding.Latin1.GetBytes("{ \"version\": 1,\n  \"name\": \"Düsseldorf\" }");
        var error = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(bytes)).Error;
        Assert.Equal((DocumentFault.Syntax, 2, 13), (error.Fault, error.Line, error.Column));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }
}
