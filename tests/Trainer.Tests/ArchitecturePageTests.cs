using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace RuleCompiler.Trainer.Tests;

/// <summary>What docs/architecture.md names is there.</summary>
public partial class ArchitecturePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "architecture.md"));

    [Fact]
    public void FilesAndFoldersThatItNamesAreThere()
    {
        var paths = Quoted().Matches(Page).Select(m => m.Groups["text"].Value).Where(
            t => t.Contains('/', StringComparison.Ordinal) && !t.Contains("nnnn", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.True(paths.Length > 10, "The page names no files.");
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(SourceTree.Root, path)), path));
    }

    [Fact]
    public void ClassesThatItNamesAreThere()
    {
        var declared = new[] { "Runtime", "Generator", "Trainer" }.SelectMany(SourceTree.Of).SelectMany(f => Declared().Matches(f.Text))
            .Select(m => m.Groups["name"].Value)
            .Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(
                f => Path.GetFileNameWithoutExtension(f)!))
            .ToHashSet(StringComparer.Ordinal);
        var classes = Quoted().Matches(Page).Select(m => m.Groups["text"].Value.Split('.')[0]).Where(t => ClassName().IsMatch(t)).Distinct()
            .ToArray();
        Assert.True(classes.Length > 40, "The page names no classes.");
        // The projects, and the list that operators stand in.
        Assert.Empty(classes.Except(declared).Except(["Runtime", "Generator", "Trainer", "All"]));
    }

    [GeneratedRegex("`(?<text>[^`\n]+)`", RegexOptions.None, 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^[A-Z][A-Za-z]+$", RegexOptions.None, 10_000)]
    private static partial Regex ClassName();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?<name>[A-Z]\w+)", RegexOptions.None, 10_000)]
    private static partial Regex Declared();
}
