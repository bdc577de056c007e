using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RuleCompiler.Fuzz.Mutation;

/// <summary>How a field is written.</summary>
internal enum WireKind
{
    /// <summary>A number of 1 to 10 bytes.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Eight = 1,

    /// <summary>A length, and so many bytes.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Four = 5,
}

/// <summary>A field of a message.</summary>
internal sealed class WireField(ulong tag)
{
    /// <summary>The number of the field, and in the lowest three bits how it is written.</summary>
    public ulong Tag { get; set; } = tag;

    /// <summary>How it is written.</summary>
    public WireKind Kind => (WireKind)(Tag & 7);

    /// <summary>Its number, if it is one.</summary>
    public ulong Number { get; set; }

    /// <summary>Its bytes, if it has them and is no message.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>The message that its bytes are, or happen to look like.</summary>
    public WireMessage? Message { get; init; }

    /// <summary>One that can be changed by itself.</summary>
    public WireField Copy() =>
        new(Tag) { Number = Number, Bytes = Bytes, Message = Message is { } m ? new WireMessage(m.Fields.Select(f => f.Copy())) : null };
}

/// <summary>A message as the fields that it has, without knowing what they are.</summary>
internal sealed class WireMessage(IEnumerable<WireField> fields)
{
    private const int MostDepth = 40;

    /// <summary>The fields.</summary>
    public List<WireField> Fields { get; } = [.. fields];

    /// <summary>Reads a message; null if the bytes are none.</summary>
    public static WireMessage? TryParse(ReadOnlySpan<byte> bytes, int depth)
    {
        var fields = new List<WireField>();
        while (bytes.Length > 0)
        {
            if (!TryVarint(ref bytes, out var tag) || tag >> 3 is 0 or > 1_000)
                return null;
            var field = new WireField(tag);
            var length = field.Kind switch { WireKind.Eight => 8UL, WireKind.Four => 4UL, _ => 0UL };
            switch (field.Kind)
            {
                case WireKind.Varint when TryVarint(ref bytes, out var number):
                    field.Number = number;
                    break;
                case WireKind.Bytes when !TryVarint(ref bytes, out length) || length > (ulong)bytes.Length:
                case WireKind.Eight or WireKind.Four when length > (ulong)bytes.Length:
                    return null;
                case WireKind.Bytes or WireKind.Eight or WireKind.Four:
                    var its = bytes[..(int)length];
                    var message = field.Kind == WireKind.Bytes && length > 1 && depth < MostDepth ? TryParse(its, depth + 1) : null;
                    field = new WireField(tag) { Bytes = its.ToArray(), Message = message };
                    bytes = bytes[(int)length..];
                    break;
                default:
                    return null;
            }

            fields.Add(field);
        }

        return new WireMessage(fields);
    }

    /// <summary>Writes it.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        foreach (var field in Fields)
        {
            WriteVarint(stream, field.Tag);
            var bytes = field.Message?.ToBytes() ?? field.Bytes;
            if (field.Kind == WireKind.Varint)
                WriteVarint(stream, field.Number);
            else if (field.Kind == WireKind.Bytes)
                WriteVarint(stream, (ulong)bytes.Length);
            if (field.Kind != WireKind.Varint)
                stream.Write(bytes);
        }

        return stream.ToArray();
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, bytes.Length); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return true;
        }

        return false;
    }

    private static void WriteVarint(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }
}
