using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;

namespace RuleCompiler.Generator.Models;

/// <summary>What parsing a file gives: a document to generate from, or what is wrong with it.</summary>
/// <param name="Document">The document, or null where there is an error.</param>
/// <param name="Error">The error, or null where there is a document.</param>
/// <param name="Warnings">What is legal in the document but suspect.</param>
internal sealed record ParsedFile(SourceDocument? Document, DiagnosticInfo? Error, EquatableArray<DiagnosticInfo> Warnings)
{
    /// <summary>The document with its text, for what holds it to its approval and its policies; null where there is an error.</summary>
    public HeldDocument? Held { get; init; }
}

/// <summary>A rule document and where it comes from. Equal to another when everything that generation depends on is equal.</summary>
/// <param name="FileName">The name of the file, without folders.</param>
/// <param name="Sha256">The SHA-256 of its text in UTF-8 with LF line ends.</param>
/// <param name="Rules">The document.</param>
/// <param name="Claim">The class name that it asks for, and where.</param>
/// <param name="Options">What the project asks for.</param>
internal sealed record SourceDocument(string FileName, string Sha256, RuleDocument Rules, NameClaim Claim, GenerationOptions Options);

/// <summary>That a file asks for a class name.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="ClassName">The name of the class, with its namespace where that is not the project's.</param>
/// <param name="Line">The line where the name stands, counted from 1.</param>
/// <param name="Column">Its column, counted from 1.</param>
internal sealed record NameClaim(string Path, string ClassName, int Line, int Column)
{
    /// <summary>The name with its namespace, in a project with the given root namespace.</summary>
    public string FullName(string root) => root.Length == 0 || ClassName.Contains(".") ? ClassName : root + "." + ClassName;
}
