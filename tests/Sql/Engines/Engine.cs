using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Export.Sql;

namespace RuleCompiler.Sql.Engines;

/// <summary>A database that runs here: a table is put into it, and the rules are asked of the table.</summary>
internal abstract class Engine : IDisposable
{
    /// <summary>The table of the rows.</summary>
    public const string Table = "rows of people";

    /// <summary>The column that numbers the rows.</summary>
    public const string Key = "row key";

    public abstract SqlDialect Dialect { get; }

    protected abstract DbConnection Connection { get; }

    protected abstract string TextColumn { get; }

    protected abstract string DoubleColumn { get; }

    public static SqlNames Names { get; } = new() { Table = Table, Keys = EquatableArray.Of(Key) };

    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Makes the table anew; a value is a double, a text or null.</summary>
    public void Load(IEnumerable<(string Name, bool IsNumber)> inputs, IReadOnlyList<object?[]> rows)
    {
        var columns = inputs.Select(i => $"{Dialect.Identifier(i.Name)} {(i.IsNumber ? DoubleColumn : TextColumn)}");
        Execute($"DROP TABLE IF EXISTS {Dialect.Identifier(Table)}");
        Execute($"CREATE TEMPORARY TABLE {Dialect.Identifier(Table)} ({Dialect.Identifier(Key)} INTEGER, {string.Join(", ", columns)})");
        Insert(rows);
    }

    /// <summary>What a number is once it is in a table.</summary>
    public virtual double Stored(double value) => value;

    protected abstract void Insert(IReadOnlyList<object?[]> rows);

    /// <summary>The answers by the number of the row: each column by its name, null for NULL.</summary>
    public IEnumerable<(int Row, Dictionary<string, object?> Answer)> Ask(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var answer = Enumerable.Range(1, reader.FieldCount - 1)
                .ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.Ordinal);
            yield return (Convert.ToInt32(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture), answer);
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
            lines.Add(string.Join("|",
                Enumerable.Range(0, reader.FieldCount)
                    .Select(i => Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        return string.Join("\n", lines);
    }

    public virtual void Dispose() => Connection.Dispose();
}
