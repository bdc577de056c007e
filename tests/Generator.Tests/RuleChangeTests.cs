using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// A rule that changes touches its own lines in the generated file, so that a pull request shows the change and nothing else.
/// </summary>
public class RuleChangeTests
{
    private const string Meaning = "private const string Meaning = \"sha256:";

    [Fact]
    public void ChangedCoefficientTouchesTheRulesOwnLines()
    {
        var before = Read("Loan");
        var changed = Changed(before, Replace(before, "\"income\": 0.00125", "\"income\": 0.00135"));
        Assert.NotEmpty(changed);
        // The hash in each file; then the number in the documentation, in the comment and the code for one row and in the text of Rules,
        // twice in the code for four and for eight rows at once, and in the tables of Explain. What the rules mean stands with the counts.
        Assert.All(
            changed,
            line => Assert.True(IsHash(line) || line.Contains("0.00135", StringComparison.Ordinal), line));
        Assert.Equal(14, changed.Length);
        Assert.Single(changed, line => line.StartsWith(Meaning, StringComparison.Ordinal));
    }

    [Fact]
    public void ChangedSupportTouchesTheHeadingsOfTheRule()
    {
        var before = Read("Loan");
        var rows = SupportRows().Match(before);
        Assert.True(rows.Success);
        var changed = Changed(before, before.Remove(rows.Index, rows.Length).Insert(rows.Index, "\"rows\": 98765"));
        Assert.Equal(7, changed.Length);
        Assert.All(
            changed,
            line => Assert.True(
                line.StartsWith("//   SHA-256", StringComparison.Ordinal)
                    || line.Contains("Rule 1: 98765 training rows", StringComparison.Ordinal),
                line));
    }

    [Fact]
    public void ChangedRuleOfManyTouchesNoOtherRule()
    {
        var before = Read("Staircase");
        var last = before.LastIndexOf("\"bias\": ", StringComparison.Ordinal) + "\"bias\": ".Length;
        var end = before.IndexOfAny([',', ' ', '\n', '}'], last);
        var changed = Changed(before, before[..last] + "-12.5" + before[end..]);
        Assert.InRange(changed.Length, 3, 10);
        Assert.All(changed, line => Assert.True(IsHash(line) || line.Contains("-12.5", StringComparison.Ordinal), line));
    }

    /// <summary>Whether a line has the hash of the document or, with the counts alone, that of what its rules mean.</summary>
    private static bool IsHash(string line) =>
        line.StartsWith("//   SHA-256", StringComparison.Ordinal) || line.StartsWith(Meaning, StringComparison.Ordinal);

    /// <summary>The lines of the second file that do not stand in the first, without blanks around them.</summary>
    private static string[] Changed(string before, string after)
    {
        var (old, now) = (Generation.Of(before).Result.GeneratedSources, Generation.Of(after).Result.GeneratedSources);
        return old.Zip(now).SelectMany(file =>
        {
            var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(
                file.First.SourceText.ToString(), file.Second.SourceText.ToString()).Lines;
            Assert.Equal(lines.Count(l => l.Type == ChangeType.Deleted), lines.Count(l => l.Type == ChangeType.Inserted));
            var inserted = lines.Where(l => l.Type == ChangeType.Inserted).Select(l => l.Text.Trim()).ToArray();
            var mayHaveMeaning = file.First.HintName.EndsWith(".Monitor.g.cs", StringComparison.Ordinal);
            Assert.True(mayHaveMeaning || !inserted.Any(line => line.StartsWith(Meaning, StringComparison.Ordinal)), file.First.HintName);
            return inserted;
        }).ToArray();
    }

    private static string Replace(string text, string old, string with)
    {
        Assert.Equal(2, text.Split(old).Length);
        return text.Replace(old, with, StringComparison.Ordinal);
    }

    private static string Read(string name, [CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "Snapshots", name + ".rules.json"));

    private static Regex SupportRows() => new("\"rows\": [0-9]+", RegexOptions.None, TimeSpan.FromSeconds(10));
}
