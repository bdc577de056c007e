using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The bytes of a checkpoint: a mark, what the run is, the states of its pieces of work, and a SHA-256 of all that.</summary>
internal static class CheckpointFile
{
    /// <summary>The format's version is at its end.</summary>
    private static ReadOnlySpan<byte> Mark => "rulec checkpoint 1\n"u8;

    /// <summary>Writes a checkpoint.</summary>
    public static void Write(Stream stream, EquatableArray<NamedText> identity, IReadOnlyDictionary<string, byte[]> states)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(Mark);
        Add(StateWriter.BytesOf(writer =>
        {
            writer.Write(identity.Count);
            foreach (var (name, value) in identity)
            {
                writer.Write(name);
                writer.Write(value);
            }

            writer.Write(states.Count);
        }));
        foreach (var (name, state) in states.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            Add(StateWriter.BytesOf(writer =>
            {
                writer.Write(name);
                writer.WriteList<byte>(state);
            }));
        }

        stream.Write(hash.GetHashAndReset());

        void Add(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>Whether a file begins as a checkpoint does, so that it may be replaced by one.</summary>
    /// <exception cref="InputFileException">The file cannot be read.</exception>
    public static bool IsOne(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var start = new byte[Mark.Length];
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && Mark.SequenceEqual(start);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What the run was, and the states of its pieces of work.</returns>
    /// <exception cref="InputFileException">The file cannot be read, or is not a whole checkpoint.</exception>
    public static (IReadOnlyList<NamedText> Identity, Dictionary<string, byte[]> States) Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFingerprint.Unreadable(path, e);
        }

        if (!bytes.AsSpan().StartsWith(Mark))
        {
            throw new InputFileException(
                path,
                "this is not a checkpoint, or one of another version of rulec; name the right file with --checkpoint, or start afresh "
                    + "without --resume.");
        }

        var contents = bytes.Length - SHA256.HashSizeInBytes;
        if (contents < Mark.Length || !SHA256.HashData(bytes.AsSpan(0, contents)).AsSpan().SequenceEqual(bytes.AsSpan(contents)))
            throw Damaged(path, null);
        try
        {
            var reader = new StateReader(bytes.AsMemory(Mark.Length..contents));
            var identity = new NamedText[reader.ReadCount(2 * sizeof(int))];
            for (var i = 0; i < identity.Length; i++)
                identity[i] = new NamedText(reader.ReadText(), reader.ReadText());
            var states = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            for (var left = reader.ReadCount(2 * sizeof(int)); left > 0; left--)
                states[reader.ReadText()] = reader.ReadList<byte>();
            reader.End();
            return (identity, states);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, e);
        }
    }

    /// <summary>The error for a checkpoint that is not as it was written.</summary>
    public static InputFileException Damaged(string path, Exception? cause) =>
        new(path, "this checkpoint is damaged or cut off; start afresh without --resume.", cause);
}
