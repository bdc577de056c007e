using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using DuckDB.NET.Data;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Trainer.Export.Sql;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// A million rows of the sample Adult, decided by DuckDB on all processors and by the compiled batch on one: seconds by the clock and of
/// processor time. <c>-- sql</c>.
/// </summary>
internal static class SqlSpeed
{
    private const int Rows = 1_000_000;
    private const int Runs = 5;

    public static void Run(TextWriter output)
    {
        var file = ReasonSpeed.Sample("Adult");
        var document = RuleDocumentReader.Read(File.ReadAllText(file));
        var data = Path.Combine(Path.GetDirectoryName(file)!, "adult-train.csv").Replace("'", "''", StringComparison.Ordinal);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, $"CREATE TABLE census AS SELECT * FROM read_csv('{data}')");
        Execute(connection,
            $"CREATE TABLE people AS SELECT census.* FROM census, range(1000) LIMIT {Rows.ToString(CultureInfo.InvariantCulture)}");
        var statement = SqlStatement.Of(document, SqlDialects.Of("duckdb"), new SqlNames { Table = "people" });
        var withReasons = SqlStatement.Of(document, SqlDialects.Of("duckdb"), new SqlNames { Table = "people" }, new SqlReasons(4));

        output.WriteLine($"| a million rows of Adult | seconds | processor seconds |");
        output.WriteLine("| --- | ---: | ---: |");
        Print(output, "DuckDB, into a table", () => Execute(connection, "CREATE OR REPLACE TABLE decided AS " + statement));
        Print(output, "with four reasons", () => Execute(connection, "CREATE OR REPLACE TABLE decided AS " + withReasons));
        var classify = Compiled(document, connection);
        Print(output, "compiled batch, one thread, rows in memory", classify);
    }

    /// <summary>The least of some runs.</summary>
    private static void Print(TextWriter output, string title, Action run)
    {
        using var process = Process.GetCurrentProcess();
        run();
        var best = Enumerable.Range(0, Runs).Select(_ =>
        {
            process.Refresh();
            var (clock, processor) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            run();
            process.Refresh();
            return (Clock: clock.Elapsed.TotalSeconds, Processor: (process.TotalProcessorTime - processor).TotalSeconds);
        }).Min();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {title} | {best.Clock:0.00} | {best.Processor:0.00} |"));
    }

    private static Action Compiled(RuleDocument document, DuckDBConnection connection)
    {
        var names = new DocumentNames(document);
        var values = names.Inputs.Select((input, i) => input.Type == "double" ? $"row[{i}]" : $"({names.Class}.{input.Type})(int)row[{i}]");
        var caller = GeneratedAssembly.Load(document, $$"""
            using System;
            public static partial class {{names.Class}} { }
            public static class Caller
            {
                private static {{names.Class}}.Input[] inputs = Array.Empty<{{names.Class}}.Input>();
                private static {{names.Class}}.Label[] labels = Array.Empty<{{names.Class}}.Label>();

                public static void Prepare(double[][] rows)
                {
                    inputs = Array.ConvertAll(rows, row => new {{names.Class}}.Input({{string.Join(", ", values)}}));
                    labels = new {{names.Class}}.Label[inputs.Length];
                }

                public static void Classify() => {{names.Class}}.Classify(inputs, labels);
            }
            """).GetType("Caller")!;
        caller.GetMethod("Prepare")!.CreateDelegate<Action<double[][]>>()(ReadRows(document, connection));
        return caller.GetMethod("Classify")!.CreateDelegate<Action>();
    }

    private static double[][] ReadRows(RuleDocument document, DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT " + string.Join(", ", document.Inputs.Select(i => $"\"{i.Name}\"")) + " FROM people";
        using var reader = command.ExecuteReader();
        var readers = document.Inputs.Select(i => i.Match<Func<object, double>>(
            _ => value => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            category => value => category.Categories.ToList().IndexOf((string)value))).ToArray();
        var rows = new double[Rows][];
        for (var r = 0; reader.Read(); r++)
            rows[r] = readers.Select((read, i) => read(reader.GetValue(i))).ToArray();
        return rows;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
