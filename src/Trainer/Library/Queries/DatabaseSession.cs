using System;
using System.Data.Common;

namespace RuleCompiler.Trainer.Queries;

/// <summary>A database that is open.</summary>
/// <param name="connection">Its connection.</param>
internal abstract class DatabaseSession(DbConnection connection) : IDisposable
{
    /// <summary>Whether a column has one type in all rows.</summary>
    public virtual bool HasColumnTypes => true;

    /// <summary>Asks a query.</summary>
    public abstract DbDataReader Execute(string query);

    /// <summary>Ends a query that runs, from another thread.</summary>
    public abstract void Cancel();

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
