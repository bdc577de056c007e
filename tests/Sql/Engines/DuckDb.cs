using System.Collections.Generic;
using System.Data.Common;
using DuckDB.NET.Data;
using RuleCompiler.Trainer.Export.Sql;

namespace RuleCompiler.Sql.Engines;

internal sealed class DuckDb : Database
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDb() => _connection.Open();

    public override SqlDialect Dialect => SqlDialects.Of("duckdb");

    protected override DbConnection Connection => _connection;

    protected override string TextColumn => "VARCHAR";

    protected override string DoubleColumn => "DOUBLE";

    protected override void Insert(IReadOnlyList<object?[]> rows)
    {
        using var appender = _connection.CreateAppender(Table);
        for (var r = 0; r < rows.Count; r++)
        {
            var row = appender.CreateRow();
            row.AppendValue((int?)r);
            foreach (var value in rows[r])
            {
                switch (value)
                {
                    case double number:
                        row.AppendValue((double?)number);
                        break;
                    case string text:
                        row.AppendValue(text);
                        break;
                    default:
                        row.AppendNullValue();
                        break;
                }
            }

            row.EndRow();
        }
    }
}
