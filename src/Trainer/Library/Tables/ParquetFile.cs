using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Parquet;
using Parquet.Schema;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Reads Parquet, one group of rows after the other.</summary>
internal static class ParquetFile
{
    /// <summary>A group is in memory as a whole; who writes files makes groups of some hundred thousand rows.</summary>
    private const long MaxRowsAtOnce = 1 << 26;

    /// <summary>The description of the file at its end: more is no description of any table.</summary>
    private const int MaxFooterBytes = 1 << 28;

    private const int TailLength = 8;

    /// <summary>Over bytes that are no Parquet the library may go on for ever; at least so many bytes are read in a second.</summary>
    private const double SlowestBytesPerSecond = 1e5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputFileException">It cannot be read, or is broken.</exception>
    public static TypedTable Read(string path, CancellationToken cancellation)
    {
        var numbers = EquatableArray<string>.Empty;
        var unread = EquatableArray<UnreadColumn>.Empty;
        var notes = EquatableArray<Note>.Empty;
        var csv = InputSource.Written(stream => (numbers, unread, notes) = Write(path, stream, cancellation), cancellation);
        return new TypedTable(path, "a Parquet file", csv, numbers)
        {
            Unread = unread,
            Notes = UnreadColumn.NotesOf(unread).Concat(notes).ToEquatableArray(),
        };
    }

    private static (EquatableArray<string> Numbers, EquatableArray<UnreadColumn> Unread, EquatableArray<Note> Notes) Write(
        string path, Stream stream, CancellationToken cancellation)
    {
        using var file = InputFile.Open(path);
        var length = FooterLength(path, file);
        using var bounded = new BoundedStream(file);
        var reader = Guard(
            path, () => Within(
                Task.Run(() => ParquetReader.CreateAsync(bounded, Options, true, cancellation), cancellation), length, cancellation));
        try
        {
            var all = Guard(path, () => reader.Schema.Fields.Select(f => (Field: f, Cells: ParquetCells.Of(f))).ToArray());
            var columns = all.Where(c => c.Cells is not null).Select(c => (Field: (DataField)c.Field, Cells: c.Cells!)).ToArray();
            var unread = all.Where(c => c.Cells is null).Select(c => new UnreadColumn(c.Field.Name, Content(c.Field))).ToEquatableArray();
            if (columns.Length == 0)
                throw new InputFileException(path, "no column of this file has numbers or texts.");
            using var rows = new TypedRows(path, stream, columns.Select(c => c.Field.Name).ToArray());
            for (var g = 0; g < reader.RowGroupCount; g++)
            {
                using var group = Guard(path, () => reader.OpenRowGroupReader(g));
                var count = Guard(path, () => RowsOf(path, group, columns.Select(c => c.Field)));
                foreach (var (field, cells) in columns)
                    Guard(path, () => Within(
                        cells.ReadAsync(group, field, count, cancellation), group.GetMetadata(field)?.MetaData?.TotalCompressedSize ?? 0,
                        cancellation));
                for (var r = 0; r < count; r++)
                {
                    if (r % 1024 == 0)
                        cancellation.ThrowIfCancellationRequested();
                    foreach (var (_, cells) in columns)
                        rows.Write(cells[r]);
                    rows.EndRow();
                }
            }

            return (rows.Numbers, unread, rows.Notes.ToEquatableArray());
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>A file that was cut off lacks the mark at its end, and what the description claims to be must fit into it.</summary>
    private static uint FooterLength(string path, Stream file)
    {
        var tail = new byte[TailLength];
        if (file.Length < TailLength + 4)
            throw Broken(path, null);
        file.Seek(-TailLength, SeekOrigin.End);
        file.ReadExactly(tail);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8))
            throw new InputFileException(path, "this is a Parquet file, and its end is missing; get it again.");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > MaxFooterBytes || length > file.Length - TailLength - 4)
            throw Broken(path, null);
        var footer = new byte[length];
        file.Seek(-TailLength - length, SeekOrigin.End);
        file.ReadExactly(footer);
        return ParquetFooter.IsWhole(footer) ? length : throw Broken(path, null);
    }

    private static int RowsOf(string path, ParquetRowGroupReader group, IEnumerable<DataField> columns)
    {
        if (group.RowCount < 0 || columns.Any(c => group.GetMetadata(c)?.MetaData?.NumValues != group.RowCount))
            throw Broken(path, null);
        if (group.RowCount > MaxRowsAtOnce)
            throw new InputFileException(
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a group of this file has {group.RowCount} rows, and at most {MaxRowsAtOnce} are read at once; write it with smaller "
                        + $"groups of rows."));
        return (int)group.RowCount;
    }

    private static string Content(Field field) => field.SchemaType switch
    {
        SchemaType.List => "lists",
        SchemaType.Map => "maps",
        SchemaType.Struct => "records",
        _ => field is DataField { IsArray: true } ? "lists" : "bytes",
    };

    private static T Within<T>(Task<T> work, long bytes, CancellationToken cancellation) =>
        work.WaitAsync(Patience + TimeSpan.FromSeconds(Math.Max(0, bytes) / SlowestBytesPerSecond), cancellation).GetAwaiter().GetResult();

    /// <summary>Of bytes that are no Parquet the library throws whatever its code stumbles over.</summary>
    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException or RuleCompilerException))
        {
            throw Broken(path, e);
        }
    }

    private static InputFileException Broken(string path, Exception? cause) => new(
        path,
        "this Parquet file is broken, or written in a way that is not read"
            + (cause is null ? string.Empty : $" ({VisibleText.Of(cause.Message, 200).TrimEnd('.')})")
            + "; get it again, or write it anew.",
        cause);
}
