using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RuleCompiler.Trainer.Queries;

/// <summary>A file of SQLite, asked with the machine's own library.</summary>
/// <param name="file">The file.</param>
internal sealed class SqliteDatabase(string file) : Database
{
    public override string File => file;

    public override DatabaseSession Open()
    {
        if (!System.IO.File.Exists(file))
            throw new Files.InputFileException(file, "there is no such file.");
        NativeSqlite.Require();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString);
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

    private sealed class Session(SqliteConnection connection) : DatabaseSession(connection)
    {
        private readonly SqliteConnection _connection = connection;

        // Each cell has a type of its own.
        public override bool HasColumnTypes => false;

        public override DbDataReader Execute(string query)
        {
            var command = _connection.CreateCommand();
            command.CommandText = query;
            command.CommandTimeout = 0;
            return command.ExecuteReader();
        }

        public override void Cancel()
        {
            if (_connection.Handle is { } handle)
                raw.sqlite3_interrupt(handle);
        }
    }
}
