using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Images;

/// <summary>Reads a binary file from front to back, unpacked if it is a gzip file; every fault names the byte where it is.</summary>
internal sealed class BinaryInput : IDisposable
{
    /// <summary>What a file says of its own size is believed only as far as it has been read: memory grows with what came.</summary>
    private const int FirstBlock = 1 << 20;

    private readonly string _path;
    private readonly Stream _file;
    private readonly Stream _bytes;
    private long _position;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputFileException">It cannot be opened.</exception>
    public BinaryInput(string path)
    {
        _path = path;
        try
        {
            _file = InputFile.Open(path);
            Span<byte> magic = stackalloc byte[2];
            var isPacked = _file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
            _file.Position = 0;
            _bytes = isPacked ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            _file?.Dispose();
            throw FileFingerprint.Unreadable(path, e);
        }
    }

    /// <summary>The next four bytes, the most significant first.</summary>
    public int BigEndian() => BinaryPrimitives.ReadInt32BigEndian(Bytes(4));

    /// <summary>The next bytes.</summary>
    /// <exception cref="InputFileException">The file ends before.</exception>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[Math.Min(count, FirstBlock)];
        var read = 0;
        while (true)
        {
            read += Read(bytes.AsSpan(read));
            if (read == count)
                return bytes;
            if (read < bytes.Length)
                throw Fault($"the file ends at byte {_position}, {count - read} bytes too early; get it again.");
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
        }
    }

    /// <summary>Fills a record, unless the file is at its end.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InputFileException">The file ends inside it.</exception>
    public bool TryFill(Span<byte> record)
    {
        var read = Read(record);
        if (read > 0 && read < record.Length)
            throw Fault($"the file ends at byte {_position}, {record.Length - read} bytes before the end of a record; get it again.");
        return read > 0;
    }

    /// <summary>Makes sure that nothing follows.</summary>
    /// <exception cref="InputFileException">Something does.</exception>
    public void End()
    {
        var at = _position;
        Span<byte> one = stackalloc byte[1];
        if (Read(one) > 0)
            throw Fault($"there is more after byte {at}, where the file should end by its own sizes.");
    }

    /// <summary>The error for this file.</summary>
    public InputFileException Fault(FormattableString problem) => new(_path, problem.ToString(CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _bytes.Dispose();
        _file.Dispose();
    }

    private int Read(Span<byte> bytes)
    {
        try
        {
            var read = _bytes.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            _position += read;
            return read;
        }
        catch (InvalidDataException e)
        {
            throw new InputFileException(_path, "this gzip file is damaged; get it again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFingerprint.Unreadable(_path, e);
        }
    }
}
