using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using RuleCompiler.Tool.Explain;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Interpretation.Attributions;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>
/// docs/explain.md names every option, every method and every member that there is, and no other.
/// </summary>
public sealed partial class ExplainPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "explain.md"));

    [Fact]
    public void OptionsAreThoseOfTheCommand()
    {
        var command = ExplainCommand.Create(new Streams(TextWriter.Null, TextWriter.Null));
        // How a table is read stands on a page of its own.
        var ofTables = new Command("table");
        new TableArguments().AddTo(ofTables);
        var documented = Option().Matches(Section("## The command")).Select(m => m.Value);
        Assert.Equal(
            command.Options.Select(o => o.Name).Except(ofTables.Options.Select(o => o.Name)).Order(),
            documented.Except(ofTables.Options.Select(o => o.Name)).Order());
        Assert.All(NamedMethods.Names, m => Assert.Contains($"| `{m}` |", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void MembersAreThoseOfTheJson()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile("size\n1.5\n");
        AssertMembers("## The JSON object of rules", "explain", rules.Path, data.Path, "--json");
        using var network = new CsvFile("""{"layers":[{"weights":[[1]],"bias":[0]}],"slopes":[],"box":[[0,1]]}""", "net.json");
        using var point = new CsvFile("0.5\n");
        AssertMembers("## The JSON object of a network", "explain", network.Path, point.Path, "--json");
    }

    private static void AssertMembers(string heading, params string[] arguments)
    {
        var json = JsonDocument.Parse(CommandRun.Of(arguments).Out).RootElement;
        // The first column of the table of members.
        var documented = Section(heading).Split('\n')
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(
                l => Name().Matches(l.Split('|')[1]).Select(m => m.Value));
        Assert.Equal(json.EnumerateObject().Select(p => p.Name).Order(), documented.Order());
    }

    private static string Section(string heading)
    {
        var start = Page.IndexOf("\n" + heading + "\n", StringComparison.Ordinal);
        return Page[start..Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
    }

    [GeneratedRegex("(?<=[`\\s])--[a-z]+(?:-[a-z]+)*", RegexOptions.None, 10_000)]
    private static partial Regex Option();

    [GeneratedRegex("(?<=`)[A-Za-z]+(?=`)", RegexOptions.None, 10_000)]
    private static partial Regex Name();
}
