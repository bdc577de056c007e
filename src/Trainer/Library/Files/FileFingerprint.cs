using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace RuleCompiler.Trainer.Files;

/// <summary>Reads a file once from end to end: its SHA-256, and whether it is UTF-8.</summary>
public static class FileFingerprint
{
    private const int BlockSize = 1 << 16;

    /// <summary>The SHA-256 of a file's bytes, in lower-case hexadecimal digits.</summary>
    /// <exception cref="InputFileException">The file cannot be read, is empty, or is not UTF-8.</exception>
    internal static string Sha256(string path)
    {
        try
        {
            using var stream = InputFile.Open(path);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var text = new Utf8Check(path);
            var block = new byte[BlockSize];
            for (int count; (count = stream.Read(block)) > 0;)
            {
                hash.AppendData(block, 0, count);
                text.Add(block.AsSpan(0, count));
            }

            text.End();
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>The SHA-256 of the bytes of a file that need not be text, in lower-case hexadecimal digits.</summary>
    /// <exception cref="InputFileException">The file cannot be read.</exception>
    internal static string OfBytes(string path)
    {
        try
        {
            using var stream = InputFile.Open(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>The name of a file with its SHA-256, as documents record the files that options name.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Both, with a blank between them.</returns>
    /// <exception cref="InputFileException">The file cannot be read.</exception>
    public static string WithName(string path) => $"{Path.GetFileName(path)} {OfBytes(path)}";

    /// <summary>The error for a file that the operating system does not give.</summary>
    internal static InputFileException Unreadable(string path, Exception cause) => cause switch
    {
        FileNotFoundException or DirectoryNotFoundException => new(path, "there is no such file.", cause),
        UnauthorizedAccessException when Directory.Exists(path) => new(path, "this is a folder; name a file in it.", cause),
        UnauthorizedAccessException => new(path, "this file may not be read; check its permissions.", cause),
        _ => new(path, "this file cannot be read: " + Documents.VisibleText.Of(cause.Message), cause),
    };

    /// <summary>Follows the bytes of a text block by block.</summary>
    private sealed class Utf8Check(string path)
    {
        private readonly byte[] _carry = new byte[4];
        private int _carried;
        private int _line = 1;
        private bool _any;

        public void Add(ReadOnlySpan<byte> block)
        {
            if (!_any && (block.StartsWith<byte>([0xFF, 0xFE]) || block.StartsWith<byte>([0xFE, 0xFF])))
                throw new InputFileException(path, 1, 1, "this file is UTF-16; save it as UTF-8, or use --encoding utf-16.");
            _any = true;

            // A character may be cut between two blocks: its first bytes are carried over.
            while (_carried > 0 && block.Length > 0)
            {
                _carry[_carried++] = block[0];
                block = block[1..];
                if (Utf8.IsValid(_carry.AsSpan(0, _carried)))
                    _carried = 0;
                else if (_carried == 4)
                    throw Invalid();
            }

            var cut = CutOffTail(block);
            var whole = block[..^cut];
            if (!Utf8.IsValid(whole))
                FindInvalid(whole);
            if (whole.Contains((byte)0))
                throw new InputFileException(
                    path,
                    _line + whole[..whole.IndexOf((byte)0)].Count((byte)'\n'),
                    1,
                    "there is a NUL byte in this line; this is not a text file.");
            _line += whole.Count((byte)'\n');
            block[^cut..].CopyTo(_carry);
            _carried += cut;
        }

        public void End()
        {
            if (_carried > 0)
                throw Invalid();
            if (!_any)
                throw new InputFileException(path, "this file is empty.");
        }

        /// <summary>How many bytes at the end begin a character that the next block may complete.</summary>
        private static int CutOffTail(ReadOnlySpan<byte> block)
        {
            for (var back = 1; back <= Math.Min(3, block.Length); back++)
            {
                var b = block[^back];
                if (b >= 0xC0)
                    return (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) > back ? back : 0;
                if (b < 0x80)
                    return 0;
            }

            return 0;
        }

        private void FindInvalid(ReadOnlySpan<byte> text)
        {
            while (Rune.DecodeFromUtf8(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                if (rune.Value == '\n')
                    _line++;
                text = text[length..];
            }

            throw Invalid();
        }

        private InputFileException Invalid() =>
            new(path, _line, 1, "this line is not UTF-8; save the file as UTF-8, or name its encoding, such as --encoding windows-1252.");
    }
}
