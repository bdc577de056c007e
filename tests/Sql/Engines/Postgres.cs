using System;
using System.Collections.Generic;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using RuleCompiler.Trainer.Export.Sql;

namespace RuleCompiler.Sql.Engines;

/// <summary>The PostgreSQL that the variable RULEC_POSTGRES leads to, as a connection string; <c>.ci/run</c> starts one.</summary>
internal sealed class Postgres : Database
{
    private readonly NpgsqlConnection _connection;

    public Postgres()
    {
        var server = Environment.GetEnvironmentVariable("RULEC_POSTGRES") ?? throw new InvalidOperationException(
            "These tests ask PostgreSQL: start it with scripts/postgres.sh, and set RULEC_POSTGRES to what it prints.");
        _connection = new NpgsqlConnection(server);
        _connection.Open();
    }

    public override SqlDialect Dialect => SqlDialects.Of("postgres");

    protected override DbConnection Connection => _connection;

    protected override string TextColumn => "text";

    protected override string DoubleColumn => "double precision";

    protected override void Insert(IReadOnlyList<object?[]> rows)
    {
        using var writer = _connection.BeginBinaryImport($"COPY {Dialect.Identifier(Table)} FROM STDIN (FORMAT BINARY)");
        for (var r = 0; r < rows.Count; r++)
        {
            writer.StartRow();
            writer.Write(r, NpgsqlDbType.Integer);
            foreach (var value in rows[r])
            {
                if (value is double number)
                    writer.Write(number, NpgsqlDbType.Double);
                else if (value is string text)
                    writer.Write(text, NpgsqlDbType.Text);
                else
                    writer.WriteNull();
            }
        }

        writer.Complete();
    }
}
