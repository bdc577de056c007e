using System;
using System.Data.Common;
using DuckDB.NET.Data;

namespace RuleCompiler.Trainer.Queries;

/// <summary>DuckDB, asked with the machine's own library.</summary>
/// <param name="file">The file; null for none, where a query names the files that it reads.</param>
internal sealed class DuckDbDatabase(string? file) : Database
{
    private const string InMemory = ":memory:";

    public override string? File => file == InMemory ? null : file;

    public override DatabaseSession Open()
    {
        if (File is { } named && !System.IO.File.Exists(named))
            throw new Files.InputFileException(named, "there is no such file.");
        NativeDuckDb.Require();
        var builder = new DuckDBConnectionStringBuilder { DataSource = File ?? InMemory };
        if (File is not null)
            builder["access_mode"] = "READ_ONLY";
        var connection = new DuckDBConnection(builder.ConnectionString);
        try
        {
            connection.Open();
            return new Session(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override string Words(Exception e) => e is EntryPointNotFoundException
        ? $"the DuckDB library of this machine is older than the one that is asked for; install {NativeDuckDb.Version} or later"
        : e.Message;

    private sealed class Session(DuckDBConnection connection) : DatabaseSession(connection)
    {
        private readonly DuckDBCommand _command = connection.CreateCommand();

        public override DbDataReader Execute(string query)
        {
            _command.CommandText = query;
            // Otherwise all rows are in memory before the first is read.
            _command.UseStreamingMode = true;
            return _command.ExecuteReader();
        }

        public override void Cancel() => _command.Cancel();
    }
}
