using System;
using System.IO;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Cli;

/// <summary>Rule documents as files.</summary>
public static class DocumentFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a document.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The document.</returns>
    /// <exception cref="InputFileException">The file cannot be read or is no valid document; the first fault, with its place.</exception>
    public static RuleDocument Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path, StrictUtf8, detectEncodingFromByteOrderMarks: false);
            var text = reader.ReadToEnd();
            return RuleDocumentReader.Read(text.StartsWith('\uFEFF') ? text[1..] : text);
        }
        catch (RuleDocumentException e)
        {
            throw new InputFileException(path, e.Error.Line, e.Error.Column, e.Error.Message, e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputFileException(path, "this file is not UTF-8; a rule document is.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }

    /// <summary>Writes a document, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="InputFileException">The file cannot be written there.</exception>
    public static void Write(string path, RuleDocument document) =>
        AtomicFile.Write(path, stream => stream.Write(StrictUtf8.GetBytes(RuleDocumentWriter.Write(document))));
}
