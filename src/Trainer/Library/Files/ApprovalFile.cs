using System.IO;
using System.Text;
using RuleCompiler.Approvals;

namespace RuleCompiler.Trainer.Files;

/// <summary>Approvals and policies as files.</summary>
public static class ApprovalFile
{
    private const string Kind = "an approval";

    /// <summary>Reads an approval, strictly.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The approval.</returns>
    /// <exception cref="InputFileException">It cannot be read or is not valid; the first fault, with its place.</exception>
    public static Approval Read(string path) => JsonFile.Read(path, Kind, ApprovalReader.Read);

    /// <summary>Reads the approval that a command is about to write again: the one file that is read and replaced.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The approval; null where there is none, or where a stream is written.</returns>
    /// <exception cref="InputFileException">There is a file that is no approval, which is left alone.</exception>
    public static Approval? ReadBefore(string path) =>
        AtomicFile.IsStream(path) || !File.Exists(path) ? null : JsonFile.ReadOwn(path, Kind, ApprovalReader.Read);

    /// <summary>Writes an approval, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="approval">The approval.</param>
    /// <exception cref="InputFileException">The file cannot be written there.</exception>
    public static void Write(string path, Approval approval) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ApprovalWriter.Write(approval))));

    /// <summary>The hash of what policies mean.</summary>
    /// <param name="path">Their file.</param>
    /// <returns>The hash, as <see cref="Meaning.HashOfPolicies"/> has it.</returns>
    /// <exception cref="InputFileException">The file cannot be read or is not strict JSON.</exception>
    public static string HashOfPolicies(string path) => JsonFile.Read(path, "a file of policies", Meaning.HashOfPolicies);
}
