using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Files;

/// <summary>Rule documents as files.</summary>
public static class DocumentFile
{
    /// <summary>Reads a rule document from a file, strictly.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The document.</returns>
    /// <exception cref="InputFileException">
    /// The file cannot be read or is not a valid document; the first fault, with its place.
    /// </exception>
    public static RuleDocument Read(string path) => JsonFile.Read(path, "a rule document", RuleDocumentReader.Read);

    /// <summary>Reads a document for what does not know common parts, adjustments, curves and special values.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reader">What reads it, as people know it.</param>
    /// <returns>The document, of version 1.</returns>
    /// <exception cref="InputFileException">As for <see cref="Read"/>; or the document is of a later version.</exception>
    public static RuleDocument ReadVersion1(string path, string reader) => Read(path) is { Version: 1 } document
        ? document
        : throw new InputFileException(path, $"is a document of version 2; {reader} reads version 1 only.");

    /// <summary>Writes a document, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="InputFileException">The file cannot be written there.</exception>
    public static void Write(string path, RuleDocument document) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(RuleDocumentWriter.Write(document))));
}
