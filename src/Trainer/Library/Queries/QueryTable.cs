using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Queries;

/// <summary>The rows of a query, as a table that is read under a name.</summary>
public static class QueryTable
{
    /// <summary>The name under which the rows are read.</summary>
    public const string Name = "query";

    /// <summary>
    /// Has the rows of a query read under <see cref="Name"/> in the command that runs here; it is asked once, when they are.
    /// </summary>
    /// <param name="query">One statement that returns rows.</param>
    /// <param name="connection">
    /// <c>postgres://…</c>, <c>Host=…</c>, <c>sqlite:FILE</c>, <c>duckdb:FILE</c>, <c>duckdb:</c>, or <c>env:NAME</c> for a variable that
    /// holds one of these. Nobody shows or keeps it.
    /// </param>
    /// <exception cref="InputFileException">It is no such statement or no such connection.</exception>
    public static void Provide(string query, string connection)
    {
        QueryText.RequireQuery(query);
        var database = Database.Of(connection);
        var files = CommandFiles.Current ?? throw new InvalidOperationException("Queries are asked within a command.");
        files.Provide(Name, () => Read(query, database, files.Cancellation));
    }

    /// <summary>The file that a connection opens.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>The file; null where there is none, or where the connection is not understood.</returns>
    public static string? FileOf(string connection)
    {
        try
        {
            return Database.Of(connection).File;
        }
        catch (RuleCompilerException)
        {
            // Whoever connects says so.
            return null;
        }
    }

    private static TypedTable Read(string query, Database database, CancellationToken cancellation)
    {
        QueryRows? rows = null;
        var csv = InputSource.Written(stream => rows = QueryRows.Write(query, database, stream, cancellation), cancellation);
        return new TypedTable(Name, "the answer of a database", csv, rows!.Numbers)
        {
            Unread = rows.Unread,
            Notes = UnreadColumn.NotesOf(rows.Unread).Concat(rows.Notes).Concat(OrderNotes(query)).ToEquatableArray(),
        };
    }

    private static Note[] OrderNotes(string query) => QueryText.IsOrdered(query)
        ? []
        : [new Note(
            "row-order",
            "the query has no ORDER BY at its end: another time the database may give its rows in another order, and the same seed "
                + "another document. Order by columns that no two rows share.")];
}
