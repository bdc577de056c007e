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

    /// <summary>Reads a rule document and keeps its text, for the places in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text, without a byte order mark.</param>
    /// <returns>The document.</returns>
    /// <exception cref="InputFileException">As above.</exception>
    public static RuleDocument Read(string path, out string text)
    {
        (var document, text) = JsonFile.Read(path, "a rule document", t => (RuleDocumentReader.Read(t), t));
        return document;
    }

    /// <summary>Writes a document, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="InputFileException">The file cannot be written there.</exception>
    public static void Write(string path, RuleDocument document) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(RuleDocumentWriter.Write(document))));
}
