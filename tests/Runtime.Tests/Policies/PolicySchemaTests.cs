using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Policies;

/// <summary>The published schema says what the reader of policies does, as far as a schema can.</summary>
public class PolicySchemaTests
{
    private static readonly JSchema Schema =
        JSchema.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "schema", "policies.schema.json")));

    [Fact]
    public void RandomPoliciesAndThoseOfTheSampleAreValid()
    {
        Assert.Empty(Errors(File.ReadAllText(Path.Combine(SourceTree.Root, "samples", "GermanCredit", "GermanCredit.policies.json"))));
        var made = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            if (PolicyPropertyTests.Read(RandomHinges.Make(random)) is not { } document
                || RandomPolicy.Make(random, document, RandomPolicy.Kinds[seed % RandomPolicy.Kinds.Count]) is not { } policy)
                continue;
            made++;
            Assert.Empty(Errors(Text(policy.Json.Replace('\'', '"'))));
        }

        Assert.True(made > 100, $"{made}");
    }

    [Theory]
    [InlineData("""{"kind":"direction","name":"p","input":"income","direction":"increasing","special":{"no record":"lowest"}}""")]
    [InlineData("""{"kind":"size","name":"p","rules":4,"terms":20,"points":9,"numbers":40}""")]
    [InlineData("""{"kind":"support","name":"p","description":"d","rows":5}""")]
    [InlineData("""{"kind":"largestJump","name":"p","atMost":0.5,"output":"paid"}""")]
    [InlineData("""{"kind":"extrapolation","name":"p","beyond":0.5,"factor":2}""")]
    [InlineData("""{"kind":"forbiddenInput","name":"p","inputs":["sex"]}""")]
    [InlineData(
        """{"kind":"never","name":"p","label":"granted","where":{"age":20,"housing":"own","income":{"special":["no record"],"atMost":9}}}""")]
    [InlineData("""{"kind":"range","name":"p","label":"refused","probability":true,"atMost":1}""")]
    public void WhatTheReaderTakesIsValid(string policy)
    {
        Assert.Equal(1, PolicyReader.Read(Text(policy), VerifiedDocuments.Read(HingeDocuments.Loan)).Count);
        Assert.Empty(Errors(Text(policy)));
    }

    [Theory]
    [InlineData("""{"kind":"direction","name":"p","input":"income"}""")]
    [InlineData("""{"kind":"direction","name":"p","input":"income","direction":"up"}""")]
    [InlineData("""{"kind":"direction","name":" ","input":"income","direction":"increasing"}""")]
    [InlineData("""{"kind":"size","name":"p"}""")]
    [InlineData("""{"kind":"size","name":"p","numbers":-1}""")]
    [InlineData("""{"kind":"support","name":"p","rows":0}""")]
    [InlineData("""{"kind":"support","name":"p","rows":2,"where":{"age":20}}""")]
    [InlineData("""{"kind":"largestJump","name":"p","atMost":-0.5}""")]
    [InlineData("""{"kind":"extrapolation","name":"p","beyond":0.5,"factor":0.5}""")]
    [InlineData("""{"kind":"forbiddenInput","name":"p","inputs":[]}""")]
    [InlineData("""{"kind":"never","name":"p","label":"granted","where":{"income":{}}}""")]
    [InlineData("""{"kind":"never","name":"p","label":"granted","where":{"income":{"atLeast":1,"above":2}}}""")]
    [InlineData("""{"kind":"range","name":"p"}""")]
    [InlineData("""{"kind":"probabilityChange","name":"p","inputs":["age"],"atMost":2}""")]
    [InlineData("""{"kind":"sometimes","name":"p","label":"granted"}""")]
    public void WhatTheReaderRefusesIsNotValid(string policy)
    {
        Assert.Throws<RuleDocumentException>(() => PolicyReader.Read(Text(policy), VerifiedDocuments.Read(HingeDocuments.Loan)));
        Assert.NotEmpty(Errors(Text(policy)));
    }

    [Fact]
    public void EveryMemberIsDescribed()
    {
        var root = JObject.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "schema", "policies.schema.json")));
        var members = root.Descendants().OfType<JProperty>().Where(p => p.Name == "properties")
            .SelectMany(p => p.Value.Children<JProperty>()).ToArray();
        Assert.True(members.Length > 40, $"{members.Length}");
        Assert.All(members, m => Assert.False(string.IsNullOrEmpty((string?)m.Value["description"]), m.Path));
    }

    private static string Text(string policy) => """{"version":1,"policies":[""" + policy + "]}";

    private static IList<string> Errors(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text));
        JToken.ReadFrom(reader).IsValid(Schema, out IList<string> errors);
        return errors;
    }
}
