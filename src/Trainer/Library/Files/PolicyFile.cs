using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Policies;

namespace RuleCompiler.Trainer.Files;

/// <summary>Policies of rule documents, and proofs of them, as files.</summary>
public static class PolicyFile
{
    private const string Kind = "a file of policies";

    /// <summary>Reads policies from a file, strictly.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The document that they are about.</param>
    /// <returns>The policies.</returns>
    /// <exception cref="InputFileException">
    /// The file cannot be read, is not valid, or names what the document does not have; the first fault, with its place.
    /// </exception>
    public static PolicySet Read(string path, RuleDocument document) => Read(path, document, out _);

    /// <summary>The inputs that policies forbid, which can be left out before there is a document.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Their names, each once.</returns>
    /// <exception cref="InputFileException">The file cannot be read, or what forbids inputs is wrong.</exception>
    public static EquatableArray<string> ForbiddenInputs(string path) => JsonFile.Read(path, Kind, PolicyReader.ForbiddenInputs);

    /// <summary>Reads policies and keeps their text, to read them again for another document.</summary>
    internal static PolicySet Read(string path, RuleDocument document, out string text)
    {
        (var policies, text) = JsonFile.Read(path, Kind, t => (PolicyReader.Read(t, document), t));
        return policies;
    }

    /// <summary>Writes proofs, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="proofs">The proofs.</param>
    /// <exception cref="InputFileException">The file cannot be written there.</exception>
    public static void Write(string path, PolicyProofs proofs) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(proofs.Write())));
}
