using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Approvals;

/// <summary>The published schema says what the reader of approvals does, as far as a schema can.</summary>
public class ApprovalSchemaTests
{
    private static readonly string SchemaText =
        File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "schema", "approval.schema.json"));

    private static readonly JSchema Schema = JSchema.Parse(SchemaText);

    [Fact]
    public void WhatIsWrittenIsValid()
    {
        Assert.Empty(Errors(Text()));
        for (var seed = 0; seed < 20; seed++)
        {
            var document = RandomDocuments.Make(seed);
            var approval = Approval.Of(document, Meaning.Of(document), new Signature("Ann", "2026-03-01", "n")) with
            {
                Previous = new PreviousMeaning(Meaning.HashOfPolicies("[]"), "text"),
            };
            Assert.Empty(Errors(ApprovalWriter.Write(approval)));
        }
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"meaning\": \"sha256:", "\"meaning\": \"sha256:A")]
    [InlineData("\"policies\": null", "\"policies\": \"\"")]
    [InlineData("\"by\": \"Ann\"", "\"by\": \" \"")]
    [InlineData("\"date\": \"2026-03-01\"", "\"date\": \"1.3.2026\"")]
    [InlineData("\"date\": \"2026-03-01\"", "\"dates\": \"2026-03-01\"")]
    [InlineData("\"part\": \"tree\"", "\"part\": \"trees\"")]
    [InlineData("\"hash\": \"", "\"hash\": \"0")]
    [InlineData("\"rules\": 3", "\"rules\": 0")]
    public void WhatTheReaderRefusesIsNotValid(string from, string to)
    {
        var wrong = Text().Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Text(), wrong);
        Assert.NotEmpty(Errors(wrong));
        Assert.Throws<RuleDocumentException>(() => ApprovalReader.Read(wrong));
    }

    [Fact]
    public void EveryObjectIsClosedEveryMemberDescribedAndEveryKindOfPartListed()
    {
        var root = JObject.Parse(SchemaText);
        var objects = root["definitions"]!.Children<JProperty>().Select(p => p.Value).Append(root)
            .Where(d => d["properties"] is not null).ToArray();
        Assert.Equal(5, objects.Length);
        Assert.All(objects, o => Assert.True(o["additionalProperties"] is JValue { Value: false }));
        Assert.All(
            objects.SelectMany(o => o["properties"]!.Children<JProperty>()),
            p => Assert.False(string.IsNullOrWhiteSpace((string?)p.Value["description"]), p.Name));
        Assert.Equal(
            MeaningPartWords.All, root["definitions"]!["part"]!["properties"]!["part"]!["enum"]!.Select(w => (string)w!));
    }

    [Fact]
    public void TheExampleOfThePageIsAnApproval()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "approval.md")).ReplaceLineEndings("\n");
        var example = page.Split("```json\n")[1].Split("\n```")[0];
        Assert.Empty(Errors(example));
        var approval = ApprovalReader.Read(example);
        Assert.Equal((2, "scores"), (approval.Signatures.Count, approval.Previous!.Change));
        Assert.Equal(example + "\n", ApprovalWriter.Write(approval));
    }

    private static IList<string> Errors(string text)
    {
        JToken.Parse(text).IsValid(Schema, out IList<string> errors);
        return errors;
    }

    private static string Text()
    {
        var document = HingeExample.Read();
        return ApprovalWriter.Write(Approval.Of(document, Meaning.Of(document), new Signature("Ann", "2026-03-01", null)));
    }
}
