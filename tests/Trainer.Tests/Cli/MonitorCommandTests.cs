using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Monitoring;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec monitor</c>: what has moved since rules were trained.</summary>
public sealed class MonitorCommandTests : IDisposable
{
    private static readonly string Rules = InSample("GermanCredit.rules.json");
    private static readonly string Table = InSample("german-credit.csv");

    private readonly CsvFile _counts = new(Counted(Table), "a.json");

    public void Dispose() => _counts.Dispose();

    [Fact]
    public void TheTableOfTrainingHasNotMoved()
    {
        var run = CommandRun.Of("monitor", Rules, "--data", Table);
        Assert.Equal((ExitCode.Done, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("GermanCredit: 1000 rows, compared with 600 rows of its training.\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  still  labels of credit_risk (PSI ", run.Out, StringComparison.Ordinal);
        Assert.Contains("  still  bands of the score of credit_risk (PSI ", run.Out, StringComparison.Ordinal);
        Assert.Contains("  still  shares of rules (PSI ", run.Out, StringComparison.Ordinal);
        Assert.Contains("\n0 of ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfCountsSaysWhatItsTableDoes() => Assert.Equal(
        CommandRun.Of("monitor", Rules, "--data", Table, "--json"), CommandRun.Of("monitor", Rules, _counts.Path, "--json"));

    /// <summary>Loans of longer and longer duration: what moved is named, the farthest first, and the exit code says it.</summary>
    [Fact]
    public void WhatHasMovedIsNamed()
    {
        using var moved = new CsvFile(Lengthened(File.ReadAllText(Table)));
        var run = CommandRun.Of("monitor", Rules, "--data", moved.Path);
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        var lines = run.Out.Split('\n');
        Assert.StartsWith("  moved  ", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("  moved  labels of credit_risk: bad got ", StringComparison.Ordinal));
        Assert.Contains(
            lines, l => l.StartsWith("  moved  duration_months was above its range in ", StringComparison.Ordinal)
                && l.Contains(" of rows, in training in none (PSI ", StringComparison.Ordinal));

        var json = JsonDocument.Parse(CommandRun.Of("monitor", Rules, "--data", moved.Path, "--json").Out).RootElement;
        Assert.True(json.GetProperty("moved").GetBoolean());
        var comparisons = json.GetProperty("comparisons").EnumerateArray().ToArray();
        Assert.All(comparisons, c => Assert.Equal(
            c.GetProperty("moved").GetBoolean(), c.GetProperty("psi").GetDouble() > c.GetProperty("limit").GetDouble()));
        var ratios = comparisons.Where(c => c.GetProperty("moved").GetBoolean())
            .Select(c => c.GetProperty("psi").GetDouble() / c.GetProperty("limit").GetDouble()).ToArray();
        Assert.Equal(ratios.OrderDescending(), ratios);
    }

    [Fact]
    public void FilesAreAdded()
    {
        var second = _counts.Sibling("b.json");
        File.Copy(_counts.Path, second);
        var json = JsonDocument.Parse(CommandRun.Of("monitor", Rules, _counts.Path, second, "--json").Out).RootElement;
        Assert.Equal((2_000, 600), (json.GetProperty("rows").GetInt64(), json.GetProperty("trainingRows").GetInt64()));
    }

    [Fact]
    public void WithoutCountsOfTrainingOnlyRulesAreCompared()
    {
        var document = RuleDocumentReader.Read(File.ReadAllBytes(Rules));
        var older = _counts.Sibling("GermanCredit.rules.json");
        File.WriteAllText(
            older, RuleDocumentWriter.Write(document with { Provenance = document.Provenance! with { Counts = null } }));
        foreach (var run in new[] { CommandRun.Of("monitor", older, _counts.Path), CommandRun.Of("monitor", older, "--data", Table) })
        {
            Assert.Equal(ExitCode.Done, run.ExitCode);
            Assert.Contains("only the shares of its rules are compared; rulec measure counts", run.Error, StringComparison.Ordinal);
            Assert.Contains("0 of 1 comparison moved.", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ARowThatIsRefusedIsCountedAndCompared()
    {
        using var rules = new CsvFile(Refusing(), "R.rules.json");
        using var table = new CsvFile(CsvFile.Rows("size,id", 100, i => i % 2 == 0 ? "1.5,1" : ",2"));
        var run = CommandRun.Of("monitor", rules.Path, "--data", table.Path);
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        Assert.Contains("the rules refused 50 rows, which are in no rule.", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "  moved  size was the reason to refuse a row in 50.0 % of rows, in training in none", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"GermanCredit\"", "\"name\": \"Other\"", "a.json(2,11): These are counts of 'Other'")]
    [InlineData("\"meaning\": \"sha256:", "\"meaning\": \"sha256:0", "mean something else than the document now")]
    [InlineData("\"limits\": [ ", "\"limits\": [ -100, ", "bands")]
    [InlineData("{", "", "a.json(")]
    public void CountsOfOtherRulesAreRefused(string piece, string replacement, string says)
    {
        var text = File.ReadAllText(_counts.Path);
        var wrong = text.Replace(piece, replacement, StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        File.WriteAllText(_counts.Path, wrong);
        var run = CommandRun.Of("monitor", Rules, _counts.Path);
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("monitor r.rules.json", "name files of counts, or a table with --data; one of them.")]
    [InlineData("monitor r.rules.json a.json --data t.csv", "name files of counts, or a table with --data; one of them.")]
    [InlineData("monitor r.rules.json a.json --level 0", "--level is a number from 0.01 to 50, not '0'.")]
    public void TheCommandLineIsChecked(string arguments, string says)
    {
        var run = CommandRun.Of(arguments.Split(' '));
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereNothingCanBeComparedIsSaid()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "Price.rules.json");
        using var table = new CsvFile("size\n1\n");
        var nothing = CommandRun.Of("monitor", rules.Path, "--data", table.Path);
        Assert.Equal(ExitCode.BadInput, nothing.ExitCode);
        Assert.Contains("does not say which share of its training each rule has; rulec measure", nothing.Error, StringComparison.Ordinal);
        using var empty = new CsvFile("size\n");
        var none = CommandRun.Of("monitor", rules.Path, "--data", empty.Path);
        Assert.Equal(ExitCode.BadInput, none.ExitCode);
    }

    private static string Counted(string table)
    {
        var document = RuleDocumentReader.Read(File.ReadAllBytes(Rules));
        return TableCounts.Of(table, TableOptions.Default, document, default).ToJson(document);
    }

    private static string Lengthened(string table)
    {
        var lines = table.TrimEnd().Split('\n');
        var column = Array.IndexOf(lines[0].TrimEnd('\r').Split(','), "duration_months");
        return lines[0] + "\n" + string.Concat(lines.Skip(1).Select(line =>
        {
            var cells = line.TrimEnd('\r').Split(',');
            cells[column] = (3 * int.Parse(cells[column], CultureInfo.InvariantCulture))
                .ToString(CultureInfo.InvariantCulture);
            return string.Join(',', cells) + "\n";
        }));
    }

    // Its number has nothing to stand for a missing one.
    private static string Refusing()
    {
        var document = RuleDocumentReader.Read(SampleDocuments.Price);
        var counter = new RowCounter(document, EquatableArray.Of(EquatableArray<Number>.Empty));
        for (var i = 0; i < 100; i++)
            counter.Count([1.5]);
        return RuleDocumentWriter.Write(document with
        {
            Rules = document.Rules.Select(r => r with { Support = new Support(100, Number.From(1), null, null) }).ToEquatableArray(),
            Provenance = document.Provenance! with { Counts = counter.Counts },
        });
    }

    private static string InSample(string file) => Path.Combine(SourceTree.Root, "samples", "GermanCredit", file);
}
