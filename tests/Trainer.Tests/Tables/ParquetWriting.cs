using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Parquet;
using Parquet.Schema;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>A column to write to Parquet.</summary>
internal sealed record ParquetColumn(DataField Field, Func<ParquetRowGroupWriter, int, int, System.Threading.Tasks.Task> Write)
{
    public static ParquetColumn Of<T>(string name, params T?[] cells)
        where T : struct => Of(new DataField(name, typeof(T?)), cells);

    public static ParquetColumn Of<T>(DataField field, params T?[] cells)
        where T : struct => new(field, (group, from, to) => group.WriteAsync(field, new ReadOnlyMemory<T?>(cells[from..to])));

    public static ParquetColumn Of(string name, params string?[] cells)
    {
        var field = new DataField(name, typeof(string), isNullable: true);
        return new ParquetColumn(field, (group, from, to) => group.WriteAsync(field, cells[from..to]!));
    }

    public static ParquetColumn Of(string name, params byte[]?[] cells)
    {
        var field = new DataField(name, typeof(byte[]), isNullable: true);
        return new ParquetColumn(field, (group, from, to) => group.WriteAsync(field, cells[from..to]!));
    }
}

/// <summary>Writes files of Parquet to read.</summary>
internal static class ParquetWriting
{
    /// <summary>A file with groups of so many rows each.</summary>
    public static byte[] Bytes(int rows, int rowsInGroup, params ParquetColumn[] columns) => Bytes(
        rows, rowsInGroup, columns, columns.Select(c => (Field)c.Field).ToArray());

    /// <summary>A file whose schema has more fields than those that are written column by column.</summary>
    public static byte[] Bytes(int rows, int rowsInGroup, IReadOnlyList<ParquetColumn> columns, IReadOnlyList<Field> fields)
    {
        using var stream = new MemoryStream();
        var writer = ParquetWriter.CreateAsync(new ParquetSchema(fields), stream).GetAwaiter().GetResult();
        for (var from = 0; from < rows; from += rowsInGroup)
        {
            using var group = writer.CreateRowGroup();
            foreach (var column in columns)
                column.Write(group, from, Math.Min(rows, from + rowsInGroup)).GetAwaiter().GetResult();
        }

        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return stream.ToArray();
    }
}
