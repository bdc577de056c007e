using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>The published schema says what the reader does, as far as a schema can. (Few validations: the library counts them.)</summary>
public class SchemaTests
{
    private static readonly string SchemaText = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "rules.schema.json"));

    private static readonly JSchema Schema = JSchema.Parse(SchemaText);

    [Fact]
    public void WhatIsWrittenIsValid()
    {
        AssertValid(ExampleDocument.Text);
        AssertValid(RuleDocumentWriter.Write(ExampleDocument.Read()));
        for (var seed = 0; seed < 40; seed++)
            AssertValid(RuleDocumentWriter.Write(RandomDocuments.Make(seed)));
    }

    public static TheoryData<string> Samples => new(Directory.GetFiles(SampleFolder(), "*.rules.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(SampleFolder(), file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")));

    /// <summary>An editor that knows the schema shows no error in a document that rulec wrote.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void SampleIsValid(string sample) => AssertValid(File.ReadAllText(Path.Combine(SampleFolder(), sample)));

    /// <summary>Only a user knows where the schema lies; what stood there in older documents is read without a word.</summary>
    [Theory]
    [InlineData("https://rulecompiler.dev/schema/rules.schema.json")]
    [InlineData("../schema/rules.schema.json")]
    [InlineData("urn:example:rules")]
    public void ADocumentMayNameItsSchemaAndMeansTheSame(string schema)
    {
        var written = RuleDocumentWriter.Write(ExampleDocument.Read());
        Assert.DoesNotContain("$schema", written, StringComparison.Ordinal);
        var named = "{\n  \"$schema\": \"" + schema + "\"," + written[1..];
        AssertValid(named);
        Assert.Equal(RuleDocumentReader.Read(written), RuleDocumentReader.Read(named));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 3")]
    [InlineData("\"version\": 1,", "")]
    [InlineData("\"name\": \"Loan\"", "\"name\": \" \"")]
    [InlineData("\"name\": \"Loan\"", "\"title\": \"Loan\"")]
    [InlineData("[18, 90]", "[18]")]
    [InlineData("[18, 90]", "[18, \"90\"]")]
    [InlineData("\"unit\": \"kUSD\"", "\"units\": \"kUSD\"")]
    [InlineData("[\"own\", \"rent\", \"else\"]", "[\"own\", \"own\", \"else\"]")]
    [InlineData("\"scores\": \"logit\"", "\"scores\": \"odds\"")]
    [InlineData("\"kind\": \"threshold\"", "\"kind\": \"vote\"")]
    [InlineData("\"level\": 1", "\"level\": 0")]
    [InlineData("\"own\": 1.0,", "\"own\": \"1\",")]
    [InlineData("{ \"bias\": 0.5 }", "{ }")]
    [InlineData("{ \"rule\": 3 }", "{ }")]
    [InlineData("{ \"rule\": 3 }", "{ \"rule\": 3, \"positive\": { \"rule\": 3 } }")]
    [InlineData("\"positive\": { \"rule\": 2 }", "\"positive\": { \"rule\": \"2\" }")]
    [InlineData("\"rows\": 212", "\"rows\": -1")]
    [InlineData("\"share\": 0.106", "\"share\": 1.5")]
    [InlineData("\"error\": 0.25", "\"error\": -0.25")]
    [InlineData("[ 4 ]", "[ 4, 4 ]")]
    [InlineData("\"tool\": \"rulec 0.1.0\",", "")]
    [InlineData("\"sha256\": \"00112233445566778899aabbccddeeff", "\"sha256\": \"00112233")]
    [InlineData("\"seed\": 1", "\"seed\": 1.5")]
    [InlineData("\"schedule\": \"auto\"", "\"schedule\": true")]
    [InlineData("{ \"test\": { \"accuracy\": 0.902", "{ \"test\": { \"accuracy\": \"0.902\"")]
    [InlineData("\"chosen\": true", "\"chosen\": false")]
    [InlineData("\"chosen\": true", "\"chosen\": 1")]
    [InlineData("\"nonlinear\": 0, ", "")]
    [InlineData("\"nonlinear\": 0", "\"nonlinear\": -1")]
    [InlineData("\"rules\": 1", "\"rules\": 0")]
    [InlineData(", \"meanTerms\": 4", "")]
    [InlineData("\"meanTerms\": 4", "\"meanTerms\": -4")]
    [InlineData("\"numbers\": 14", "\"numbers\": -14")]
    [InlineData("\"points\": 3", "\"points\": 0.5")]
    [InlineData("\"expectedLoss\": 0.41", "\"expectedLoss\": -0.41")]
    [InlineData("\"price\": 0.4129", "\"price\": \"0.4129\"")]
    [InlineData("\"accuracy\": 0.85", "\"accuracy\": true")]
    public void WhatASchemaCanSayIsRefusedByBoth(string piece, string replacement)
    {
        var text = ExampleDocument.Text.Replace(piece, replacement, StringComparison.Ordinal);
        Assert.NotEqual(ExampleDocument.Text, text);
        Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(text));
        Assert.False(JToken.Parse(text).IsValid(Schema));
    }

    /// <summary>The reader names the members it allows when it meets another; the schema must have the same.</summary>
    [Theory]
    [InlineData("", "\"version\": 1,")]
    [InlineData("numberInput", "\"unit\": \"kUSD\"")]
    [InlineData("categoryInput", "\"other\": \"else\"")]
    [InlineData("output", "\"name\": \"paid\"")]
    [InlineData("thresholdDecision", "\"kind\": \"threshold\"")]
    [InlineData("threshold", "\"below\": \"no\"")]
    [InlineData("condition", "\"id\": 7")]
    [InlineData("source", "\"neuron\": 3")]
    [InlineData("expression", "\"bias\": 0.5")]
    [InlineData("leaf", "\"rule\": 3")]
    [InlineData("branch", "\"condition\": 7")]
    [InlineData("rule", "\"id\": 3")]
    [InlineData("support", "\"rows\": 212")]
    [InlineData("provenance", "\"seed\": 1")]
    [InlineData("dataFile", "\"file\": \"loans.csv\"")]
    [InlineData("frontierEntry", "\"nonlinear\": 0")]
    public void SchemaAndReaderHaveTheSameMembers(string definition, string piece)
    {
        var text = ExampleDocument.Text.Replace(piece, "\"stranger\": 0, " + piece, StringComparison.Ordinal)
            .Replace("\"version\": 1,", "\"version\": 2,", StringComparison.Ordinal);
        var allowed = Regex.Match(
            Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(text)).Error.Message,
            "^'stranger' is not a member of this object; it may have (?<names>.*)\\.$",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5)).Groups["names"].Value.Split(", ");
        Assert.Equal(allowed.Order(StringComparer.Ordinal), Properties(definition).Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("valueDecision", "{ \"kind\": \"value\", \"stranger\": 0 }")]
    [InlineData("argmaxDecision", "{ \"kind\": \"argmax\", \"stranger\": 0 }")]
    public void SchemaAndReaderHaveTheSameMembersForOtherDecisions(string definition, string decision)
    {
        var root = JObject.Parse(ExampleDocument.Text);
        root["decision"] = JObject.Parse(decision);
        var message = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(root.ToString())).Error.Message;
        Assert.EndsWith(
            "it may have " + string.Join(", ", Properties(definition).Select(p => p.Name)) + ".", message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryObjectIsClosedAndEveryMemberDescribed()
    {
        var root = JObject.Parse(SchemaText);
        // A schema whose address nobody owns is found by its path only.
        Assert.Null(root["$id"]);
        var objects = root["definitions"]!.Children<JProperty>().Select(p => (p.Name, Schema: (JObject)p.Value))
            .Append((Name: "the root", Schema: root))
            .Where(d => d.Schema["properties"] is not null).ToArray();
        Assert.Equal(22, objects.Length);
        foreach (var (name, schema) in objects)
        {
            Assert.True(schema["additionalProperties"] is JValue { Value: false }, $"'{name}' lets unknown members pass.");
            foreach (var member in ((JObject)schema["properties"]!).Properties())
            {
                var description = member.Value["description"]
                    ?? root["definitions"]![member.Value["$ref"]?.ToString().Split('/')[^1] ?? string.Empty]?["description"];
                Assert.False(string.IsNullOrWhiteSpace((string?)description), $"'{name}.{member.Name}' has no description.");
            }
        }
    }

    private static IEnumerable<JProperty> Properties(string definition)
    {
        var root = JObject.Parse(SchemaText);
        var schema = definition.Length == 0 ? root : (JObject)root["definitions"]![definition]!;
        return ((JObject)schema["properties"]!).Properties();
    }

    internal static void AssertInvalid(string text) => Assert.False(JToken.Parse(text).IsValid(Schema));

    internal static void AssertValid(string text)
    {
        JToken.Parse(text).IsValid(Schema, out IList<string> errors);
        Assert.Empty(errors);
    }

    private static string SampleFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "samples"));
}
