using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace RuleCompiler.Sql.Engines;

/// <summary>A block of rows in the format in which ClickHouse answers without changing a bit: column by column.</summary>
internal static class NativeBlock
{
    private const string Nullable = "Nullable(";

    /// <summary>Reads one: each row by the names of its columns.</summary>
    public static IEnumerable<Dictionary<string, object?>> Read(BinaryReader reader)
    {
        var columns = reader.Read7BitEncodedInt();
        var rows = Enumerable.Range(0, reader.Read7BitEncodedInt())
            .Select(_ => new Dictionary<string, object?>(StringComparer.Ordinal)).ToArray();
        for (var c = 0; c < columns; c++)
        {
            var name = Text(reader);
            var type = Text(reader);
            var isNullable = type.StartsWith(Nullable, StringComparison.Ordinal);
            var isNull = rows.Select(_ => isNullable && reader.ReadBoolean()).ToArray();
            var read = Of(isNullable ? type[Nullable.Length..^1] : type, reader);
            for (var r = 0; r < rows.Length; r++)
            {
                var value = read();
                rows[r].Add(name, isNull[r] ? null : value);
            }
        }

        return rows;
    }

    private static Func<object> Of(string type, BinaryReader reader) => type switch
    {
        "String" => () => Text(reader),
        "Float64" => () => reader.ReadDouble(),
        "Int8" => () => reader.ReadSByte(),
        "UInt8" or "Nothing" => () => reader.ReadByte(),
        "Int16" => () => reader.ReadInt16(),
        "UInt16" => () => reader.ReadUInt16(),
        "Int32" => () => reader.ReadInt32(),
        "UInt32" => () => reader.ReadUInt32(),
        "Int64" => () => reader.ReadInt64(),
        "UInt64" => () => reader.ReadUInt64(),
        _ => throw new InvalidOperationException($"A column has the type {type}."),
    };

    private static string Text(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes(reader.Read7BitEncodedInt()));
}
