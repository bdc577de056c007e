using System;
using System.Data.Common;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using RuleCompiler.Trainer.Tests;

namespace RuleCompiler.Sql.Queries;

/// <summary>A database with tables of its own, which <c>rulec</c> is sent to.</summary>
internal abstract class QueriedDatabase : IDisposable
{
    private readonly CsvFile _folder = new(string.Empty, "empty");

    /// <summary>What <c>--connection</c> is.</summary>
    public abstract string Connection { get; }

    /// <summary>The type of a double.</summary>
    public virtual string Double => "double precision";

    public static QueriedDatabase Of(string engine) => engine switch
    {
        "postgres" => new OfPostgres(),
        "sqlite" => new OfSqlite(),
        _ => new OfDuckDb(),
    };

    public string File(string name) => _folder.Sibling(name);

    /// <summary>Runs statements, and closes the database.</summary>
    public void Execute(params string[] statements)
    {
        using var connection = Open();
        connection.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public object? Scalar(string query)
    {
        using var connection = Open();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }

    public virtual void Dispose() => _folder.Dispose();

    protected abstract DbConnection Open();

    private sealed class OfSqlite : QueriedDatabase
    {
        public override string Connection => "sqlite:" + File("people.db");

        public override string Double => "REAL";

        protected override DbConnection Open() => new SqliteConnection($"Data Source={File("people.db")};Pooling=False");
    }

    private sealed class OfDuckDb : QueriedDatabase
    {
        public override string Connection => "duckdb:" + File("people.duckdb");

        public override string Double => "DOUBLE";

        protected override DbConnection Open() => new DuckDBConnection("DataSource=" + File("people.duckdb"));
    }

    /// <summary>In a schema of its own, which goes with the test.</summary>
    private sealed class OfPostgres : QueriedDatabase
    {
        private readonly string _schema = "s" + Guid.NewGuid().ToString("N");
        private readonly NpgsqlConnectionStringBuilder _server;

        public OfPostgres()
        {
            var server = Environment.GetEnvironmentVariable("RULEC_POSTGRES") ?? throw new InvalidOperationException(
                "These tests ask PostgreSQL: start it with scripts/postgres.sh, and set RULEC_POSTGRES to what it prints.");
            _server = new NpgsqlConnectionStringBuilder(server) { Pooling = false };
            Execute("CREATE SCHEMA " + _schema);
            _server.SearchPath = _schema;
        }

        public override string Connection => _server.ConnectionString;

        public override void Dispose()
        {
            Execute($"DROP SCHEMA {_schema} CASCADE");
            base.Dispose();
        }

        protected override DbConnection Open() => new NpgsqlConnection(_server.ConnectionString);
    }
}
