using System;
using System.IO;
using System.Text;

namespace RuleCompiler.Trainer.Files;

/// <summary>JSON files that are read strictly.</summary>
internal static class JsonFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it holds, with its article.</param>
    /// <param name="read">Reads the text, without a byte order mark.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="InputFileException">The file cannot be read or is not valid; the first fault, with its place.</exception>
    public static T Read<T>(string path, string kind, Func<string, T> read) => Read(path, kind, read, InputFile.Open);

    /// <summary>Reads a file that a command keeps by itself, which is none of its inputs.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it holds, with its article.</param>
    /// <param name="read">As above.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="InputFileException">As above.</exception>
    public static T ReadOwn<T>(string path, string kind, Func<string, T> read) => Read(path, kind, read, File.OpenRead);

    private static T Read<T>(string path, string kind, Func<string, T> read, Func<string, Stream> open)
    {
        try
        {
            using var reader = new StreamReader(open(path), StrictUtf8, detectEncodingFromByteOrderMarks: false);
            var text = reader.ReadToEnd();
            return InputFileException.Blaming(path, () => read(text.StartsWith('\uFEFF') ? text[1..] : text));
        }
        catch (DecoderFallbackException e)
        {
            throw new InputFileException(path, $"this file is not UTF-8; {kind} is.", e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }
}
