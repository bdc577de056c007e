using System;
using System.IO;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Shared;

/// <summary>Files that stand beside a document and need not be named.</summary>
internal static class Companion
{
    /// <summary>Where a file stands beside a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">Its path, out of that of the document.</param>
    /// <returns>The path; null where the document is a stream, which nothing is beside of.</returns>
    public static string? Beside(string document, Func<string, string> path) => AtomicFile.IsStream(document) ? null : path(document);

    /// <summary>A file beside a document, if it is there.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">Its path, out of that of the document.</param>
    public static string? Existing(string document, Func<string, string> path) =>
        Beside(document, path) is { } beside && File.Exists(beside) ? beside : null;
}
