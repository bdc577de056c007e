using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace RuleCompiler.Trainer.Tests;

/// <summary>Every link from one page of the repository to another leads to a file, and to a heading in it.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => new(
        new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }.Concat(
            new[] { "docs", "src", "samples" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.md", SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'))
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void LinksLeadSomewhere(string page)
    {
        var file = Path.Combine(SourceTree.Root, page);
        Assert.DoesNotContain(Link().Matches(File.ReadAllText(file)).Select(m => m.Groups["link"].Value), link => !Leads(file, link));
    }

    private static bool Leads(string page, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
            return true;
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        return Directory.Exists(target) || (File.Exists(target) && (parts.Length == 1 || Anchors(target).Contains(parts[1])));
    }

    // As GitHub makes them of headings.
    private static IEnumerable<string> Anchors(string page) => Heading().Matches(File.ReadAllText(page))
        .Select(m => NotInAnchor().Replace(m.Groups["text"].Value.ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<link>[^)\s]+)\)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>[^\r\n]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex NotInAnchor();
}
