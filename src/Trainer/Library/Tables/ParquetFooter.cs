using System;
using System.Collections.Generic;
using System.IO;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Whether the bytes at the end of a Parquet file can be its description.</summary>
/// <remarks>
/// Who decodes bytes that are none may go on for ever, or run out of stack. They are one structure of
/// <see href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Thrift's compact protocol</see>, in which
/// <see href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">field 2</see> lists the elements of the
/// schema, a tree in the order of its branches: field 5 of each is the number of its children.
/// </remarks>
internal ref struct ParquetFooter
{
    /// <summary>Descriptions are nested six deep, and schemas of tables seldom deeper.</summary>
    private const int MaxDepth = 64;

    private const int ChildrenField = 5;
    private const int LongList = 15;
    private const int MaxVarintBytes = 10;

    /// <summary>
    /// What some fields are, of lists each element, and whose fields these have: where one is something else, who decodes it loses its way.
    /// </summary>
    private static readonly Dictionary<(Role Owner, ulong Field), (Kind Kind, Kind Element, Role Role)> Known = new()
    {
        [(Role.File, 1)] = (Kind.Int32, default, Role.Other),
        [(Role.File, 2)] = (Kind.List, Kind.Struct, Role.SchemaElement),
        [(Role.File, 3)] = (Kind.Int64, default, Role.Other),
        [(Role.File, 4)] = (Kind.List, Kind.Struct, Role.RowGroup),
        [(Role.File, 5)] = (Kind.List, Kind.Struct, Role.Other),
        [(Role.File, 6)] = (Kind.Binary, default, Role.Other),
        [(Role.File, 7)] = (Kind.List, Kind.Struct, Role.Other),
        [(Role.SchemaElement, 1)] = (Kind.Int32, default, Role.Other),
        [(Role.SchemaElement, 3)] = (Kind.Int32, default, Role.Other),
        [(Role.SchemaElement, 4)] = (Kind.Binary, default, Role.Other),
        [(Role.SchemaElement, ChildrenField)] = (Kind.Int32, default, Role.Other),
        [(Role.SchemaElement, 6)] = (Kind.Int32, default, Role.Other),
        [(Role.SchemaElement, 10)] = (Kind.Struct, default, Role.Other),
        [(Role.RowGroup, 1)] = (Kind.List, Kind.Struct, Role.ColumnChunk),
        [(Role.RowGroup, 2)] = (Kind.Int64, default, Role.Other),
        [(Role.RowGroup, 3)] = (Kind.Int64, default, Role.Other),
        [(Role.RowGroup, 4)] = (Kind.List, Kind.Struct, Role.Other),
        [(Role.ColumnChunk, 1)] = (Kind.Binary, default, Role.Other),
        [(Role.ColumnChunk, 2)] = (Kind.Int64, default, Role.Other),
        [(Role.ColumnChunk, 3)] = (Kind.Struct, default, Role.ColumnMetadata),
        [(Role.ColumnMetadata, 1)] = (Kind.Int32, default, Role.Other),
        [(Role.ColumnMetadata, 2)] = (Kind.List, Kind.Int32, Role.Other),
        [(Role.ColumnMetadata, 3)] = (Kind.List, Kind.Binary, Role.Other),
        [(Role.ColumnMetadata, 4)] = (Kind.Int32, default, Role.Other),
        [(Role.ColumnMetadata, 5)] = (Kind.Int64, default, Role.Other),
        [(Role.ColumnMetadata, 6)] = (Kind.Int64, default, Role.Other),
        [(Role.ColumnMetadata, 7)] = (Kind.Int64, default, Role.Other),
        [(Role.ColumnMetadata, 8)] = (Kind.List, Kind.Struct, Role.Other),
        [(Role.ColumnMetadata, 9)] = (Kind.Int64, default, Role.Other),
        [(Role.ColumnMetadata, 11)] = (Kind.Int64, default, Role.Other),
        [(Role.ColumnMetadata, 12)] = (Kind.Struct, default, Role.Other),
        [(Role.ColumnMetadata, 13)] = (Kind.List, Kind.Struct, Role.Other),
    };

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly List<ulong> _children = [];
    private int _at;

    private ParquetFooter(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    private enum Kind
    {
        Stop,
        True,
        False,
        Byte,
        Int16,
        Int32,
        Int64,
        Double,
        Binary,
        List,
        Set,
        Map,
        Struct,
        Uuid,
    }

    private enum Role
    {
        File,
        SchemaElement,
        RowGroup,
        ColumnChunk,
        ColumnMetadata,
        Other,
    }

    /// <summary>Whether they can.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var footer = new ParquetFooter(bytes);
            footer.Structure(0, Role.File);
            return footer.HasTree();
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private bool HasTree()
    {
        // How many children are still to come, from the root on.
        var open = new Stack<ulong>([1UL]);
        foreach (var children in _children)
        {
            if (open.Count == 0 || open.Count > MaxDepth)
                return false;
            open.Push(open.Pop() - 1);
            open.Push(children);
            while (open.Count > 0 && open.Peek() == 0)
                open.Pop();
        }

        return open.Count == 0;
    }

    private void Structure(int depth, Role role)
    {
        if (role == Role.SchemaElement)
            _children.Add(0);
        var field = 0UL;
        while (Byte() is var head and not 0)
        {
            // The number of a field that is near to the one before is in its head; others are written as zigzag numbers.
            field = head >> 4 == 0 ? Varint() >> 1 : field + ((ulong)head >> 4);
            var kind = (Kind)(head & 15);
            var isKnown = Known.TryGetValue((role, field), out var known);
            if (isKnown && known.Kind != kind)
                throw new InvalidDataException();
            if (role == Role.SchemaElement && field == ChildrenField)
                _children[^1] = Varint() >> 1;
            else if (isKnown)
                Value(kind, depth, known.Role, known.Element);
            // Of a field the kind is the value.
            else if (kind is not (Kind.True or Kind.False))
                Value(kind, depth, Role.Other);
        }
    }

    private void Value(Kind kind, int depth, Role role, Kind element = Kind.Stop)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException();
        switch (kind)
        {
            case Kind.True or Kind.False or Kind.Byte:
                Skip(1);
                break;
            case Kind.Int16 or Kind.Int32 or Kind.Int64:
                Varint();
                break;
            case Kind.Double:
                Skip(sizeof(double));
                break;
            case Kind.Binary:
                Skip(Varint());
                break;
            case Kind.List or Kind.Set:
                var head = Byte();
                var count = head >> 4;
                if (count > 0 && element != Kind.Stop && (Kind)(head & 15) != element)
                    throw new InvalidDataException();
                Values(count == LongList ? Varint() : (ulong)count, depth, role, (Kind)(head & 15));
                break;
            case Kind.Map:
                if (Varint() is var pairs and > 0)
                {
                    var kinds = Byte();
                    Values(pairs, depth, role, (Kind)(kinds >> 4), (Kind)(kinds & 15));
                }

                break;
            case Kind.Struct:
                Structure(depth + 1, role);
                break;
            case Kind.Uuid:
                Skip(16);
                break;
            default:
                throw new InvalidDataException();
        }
    }

    private void Values(ulong count, int depth, Role role, params ReadOnlySpan<Kind> kinds)
    {
        // Each takes a byte at least.
        if (count > (ulong)(_bytes.Length - _at))
            throw new InvalidDataException();
        for (var i = 0UL; i < count; i++)
        {
            foreach (var kind in kinds)
                Value(kind, depth + 1, role);
        }
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var i = 0; i < MaxVarintBytes; i++)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException();
    }

    private int Byte() => _at < _bytes.Length ? _bytes[_at++] : throw new InvalidDataException();

    private void Skip(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _at))
            throw new InvalidDataException();
        _at += (int)count;
    }
}
