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
    [Fact]
    public void ChangedCoefficientTouchesTheRulesOwnLines()
    {
        var before = Read("Loan");
        var changed = Changed(before, Replace(before, "\"income\": 0.00125", "\"income\": 0.00135"));
        Assert.NotEmpty(changed);
        // The hash in each file; then the number in the documentation, in the comment and the code for one row and in the text of Rules,
        // twice in the code for four and for eight rows at once, and in the tables of Explain.
        Assert.All(
            changed,
            line => Assert.True(
                line.StartsWith("//   SHA-256", StringComparison.Ordinal) || line.Contains("0.00135", StringComparison.Ordinal), line));
        Assert.Equal(12, changed.Length);
    }

    [Fact]
    public void ChangedSupportTouchesTheHeadingsOfTheRule()
    {
        var before = Read("Loan");
        var rows = SupportRows().Match(before);
        Assert.True(rows.Success);
        var changed = Changed(before, before.Remove(rows.Index, rows.Length).Insert(rows.Index, "\"rows\": 98765"));
        Assert.Equal(6, changed.Length);
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
        Assert.InRange(changed.Length, 3, 8);
        Assert.All(
            changed,
            line => Assert.True(
                line.StartsWith("//   SHA-256", StringComparison.Ordinal) || line.Contains("-12.5", StringComparison.Ordinal), line));
    }

    /// <summary>The lines of the second file that do not stand in the first, without blanks around them.</summary>
    private static string[] Changed(string before, string after)
    {
        return Generation.Of(before).Sources.Zip(Generation.Of(after).Sources).SelectMany(file =>
        {
            var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(file.First, file.Second).Lines;
            Assert.Equal(lines.Count(l => l.Type == ChangeType.Deleted), lines.Count(l => l.Type == ChangeType.Inserted));
            return lines.Where(l => l.Type == ChangeType.Inserted).Select(l => l.Text.Trim());
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
