using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Microsoft.Data.Sqlite;
using RuleCompiler.Trainer.Export.Sql;

namespace RuleCompiler.Sql.Engines;

internal sealed class Sqlite : Database
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public Sqlite() => _connection.Open();

    public override SqlDialect Dialect => SqlDialects.Of("sqlite");

    protected override DbConnection Connection => _connection;

    protected override string TextColumn => "TEXT";

    protected override string DoubleColumn => "REAL";

    // A real number that is whole is stored as a whole number, which has no -0.
    public override double Stored(double value) => value == 0 ? 0.0 : value;

    protected override void Insert(IReadOnlyList<object?[]> rows)
    {
        using var transaction = _connection.BeginTransaction();
        using var command = _connection.CreateCommand();
        var parameters = Enumerable.Range(0, rows[0].Length + 1).Select(i => "$p" + i).ToArray();
        command.CommandText = $"INSERT INTO {Dialect.Identifier(Table)} VALUES ({string.Join(", ", parameters)})";
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter(parameter, DBNull.Value));
        for (var r = 0; r < rows.Count; r++)
        {
            command.Parameters[0].Value = r;
            for (var i = 0; i < rows[r].Length; i++)
                command.Parameters[i + 1].Value = rows[r][i] is null or double.NaN ? DBNull.Value : rows[r][i];
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
