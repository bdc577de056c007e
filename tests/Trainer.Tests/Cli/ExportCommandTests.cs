using System;
using System.IO;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>
/// <c>rulec export</c>: rules as a statement that an engine runs; what the answers are is tried in real engines, in tests/Sql.
/// </summary>
public sealed class ExportCommandTests
{
    private static readonly string Adult = Path.Combine(SourceTree.Root, "samples", "Adult", "Adult.rules.json");

    [Theory]
    [InlineData("postgres")]
    [InlineData("duckdb")]
    [InlineData("sqlite")]
    [InlineData("clickhouse")]
    [InlineData("spark")]
    [InlineData("trino")]
    [InlineData("bigquery")]
    [InlineData("snowflake")]
    [InlineData("mysql")]
    public void EachDialectHasAStatement(string dialect)
    {
        using var file = new CsvFile("x\n1\n");
        var output = file.Sibling("adult.sql");
        var run = CommandRun.Of(
            "export", Adult, "--to", "sql", "--dialect", dialect, "--table", "census.people", "--view", "decided", "--key", "id",
            "--column", "age=years", "--as", "rule=regel", "-o", output);
        Assert.True(run.ExitCode == 0, run.Error);
        var text = File.ReadAllText(output);
        var quote = dialect is "clickhouse" or "spark" or "bigquery" or "mysql" ? '`' : '"';
        Assert.Contains(Quoted("CREATE VIEW 'decided' AS\n"), text, StringComparison.Ordinal);
        Assert.Contains(Quoted("'census'.'people'"), text, StringComparison.Ordinal);
        Assert.Contains(Quoted("'years'"), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Quoted("'age'"), text, StringComparison.Ordinal);
        Assert.Contains(Quoted(" AS 'regel'"), text, StringComparison.Ordinal);
        Assert.Contains(Quoted(" AS 'id'"), text, StringComparison.Ordinal);
        Assert.EndsWith("\nFROM scored;\n",
            text.Replace(") AS scored;", "\nFROM scored;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(text, CommandRun.Of(
            "export", Adult, "--to", "sql", "--dialect", dialect, "--table", "census.people", "--view", "decided", "--key", "id",
            "--column", "age=years", "--as", "rule=regel").Out);

        string Quoted(string name) => name.Replace('\'', quote);
    }

    [Theory]
    [InlineData("--dialect oracle --table t", "oracle")]
    [InlineData("--dialect duckdb", "--to sql needs --table")]
    [InlineData("--table t", "--to sql needs --dialect")]
    [InlineData("--dialect duckdb --table t --column years=age", "There is no input 'years'")]
    [InlineData("--dialect duckdb --table t --column age", "--column is a name, = and another name")]
    [InlineData("--dialect duckdb --table t --as score=s", "There is no column of the answer 'score'")]
    [InlineData("--dialect duckdb --table t --reference x", "--reference is what --reasons are measured from")]
    [InlineData("--dialect duckdb --table t --reasons 11", "11")]
    [InlineData("--dialect duckdb --table t --reasons 1 --reference x", "The document has no reference 'x'")]
    [InlineData("--dialect duckdb --table t --key Rule", "Two columns of the answer would be called")]
    public void WhatIsWrongIsOneLine(string options, string says)
    {
        var run = CommandRun.Of(["export", Adult, "--to", "sql", .. options.Split(' ')]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void WhatAnEngineCannotDoExactlyIsRefused()
    {
        using var file = new CsvFile("x\n1\n");
        var rules = file.Sibling("F.rules.json");
        File.WriteAllText(
            rules,
            """
            { "version": 2, "name": "F", "inputs": [ { "name": "x", "range": [ 0, 1e200 ] } ], "outputs": [ { "name": "y" } ],
              "decision": { "kind": "value" }, "conditions": [], "tree": { "rule": 1 },
              "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "x": 1e150 } } ] } ] }
            """);
        var run = CommandRun.Of("export", rules, "--to", "sql", "--dialect", "postgres", "--table", "t");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("PostgreSQL ends a query in which a number overflows", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("export", rules, "--to", "sql", "--dialect", "duckdb", "--table", "t").ExitCode);
    }

    [Fact]
    public void AWorkbookIsWrittenAndWhatItHasNotIsTold()
    {
        using var file = new CsvFile("x\n1\n");
        var output = file.Sibling("adult.xlsx");
        var run = CommandRun.Of("export", Adult, "--to", "xlsx", "-o", output);
        Assert.Equal((0, string.Empty, string.Empty), (run.ExitCode, run.Out, run.Error));
        Assert.Equal("PK"u8.ToArray(), File.ReadAllBytes(output)[..2]);

        var banknote = Path.Combine(SourceTree.Root, "samples", "Banknote", "Banknote.rules.json");
        run = CommandRun.Of("export", banknote, "--to", "xlsx", "-o", output);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("Banknote.rules.json: Reasons are not given here, because", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("--to xlsx", "--to xlsx needs -o")]
    [InlineData("--to xlsx --table t -o f.xlsx", "--table is for --to sql, not for --to xlsx")]
    public void AWorkbookNeedsAFile(string options, string says)
    {
        var run = CommandRun.Of(["export", Adult, .. options.Split(' ')]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void NumbersThatNoSpreadsheetHoldsAreRefused()
    {
        using var file = new CsvFile("x\n1\n");
        var (rules, output) = (file.Sibling("F.rules.json"), file.Sibling("F.xlsx"));
        File.WriteAllText(
            rules,
            """
            { "version": 2, "name": "F", "inputs": [ { "name": "x", "range": [ 1e200, 1e201 ] } ], "outputs": [ { "name": "y" } ],
              "decision": { "kind": "value" }, "conditions": [], "tree": { "rule": 1 },
              "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "x": 1e150 } } ] } ] }
            """);
        var run = CommandRun.Of("export", rules, "--to", "xlsx", "-o", output);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(
            "F.rules.json: The numbers of these rules are too large for a spreadsheet", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(output));
    }
}
