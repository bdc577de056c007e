using System;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Queries;

/// <summary>What a query returned, besides the rows themselves.</summary>
/// <param name="Numbers">The columns that have numbers and nothing else.</param>
/// <param name="Unread">The columns that are neither numbers nor texts.</param>
/// <param name="Notes">What a person should know of the cells.</param>
internal sealed record QueryRows(EquatableArray<string> Numbers, EquatableArray<UnreadColumn> Unread, EquatableArray<Note> Notes)
{
    /// <summary>Asks a query and writes its rows as CSV, one after the other.</summary>
    /// <exception cref="InputFileException">The database does not answer, or its answer is no table.</exception>
    public static QueryRows Write(string query, Database database, Stream stream, CancellationToken cancellation)
    {
        using var session = Ask(database, () => database.Open());
        using var interrupting = cancellation.Register(session.Cancel);
        using var reader = Ask(database, () => session.Execute(query));
        cancellation.ThrowIfCancellationRequested();
        var all = Ask(database, () => Enumerable.Range(0, reader.FieldCount).Select(i => (
            Index: i, Name: reader.GetName(i), Unread: session.HasColumnTypes && !TypedRows.Takes(reader.GetFieldType(i)))).ToArray());
        if (all.Length == 0)
            throw Error("this statement returns no rows; --query is one that does, such as SELECT.");
        if (all.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } doubled)
            throw Error($"two columns are called '{VisibleText.Of(doubled.Key)}'; give each its own name with AS.");
        var columns = all.Where(c => !c.Unread).ToArray();
        if (columns.Length == 0)
            throw Error("no column of the answer has numbers or texts.");
        using var rows = new TypedRows(QueryTable.Name, stream, columns.Select(c => c.Name).ToArray());
        while (Ask(database, reader.Read))
        {
            foreach (var (index, name, _) in columns)
                rows.Write(Cell(reader, index, name, rows));
            rows.EndRow();
        }

        cancellation.ThrowIfCancellationRequested();
        return new QueryRows(
            rows.Numbers,
            all.Where(c => c.Unread).Select(c => new UnreadColumn(c.Name, "lists, records or bytes")).ToEquatableArray(),
            rows.Notes.ToEquatableArray());
    }

    private static object? Cell(DbDataReader reader, int column, string name, TypedRows rows)
    {
        try
        {
            return reader.IsDBNull(column) ? null : reader.GetValue(column);
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or FormatException or ArgumentOutOfRangeException)
        {
            // A decimal number of more than 28 digits or NaN, a date that is infinite.
            throw rows.Error(
                $"the value in column '{VisibleText.Of(name)}' is beyond what is read of its type; cast the column in the query, for "
                    + "example to double precision.",
                e);
        }
    }

    /// <summary>What engines throw is what they say, in their words and without what must not be seen.</summary>
    private static T Ask<T>(Database database, Func<T> question)
    {
        try
        {
            return question();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException or NotSupportedException
            or ArgumentException or EntryPointNotFoundException or System.Net.Sockets.SocketException
            or System.Security.Authentication.AuthenticationException)
        {
            throw Error(database.Problem(e), e);
        }
    }

    private static InputFileException Error(string problem, Exception? cause = null) => new(QueryTable.Name, problem, cause);
}
