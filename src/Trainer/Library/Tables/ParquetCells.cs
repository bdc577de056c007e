using System;
using System.Collections.Generic;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace RuleCompiler.Trainer.Tables;

/// <summary>The cells of one column in one group of rows.</summary>
internal abstract class ParquetCells
{
    private static readonly Dictionary<System.Type, Func<ParquetCells>> Makers = new()
    {
        [typeof(bool)] = () => new OfValues<bool>(),
        [typeof(sbyte)] = () => new OfValues<sbyte>(),
        [typeof(byte)] = () => new OfValues<byte>(),
        [typeof(short)] = () => new OfValues<short>(),
        [typeof(ushort)] = () => new OfValues<ushort>(),
        [typeof(int)] = () => new OfValues<int>(),
        [typeof(uint)] = () => new OfValues<uint>(),
        [typeof(long)] = () => new OfValues<long>(),
        [typeof(ulong)] = () => new OfValues<ulong>(),
        [typeof(float)] = () => new OfValues<float>(),
        [typeof(double)] = () => new OfValues<double>(),
        [typeof(decimal)] = () => new OfValues<decimal>(),
        [typeof(BigInteger)] = () => new OfValues<BigInteger>(),
        [typeof(DateOnly)] = () => new OfValues<DateOnly>(),
        [typeof(TimeOnly)] = () => new OfValues<TimeOnly>(),
        [typeof(TimeSpan)] = () => new OfValues<TimeSpan>(),
        [typeof(Guid)] = () => new OfValues<Guid>(),
        [typeof(string)] = () => new OfTexts(),
        [typeof(ReadOnlyMemory<char>)] = () => new OfTexts(),
    };

    /// <summary>A value; null for a missing one.</summary>
    public abstract object? this[int row] { get; }

    /// <summary>The cells of a column; null where they are neither numbers nor texts.</summary>
    public static ParquetCells? Of(Field field)
    {
        if (field is not DataField { IsArray: false } data)
            return null;
        if ((data.ClrType == typeof(byte[]) || data.ClrType == typeof(ReadOnlyMemory<byte>)) && IsText(data.SchemaElement))
            return new OfBytes();
        if (data.ClrType == typeof(DateTime))
            return new OfTimes(data is not DateTimeDataField { IsAdjustedToUTC: false });
        return Makers.TryGetValue(data.ClrType, out var make) ? make() : null;
    }

    /// <summary>Reads those of a group, on another thread: decoding bytes does not give way by itself.</summary>
    /// <returns>How many.</returns>
    public abstract Task<int> ReadAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellation);

    private static bool IsText(SchemaElement? element) =>
        element is { ConvertedType: ConvertedType.ENUM or ConvertedType.JSON or ConvertedType.UTF8 }
            || element?.LogicalType is { } logical && (logical.ENUM is not null || logical.JSON is not null || logical.STRING is not null);

    private class OfValues<T> : ParquetCells
        where T : struct
    {
        private T?[] _cells = [];

        public override object? this[int row] => _cells[row];

        public override async Task<int> ReadAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellation)
        {
            if (_cells.Length < rows)
                _cells = new T?[rows];
            await Task.Run(() => group.ReadAsync(field, _cells.AsMemory(0, rows), null, cancellation).AsTask(), cancellation);
            return rows;
        }
    }

    /// <summary>The library has all times as those of UTC, but only the column says whether they are.</summary>
    private sealed class OfTimes(bool areUtc) : OfValues<DateTime>
    {
        public override object? this[int row] => base[row] is DateTime time
            ? DateTime.SpecifyKind(time, areUtc ? DateTimeKind.Utc : DateTimeKind.Unspecified)
            : null;
    }

    private sealed class OfTexts : ParquetCells
    {
        private string?[] _cells = [];

        public override object? this[int row] => _cells[row];

        public override async Task<int> ReadAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellation)
        {
            if (_cells.Length < rows)
                _cells = new string?[rows];
            await Task.Run(() => group.ReadAsync(field, _cells.AsMemory(0, rows)!, null, cancellation).AsTask(), cancellation);
            return rows;
        }
    }

    private sealed class OfBytes : ParquetCells
    {
        private byte[]?[] _cells = [];

        public override object? this[int row] => _cells[row] is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;

        public override async Task<int> ReadAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellation)
        {
            if (_cells.Length < rows)
                _cells = new byte[]?[rows];
            await Task.Run(() => group.ReadAsync(field, _cells.AsMemory(0, rows)!, null, cancellation).AsTask(), cancellation);
            return rows;
        }
    }
}
