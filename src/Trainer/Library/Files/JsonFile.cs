using System;
using System.IO;
using System.Text;
using RuleCompiler.Documents;

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
    public static T Read<T>(string path, string kind, Func<string, T> read)
    {
        try
        {
            using var reader = new StreamReader(InputFile.Open(path), StrictUtf8, detectEncodingFromByteOrderMarks: false);
            var text = reader.ReadToEnd();
            return read(text.StartsWith('\uFEFF') ? text[1..] : text);
        }
        catch (RuleDocumentException e)
        {
            throw new InputFileException(path, e.Error.Line, e.Error.Column, e.Error.Message, e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputFileException(path, $"this file is not UTF-8; {kind} is.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }
}
