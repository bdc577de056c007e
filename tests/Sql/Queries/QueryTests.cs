using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Queries;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;
using JsonNode = System.Text.Json.Nodes.JsonNode;

namespace RuleCompiler.Sql.Queries;

/// <summary>Rows that a database gives are those of a file.</summary>
public sealed class QueryTests
{
    private const int Rows = 240;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void TheDocumentIsThatOfTheSameRowsInAFile(string engine) => RequireSameDocument(engine);

    [Fact]
    [Trait("Category", "Server")]
    public void TheDocumentOfPostgresIsThatOfTheSameRowsInAFile() => RequireSameDocument("postgres");

    private static void RequireSameDocument(string engine)
    {
        using var database = QueriedDatabase.Of(engine);
        database.Execute(
            [$"CREATE TABLE people (id INTEGER, age INTEGER, \"work, class\" TEXT, rate {database.Double}, y TEXT)", .. Inserts()]);
        using var csv = new CsvFile(Csv());
        var query = "SELECT age, \"work, class\", rate, y FROM people ORDER BY id";
        string[] options = ["--target", "y", "--name", "People", "--hidden", "4", "--max-rules", "2"];
        var asked = CommandRun.Of(
            ["train", "--query", query, "--connection", database.Connection, "-o", csv.Sibling("q.rules.json"), .. options]);
        Assert.True(asked.ExitCode == ExitCode.Done, asked.Error);
        var read = CommandRun.Of(["train", csv.Path, "-o", csv.Sibling("c.rules.json"), .. options]);
        Assert.True(read.ExitCode == ExitCode.Done, read.Error);
        var (one, other) = (Document(csv.Sibling("q.rules.json")), Document(csv.Sibling("c.rules.json")));
        Assert.Equal("query", (string?)one["provenance"]!["data"]!["file"]);
        Assert.Equal(query, (string?)one["provenance"]!["options"]!["query"]);
        Assert.DoesNotContain("row-order", asked.Error, StringComparison.Ordinal);
        Assert.Equal(WithoutSource(other), WithoutSource(one));
        if (engine == "duckdb")
        {
            database.Execute(
                $"COPY (SELECT * EXCLUDE id FROM people ORDER BY id) TO '{csv.Sibling("p")}' (FORMAT parquet, ROW_GROUP_SIZE 64)");
            var file = CommandRun.Of(["train", csv.Sibling("p"), "-o", csv.Sibling("p.rules.json"), .. options]);
            Assert.True(file.ExitCode == ExitCode.Done, file.Error);
            Assert.Equal(WithoutSource(Document(csv.Sibling("c.rules.json"))), WithoutSource(Document(csv.Sibling("p.rules.json"))));
        }

        // The same query finds the split of training again.
        var measured = CommandRun.Of(
            "measure", csv.Sibling("q.rules.json"), "--query", query, "--connection", database.Connection,
            "-o", csv.Sibling("m.rules.json"));
        Assert.True(measured.ExitCode == ExitCode.Done, measured.Error);
        Assert.Contains("train", measured.Error, StringComparison.Ordinal);
        var answers = CommandRun.Of("predict", csv.Sibling("q.rules.json"), "--query", query, "--connection", database.Connection);
        Assert.Equal(CommandRun.Of("predict", csv.Sibling("q.rules.json"), csv.Path).Out, answers.Out);
    }

    /// <summary>Each value of a column, as an engine writes it, and the texts that the reader sees.</summary>
    [Theory]
    [InlineData("sqlite", "1, -9007199254740993, 9223372036854775807", "1 -9007199254740993 9223372036854775807")]
    [InlineData("sqlite", "0.1, 1e-7, 9e999, NULL", "0.1 1E-07 Infinity ")]
    [InlineData("sqlite", "'2024-01-05', 'a,b', 'say \"no\"', ''", "2024-01-05 a,b say \"no\" ")]
    [InlineData("duckdb", "1, 170141183460469231731687303715884105727", "1 170141183460469231731687303715884105727")]
    [InlineData("duckdb", "0.1::double, 'nan'::double, '-inf'::double, NULL", "0.1 NaN -Infinity ")]
    [InlineData("duckdb", "0.1::real, 2.5::real", "0.10000000149011612 2.5")]
    [InlineData("duckdb", "12.50::decimal(9,2), NULL", "12.50 ")]
    [InlineData("duckdb", "true, false, NULL", "true false ")]
    [InlineData("duckdb", "DATE '2024-01-05', NULL", "2024-01-05 ")]
    [InlineData("duckdb", "TIMESTAMP '2024-01-05 13:07:09.12', NULL", "2024-01-05T13:07:09.12 ")]
    [InlineData("duckdb", "'a'::enum('a','b'), 'b'::enum('a','b')", "a b")]
    [InlineData("duckdb", "255::utinyint, 18446744073709551615::ubigint", "255 18446744073709551615")]
    public void ValuesAreTheTextsThatReadBackToThem(string engine, string values, string texts) => RequireTexts(engine, values, texts);

