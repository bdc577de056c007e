using System;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Queries;

/// <summary>A database that queries are asked of, before it is opened.</summary>
internal abstract class Database
{
    private const string Variable = "env:";
    private const string Sqlite = "sqlite:";
    private const string DuckDb = "duckdb:";
    private const int LongestMessage = 400;

    /// <summary>The file that it is in; null where it is in none.</summary>
    public virtual string? File => null;

    /// <summary>What must not be seen in any message; empty for nothing.</summary>
    protected virtual string Secret => string.Empty;

    /// <summary>The database of a connection.</summary>
    /// <exception cref="InputFileException">It is not understood; the message does not show it.</exception>
    public static Database Of(string connection)
    {
        if (connection.StartsWith(Variable, StringComparison.Ordinal))
        {
            var name = connection[Variable.Length..];
            connection = name.Length > 0 && !name.Contains('\0', StringComparison.Ordinal)
                && Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
                && !value.StartsWith(Variable, StringComparison.Ordinal)
                    ? value
                    : throw Error($"--connection is to be in the variable {VisibleText.Of(name)}, which holds none; set it.");
        }

        if (connection.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase))
            return connection.Length > Sqlite.Length
                ? new SqliteDatabase(connection[Sqlite.Length..])
                : throw Error("--connection sqlite: lacks the file; write sqlite:FILE.");
        if (connection.StartsWith(DuckDb, StringComparison.OrdinalIgnoreCase))
            return new DuckDbDatabase(connection.Length > DuckDb.Length ? connection[DuckDb.Length..] : null);
        return PostgresDatabase.Find(connection) ?? throw Error(
            "--connection is postgres://USER@HOST/DATABASE, Host=…;Database=…, sqlite:FILE, duckdb:FILE, duckdb: alone, or env:NAME for a "
                + "variable that holds one of these; this is none of them.");
    }

    /// <summary>Opens it for reading.</summary>
    public abstract DatabaseSession Open();

    /// <summary>What an engine says, on one line.</summary>
    public string Problem(Exception e)
    {
        var text = Words(e);
        if (Secret.Length > 0)
            text = text.Replace(Secret, "***", StringComparison.OrdinalIgnoreCase);
        text = text.Split('\n', '\r')[0].Trim().TrimEnd('.');
        return "the database says: " + VisibleText.Of(text, LongestMessage) + ".";
    }

    /// <summary>The error for what is wrong with a connection.</summary>
    protected static InputFileException Error(string problem, Exception? cause = null) => new(QueryTable.Name, problem, cause);

    /// <summary>The words of an engine.</summary>
    protected virtual string Words(Exception e) => e.Message;
}
