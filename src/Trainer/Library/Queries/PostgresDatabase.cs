using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using Npgsql;

namespace RuleCompiler.Trainer.Queries;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresDatabase : Database
{
    private static readonly string[] Schemes = ["postgres", "postgresql"];

    private readonly NpgsqlConnectionStringBuilder _connection;

    private PostgresDatabase(NpgsqlConnectionStringBuilder connection)
    {
        _connection = connection;
        // A connection of its own, which ends with the command; a query may take as long as it takes.
        _connection.Pooling = false;
        _connection.CommandTimeout = 0;
        _connection.ApplicationName ??= "rulec";
    }

    protected override string Secret => _connection.Password ?? string.Empty;

    /// <summary>The database of a connection; null where that is none of PostgreSQL.</summary>
    /// <exception cref="Files.InputFileException">It is one, and something about it is wrong.</exception>
    public static PostgresDatabase? Find(string connection)
    {
        try
        {
            if (Schemes.Any(s => connection.StartsWith(s + "://", StringComparison.OrdinalIgnoreCase)))
                return new PostgresDatabase(OfUri(new Uri(connection)));
            return connection.Contains('=', StringComparison.Ordinal)
                && new NpgsqlConnectionStringBuilder(connection) is { Host.Length: > 0 } known ? new PostgresDatabase(known) : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            // What the library says may hold what must not be seen.
            throw Error(
                "--connection is not as PostgreSQL's are: postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require, where what is no "
                    + "plain character is written with %, or Host=…;Port=…;Database=…;Username=…;Password=….");
        }
    }

    public override DatabaseSession Open()
    {
        var connection = new NpgsqlConnection(_connection.ConnectionString);
        try
        {
            connection.Open();
            using var begin = connection.CreateCommand();
            begin.CommandText = "BEGIN READ ONLY";
            begin.ExecuteNonQuery();
            return new Session(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override string Words(Exception e) => e switch
    {
        PostgresException said => said.MessageText,
        // Of a host that does not answer the library says only that it failed.
        { InnerException: { } inner } => $"{e.Message} ({inner.Message})",
        _ => e.Message,
    };

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Length > 0 ? uri.Host.Trim('[', ']') : throw new FormatException("There is no host."),
        };
        if (uri.Port > 0)
            builder.Port = uri.Port;
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
            builder.Database = Uri.UnescapeDataString(database);
        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = setting.Split('=', 2);
            var value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : throw new FormatException("A setting has no value.");
            builder[KeyOf(Uri.UnescapeDataString(pair[0]))] = value;
        }

        return builder;
    }

    /// <summary>PostgreSQL's own names of settings, where the library has others.</summary>
    private static string KeyOf(string name) => name.ToLower(CultureInfo.InvariantCulture) switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "user" => "Username",
        "dbname" => "Database",
        _ => name,
    };

    private sealed class Session(NpgsqlConnection connection) : DatabaseSession(connection)
    {
        private readonly NpgsqlBatch _batch = connection.CreateBatch();

        public override DbDataReader Execute(string query)
        {
            // The text of a batch goes to the server as it is, which takes one statement: a second one could end the transaction.
            _batch.BatchCommands.Add(new NpgsqlBatchCommand(query));
            return _batch.ExecuteReader();
        }

        public override void Cancel() => _batch.Cancel();
    }
}
