using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Sql.Engines;

/// <summary>An engine with a provider for .NET.</summary>
internal abstract class Database : Engine
{
    protected abstract DbConnection Connection { get; }

    protected abstract string TextColumn { get; }

    protected abstract string DoubleColumn { get; }

    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void Load(IEnumerable<(string Name, bool IsNumber)> inputs, IReadOnlyList<object?[]> rows)
    {
        Execute($"DROP TABLE IF EXISTS {Dialect.Identifier(Table)}");
        Execute($"CREATE TEMPORARY TABLE {Dialect.Identifier(Table)} ({Columns(inputs, "INTEGER", DoubleColumn, TextColumn)})");
        Insert(rows);
    }

    public override IEnumerable<(int Row, Dictionary<string, object?> Answer)> Ask(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var answer = Enumerable.Range(1, reader.FieldCount - 1)
                .ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.Ordinal);
            yield return (Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture), answer);
        }
    }

    /// <summary>One text per row of an answer, joined.</summary>
    public string Text(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount)
                .Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return string.Join("\n", lines);
    }

    public override void Dispose() => Connection.Dispose();

    protected abstract void Insert(IReadOnlyList<object?[]> rows);
}
