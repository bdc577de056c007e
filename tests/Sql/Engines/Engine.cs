using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Export.Sql;

namespace RuleCompiler.Sql.Engines;

/// <summary>An engine that runs here: a table is put into it, and the rules are asked of the table.</summary>
internal abstract class Engine : IDisposable
{
    /// <summary>The table of the rows.</summary>
    public const string Table = "rows of people";

    /// <summary>The column that numbers the rows.</summary>
    public const string Key = "row key";

    public static SqlNames Names { get; } = new() { Table = Table, Keys = EquatableArray.Of(Key) };

    public abstract SqlDialect Dialect { get; }

    /// <summary>Makes the table anew; a value is a double, a text or null.</summary>
    public abstract void Load(IEnumerable<(string Name, bool IsNumber)> inputs, IReadOnlyList<object?[]> rows);

    /// <summary>The answers by the number of the row: each column by its name, null for NULL.</summary>
    public abstract IEnumerable<(int Row, Dictionary<string, object?> Answer)> Ask(string sql);

    /// <summary>What a number is once it is in a table.</summary>
    public virtual double Stored(double value) => value;

    public abstract void Dispose();

    /// <summary>The columns of the table, each with its type.</summary>
    protected string Columns(IEnumerable<(string Name, bool IsNumber)> inputs, string key, string number, string text) =>
        string.Join(", ", inputs.Select(i => $"{Dialect.Identifier(i.Name)} {(i.IsNumber ? number : text)}")
            .Prepend($"{Dialect.Identifier(Key)} {key}"));
}