    [Theory]
    [Trait("Category", "Server")]
    [InlineData("1, -9007199254740993, 9223372036854775807", "1 -9007199254740993 9223372036854775807")]
    [InlineData("0.1::float8, 'NaN', '-Infinity', NULL", "0.1 NaN -Infinity ")]
    [InlineData("0.1::real, 2.5::real", "0.10000000149011612 2.5")]
    [InlineData("12.50::numeric, NULL", "12.50 ")]
    [InlineData("true, false, NULL", "true false ")]
    [InlineData("DATE '2024-01-05', NULL", "2024-01-05 ")]
    [InlineData("TIMESTAMP '2024-01-05 13:07:09.12', NULL", "2024-01-05T13:07:09.12 ")]
    [InlineData("TIMESTAMPTZ '2024-01-05 13:07:09+02', NULL", "2024-01-05T11:07:09Z ")]
    [InlineData("'a,b', E'say \"no\"\\nx', ''", "a,b say \"no\"\nx ")]
    public void ValuesOfPostgresAreTheTextsThatReadBackToThem(string values, string texts) => RequireTexts("postgres", values, texts);

    private static void RequireTexts(string engine, string values, string texts)
    {
        using var database = QueriedDatabase.Of(engine);
        database.Execute("CREATE TABLE unused (x INTEGER)");
        var parts = values.Split(", ").Select((v, i) => $"SELECT {i} AS n, {v} AS c");
        using var files = CommandFiles.Begin(null, default);
        QueryTable.Provide($"SELECT c FROM ({string.Join(" UNION ALL ", parts)}) AS t ORDER BY n", database.Connection);
        using var records = CsvRecords.Open(QueryTable.Name, TableOptions.Default);
        var read = new List<string>();
        while (records.Read())
            read.Add(records.Text(0));
        Assert.Equal(texts, string.Join(' ', read));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void WhatIsNoQueryChangesNothingAndIsOneLine(string engine) => RequireUnchanged(engine);

    [Fact]
    [Trait("Category", "Server")]
    public void WhatIsNoQueryChangesNothingInPostgres()
    {
        RequireUnchanged("postgres");
        using var database = QueriedDatabase.Of("postgres");
        database.Execute("CREATE TABLE people (x INTEGER)", "INSERT INTO people VALUES (1), (2)");
        // The transaction only reads, whatever a statement that returns rows would do on its way.
        Assert.Contains(
            "read-only", Refused(database, "WITH gone AS (DELETE FROM people RETURNING x) SELECT x FROM gone"), StringComparison.Ordinal);
        Assert.Equal(2L, database.Scalar("SELECT count(*) FROM people"));
    }

    private static void RequireUnchanged(string engine)
    {
        using var database = QueriedDatabase.Of(engine);
        database.Execute("CREATE TABLE people (x INTEGER, y INTEGER)", "INSERT INTO people VALUES (1, 1), (2, 2)");
        foreach (var statement in new[]
        {
            "DELETE FROM people", "delete from people returning x", "SELECT 1; DELETE FROM people", "-- all\nDROP TABLE people",
            "COMMIT", "/* ; */ UPDATE people SET x = 0", "CREATE TABLE other AS SELECT 1", "VACUUM INTO 'copy.db'", "",
        })
        {
            Assert.Contains("--query", Refused(database, statement), StringComparison.Ordinal);
        }

        Assert.Equal(3L, Convert.ToInt64(database.Scalar("SELECT CAST(sum(x) AS BIGINT) FROM people"), CultureInfo.InvariantCulture));
        Assert.Contains("the database says: ", Refused(database, "SELECT nothing FROM people"), StringComparison.Ordinal);
        Assert.Contains("the database says: ", Refused(database, "SELECT x FROM nobody"), StringComparison.Ordinal);
        Assert.Contains("the database says: ", Refused(database, "SELECT x FROM people WHERE ("), StringComparison.Ordinal);
        Assert.Contains("no rows", Refused(database, "SELECT x, y FROM people WHERE x > 5"), StringComparison.Ordinal);
        Assert.Contains("two columns are called 'x'", Refused(database, "SELECT x, y AS x FROM people"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT x, y FROM people", true)]
    [InlineData("SELECT x, y FROM (SELECT * FROM people ORDER BY x) AS p", true)]
    [InlineData("SELECT x, y FROM people ORDER BY x", false)]
    public void RowsWithoutAnOrderAreNoted(string query, bool isNoted)
    {
        using var database = QueriedDatabase.Of("sqlite");
        var rows = Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"({i % 17}, '{(i % 17 > 8 ? "yes" : "no")}')"));
        database.Execute("CREATE TABLE people (x REAL, y TEXT)", "INSERT INTO people VALUES " + string.Join(", ", rows));
        var run = CommandRun.Of(
            "train", "--query", query, "--connection", database.Connection, "--target", "y", "--hidden", "2", "--json",
            "-o", database.File("o.rules.json"));
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        Assert.Equal(
            isNoted, JsonNode.Parse(run.Out)!["notes"]!.AsArray().Any(n => (string?)n!["kind"] == "row-order"));
    }

    [Fact]
    public void ListsAreNotedAndRefusedWhereTheyAreNamed()
    {
        using var files = CommandFiles.Begin(null, default);
        QueryTable.Provide("SELECT i AS x, [i] AS l, {'a': i} AS s, i::varchar::blob AS b FROM range(9) AS t(i) ORDER BY i", "duckdb:");
        var table = TableReader.Read(QueryTable.Name, TableOptions.Default with { Kept = EquatableArray.Of("x") });
        Assert.Equal(["x"], table.Columns.Select(c => c.Name));
        Assert.Equal(["l", "s", "b"], table.Profile.Notes.Select(n => n.Column));
        var error = Assert.Throws<InputFileException>(() => TableReader.Read(QueryTable.Name, CsvFile.Target("l")));
        Assert.Contains("cannot be used", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void DuckDbReadsWhatAQueryNames()
    {
        using var csv = new CsvFile(Csv());
        var parquet = csv.Sibling("people.parquet");
        using (var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT * FROM read_csv('{csv.Path}')) TO '{parquet}' (ROW_GROUP_SIZE 100)";
            command.ExecuteNonQuery();
        }

        using var files = CommandFiles.Begin(null, default);
        QueryTable.Provide($"FROM read_parquet('{parquet}')", "duckdb:");
        var (asked, read) = (TableReader.Read(QueryTable.Name, CsvFile.Target("y")), TableReader.Read(csv.Path, CsvFile.Target("y")));
        var file = TableReader.Read(parquet, CsvFile.Target("y"));
        Assert.Equal(read.Profile.Columns, asked.Profile.Columns);
        Assert.Equal(read.Profile.Columns, file.Profile.Columns);
        Assert.Equal("row-order", Assert.Single(asked.Profile.Notes).Kind);
        foreach (var name in new[] { "age", "rate" })
        {
            Assert.Equal(Numbers(read, name), Numbers(asked, name));
            Assert.Equal(Numbers(read, name), Numbers(file, name));
        }

        static double[] Numbers(Table table, string name) =>
            table.Columns.OfType<NumberColumn>().Single(c => c.Name == name).Values.ToArray();
    }

    /// <summary>Nobody listens there.</summary>
    [Theory]
    [InlineData("postgres://ann:hush%21hush@127.0.0.1:1/people?connect_timeout=5")]
    [InlineData("Host=127.0.0.1;Port=1;Username=ann;Password=hush!hush;Database=people")]
    [InlineData("postgres://ann:hush!hush@127.0.0.1:1/people?nonsense=hush!hush")]
    [InlineData("Host=127.0.0.1;Port=hush!hush;Password=hush!hush")]
    [InlineData("mysql://ann:hush!hush@127.0.0.1/people")]
    [InlineData("hush!hush")]
    public void ThePasswordIsNeverShown(string connection)
    {
        using var folder = new CsvFile("unused");
        var run = CommandRun.Of(
            "train", "--query", "SELECT 1 AS x", "--connection", connection, "--target", "x", "-o", folder.Sibling("o.rules.json"));
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("hush", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Server")]
    public void ThePasswordIsInNoDocument()
    {
        using var database = QueriedDatabase.Of("postgres");
        database.Execute(
            [$"CREATE TABLE people (id INTEGER, age INTEGER, \"work, class\" TEXT, rate float8, y TEXT)", .. Inserts()]);
        const string Variable = "RULEC_TEST_CONNECTION";
        Environment.SetEnvironmentVariable(Variable, database.Connection + ";Password=hush!hush");
        var run = CommandRun.Of(
            "train", "--query", "SELECT age, y FROM people ORDER BY id", "--connection", "env:" + Variable, "--target", "y",
            "--hidden", "2", "--json", "-o", database.File("o.rules.json"));
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        var all = run.Out + run.Error + string.Concat(
            Directory.GetFiles(Path.GetDirectoryName(database.File("o"))!).Select(System.IO.File.ReadAllText));
        Assert.Contains("SELECT age", all, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", all, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", all, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Server")]
    public void AUriIsAConnectionToo()
    {
        var server = new Npgsql.NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("RULEC_POSTGRES"));
        using var files = CommandFiles.Begin(null, default);
        QueryTable.Provide(
            "SELECT 1 AS x, current_setting('transaction_read_only') AS t",
            FormattableString.Invariant(
                $"postgresql://{server.Username}:any%40thing@{server.Host}:{server.Port}/{server.Database}?application_name=a%20b"));
        using var records = CsvRecords.Open(QueryTable.Name, TableOptions.Default);
        Assert.True(records.Read());
        Assert.Equal(("1", "on"), (records.Text(0), records.Text(1)));
    }

    [Theory]
    [InlineData("sqlite:no-such-file", "there is no such file")]
    [InlineData("duckdb:no-such-file", "there is no such file")]
    [InlineData("sqlite:", "lacks the file")]
    [InlineData("env:RULEC_NO_SUCH_VARIABLE", "which holds none")]
    public void AConnectionThatIsNoneIsRefused(string connection, string says)
    {
        var run = CommandRun.Of("train", "--query", "SELECT 1 AS x", "--connection", connection, "--target", "x");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(says, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNoDatabaseIsRefused()
    {
        using var file = new CsvFile("a,b\n1,2\n" + new string('x', 5000));
        foreach (var engine in new[] { "sqlite:", "duckdb:" })
        {
            var run = CommandRun.Of("train", "--query", "SELECT x FROM people", "--connection", engine + file.Path, "--target", "x");
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("the database says: ", line, StringComparison.Ordinal);
        }
    }

    private static string Refused(QueriedDatabase database, string statement)
    {
        var run = CommandRun.Of("train", "--query", statement, "--connection", database.Connection, "--target", "x");
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        return Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static (int? Age, string? Work, double Rate, string Y) Row(int i) => (
        i % 13 == 5 ? null : 18 + (i * 7 % 60),
        i % 11 == 3 ? null : new[] { "State-gov, local", "self \"own\"", "private" }[i % 3],
        (i * 37 % 101) / 7.0,
        i * 7 % 60 > 25 + (i % 3) ? ">50K" : "<=50K");

    private static string Csv() => CsvFile.Rows("age,\"work, class\",rate,y", Rows, i =>
    {
        var (age, work, rate, y) = Row(i);
        return FormattableString.Invariant($"{age},\"{work?.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{rate:R},{y}");
    });

    private static IEnumerable<string> Inserts() => Enumerable.Range(0, Rows).Select(i =>
    {
        var (age, work, rate, y) = Row(i);
        var years = age?.ToString(CultureInfo.InvariantCulture) ?? "NULL";
        return FormattableString.Invariant(
            $"INSERT INTO people VALUES ({i}, {years}, {(work is null ? "NULL" : $"'{work}'")}, {rate:R}, '{y}')");
    });

    private static JsonNode Document(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private static string WithoutSource(JsonNode document)
    {
        document["summary"] = null;
        document["provenance"]!["data"] = null;
        document["provenance"]!["options"]!.AsObject().Remove("query");
        return document.ToJsonString();
    }
}
