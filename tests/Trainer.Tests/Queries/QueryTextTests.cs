using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Queries;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Queries;

/// <summary>What the text of a query tells without a database.</summary>
public sealed class QueryTextTests
{
    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("  select x from t where a = ';' and \"b;\" > 0 -- ; not this\n /* nor; this */ ;; ")]
    [InlineData("(SELECT 1) UNION (SELECT 2)")]
    [InlineData("WITH t AS (SELECT 1 AS x) SELECT x FROM t")]
    [InlineData("FROM read_parquet('people.parquet')")]
    [InlineData("SELECT $$a;b$$, $tag$ ; $$ ; $tag$")]
    [InlineData("SELECT E'it\\'s; fine'")]
    [InlineData("SELECT 'it''s; fine', `a;`")]
    [InlineData("VALUES (1), (2)")]
    public void OneStatementThatReturnsRowsIsAQuery(string query) => QueryText.RequireQuery(query);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" -- nothing", "is empty")]
    [InlineData("SELECT 1; DROP TABLE t", "several statements")]
    [InlineData("SELECT ';'; SELECT 2", "several statements")]
    [InlineData("SELECT E'it\\'; DROP TABLE t; --'; DROP TABLE t", "several statements")]
    [InlineData("delete from t", "begins with delete")]
    [InlineData("/* SELECT */ DROP TABLE t", "begins with DROP")]
    [InlineData("COPY t TO 'file'", "begins with COPY")]
    [InlineData("\u001B[31mSELECT", "begins with ")]
    public void AnythingElseIsRefused(string query, string says)
    {
        var error = Assert.Throws<InputFileException>(() => QueryText.RequireQuery(query));
        Assert.Contains(says, error.Problem, System.StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', error.Message);
    }

    [Theory]
    [InlineData("SELECT x FROM t ORDER BY x", true)]
    [InlineData("select x from t order\n by x limit 3;", true)]
    [InlineData("SELECT x FROM t UNION SELECT y FROM u ORDER BY 1", true)]
    [InlineData("SELECT x FROM t", false)]
    [InlineData("SELECT x FROM (SELECT x FROM t ORDER BY x)", false)]
    [InlineData("SELECT row_number() OVER (ORDER BY x) FROM t", false)]
    [InlineData("SELECT x FROM t -- ORDER BY x", false)]
    [InlineData("SELECT 'ORDER BY x' FROM t", false)]
    [InlineData("SELECT x AS \"order\" FROM t", false)]
    public void AnOrderIsOneOutsideOfAllBrackets(string query, bool isOrdered) => Assert.Equal(isOrdered, QueryText.IsOrdered(query));

    [Theory]
    [InlineData("train data.csv --target y --query SELECT --connection duckdb:", "give one of them")]
    [InlineData("train --target y --query SELECT", "name it with --connection")]
    [InlineData("train data.csv --target y --connection duckdb:", "give --query too")]
    [InlineData("predict r.rules.json", "name the table with <data>")]
    [InlineData("measure r.rules.json -o m.rules.json", "name the table with --data")]
    [InlineData("collapse n.onnx", "name the table with --data")]
    public void AFileOrAQueryIsGiven(string arguments, string says)
    {
        var run = CommandRun.Of(arguments.Split(' '));
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, System.StringComparison.Ordinal);
    }

    /// <summary>A slip in the name of the option makes an argument of the connection.</summary>
    [Theory]
    [InlineData("postgres://ann:hush@db/people")]
    [InlineData("postgres://ann:hush@hush@db/people")]
    [InlineData("--conection=postgres://ann:hush@db/people")]
    [InlineData("Password=hush;Host=db")]
    [InlineData("--conection=Host=db;PWD=hush")]
    public void AConnectionInTheWrongPlaceIsNotShown(string argument)
    {
        var run = CommandRun.Of("train", "--query", "SELECT 1", "--target", "y", argument, argument);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.DoesNotContain("hush", run.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsCalledLikeTheQueryIsNotMistakenForIt()
    {
        using var file = new CsvFile("x,y\n1,2\n");
        using var files = CommandFiles.Begin(null, default);
        files.Declare([new NamedFile("--test", QueryTable.Name)], []);
        var error = Assert.Throws<InputFileException>(() => QueryTable.Provide("SELECT 1", "duckdb:"));
        Assert.Contains("./query", error.Problem, System.StringComparison.Ordinal);
    }
}
