using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>What <c>rulec show</c> prints is what stands in the comments of the generated code, line by line.</summary>
public sealed partial class ShownCommentsTests
{
    public static TheoryData<string> Names => CompiledDocuments.Names;

    public static TheoryData<string> Whole => CompiledDocuments.NamesOf(1);

    public static TheoryData<string> Hinges => CompiledDocuments.NamesOf(2);

    [Theory]
    [MemberData(nameof(Names))]
    public void EachRuleIsTheCommentOfItsBranch(string document)
    {
        var comments = Comments(document, "// ");
        var rules = Rules(document);
        Assert.Equal(comments.Count(IsHeading), rules.Length);
        Assert.All(rules, rule => AssertStandsOnce(rule, comments));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void EachRuleStandsInTheDocumentationOfTheClass(string document)
    {
        var comments = Comments(document, "/// ").Select(WebUtility.HtmlDecode).ToArray();
        Assert.All(Rules(document), rule => AssertStandsOnce(rule, comments));
    }

    /// <summary>Of version 2 what rules share stands there; each rule is a line or two at its branch.</summary>
    [Theory]
    [MemberData(nameof(Hinges))]
    public void TheCommonPartAndConditionsStandInTheDocumentationOfTheClass(string document)
    {
        var documentation = string.Join('\n', Comments(document, "/// ").Select(WebUtility.HtmlDecode));
        var blocks = CompiledDocuments.Shown(document).Where(
            b => b[0].StartsWith("Common part: ", StringComparison.Ordinal) || b[0].StartsWith("Condition ", StringComparison.Ordinal))
                .ToArray();
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(string.Join('\n', block), documentation, StringComparison.Ordinal));
        Assert.All(
            Comments(document, "// ").Where(c => c is not null && c.StartsWith("Condition ", StringComparison.Ordinal)),
            c => Assert.Contains(
                blocks,
                b => b[0].Replace(" (neuron", ": neuron", StringComparison.Ordinal).StartsWith(c!.TrimEnd('.'), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void WhereConditionsComeFromIsTheCommentOfTheirLocals(string document)
    {
        var comments = Comments(document, "// ");
        var sources = CompiledDocuments.Shown(document).SelectMany(b => b)
            .Where(l => l.StartsWith("Condition ", StringComparison.Ordinal) && l.Contains(": neuron ", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(
            comments.Where(
                c => c is not null && c.StartsWith("Condition ", StringComparison.Ordinal)
                    && c.Contains(": neuron ", StringComparison.Ordinal)).Distinct().Order(),
            sources.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatIsSaidOfAllRulesIsTheDocumentationOfTheClass(string document)
    {
        var documentation = Words(Tag().Replace(string.Join(' ', Comments(document, "/// ").Select(c => c?.Trim())), " "));
        foreach (var block in CompiledDocuments.Shown(document).Where(
            b => b[0] is "How to read the rules" or "At the edges" or "Where they come from"))
            Assert.Contains(Words(string.Join(' ', block)), Words(WebUtility.HtmlDecode(documentation)), StringComparison.Ordinal);
    }

    [GeneratedRegex("</?(para|b|list|listheader|item|term|description)( [^>]*)?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    private static string[][] Rules(string document) => CompiledDocuments.Shown(document).Where(b => IsHeading(b[0])).ToArray();

    private static bool IsHeading(string? line) =>
        line is not null && line.StartsWith("Rule ", StringComparison.Ordinal) && char.IsDigit(line[5]);

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>For each line of the code what it says as a comment; null for other lines.</summary>
    private static string?[] Comments(string document, string slashes) => CompiledDocuments.CodeOf(document).Select(l => l.TrimStart())
        .Select(l => l.StartsWith(slashes, StringComparison.Ordinal) ? l[slashes.Length..] : null).ToArray();

    private static void AssertStandsOnce(string[] rule, string?[] comments)
    {
        var at = Assert.Single(Enumerable.Range(0, comments.Length), i => comments[i] == rule[0]);
        Assert.Equal(rule, comments[at..(at + rule.Length)]);
        // Nothing more is said of it.
        Assert.True(comments[at + rule.Length] is null or "</code>");
    }
}
