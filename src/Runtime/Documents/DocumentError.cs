using System.Globalization;

namespace RuleCompiler.Documents;

/// <summary>The kinds of fault that a rule document can have.</summary>
public enum DocumentFault
{
    /// <summary>It is not strict JSON: a syntax error, or something that lenient readers let pass.</summary>
    Syntax,

    /// <summary>It is larger or deeper than is read.</summary>
    Limit,

    /// <summary>Its version is absent or not one that is read.</summary>
    Version,

    /// <summary>A value has the wrong type, or is outside what its member allows.</summary>
    Value,

    /// <summary>A required member is absent.</summary>
    MissingMember,

    /// <summary>A member is not part of the format.</summary>
    UnknownMember,

    /// <summary>A name or id that must be unique stands twice.</summary>
    Repeated,

    /// <summary>A name or id refers to nothing.</summary>
    Dangling,

    /// <summary>A condition or rule that nothing refers to.</summary>
    Unused,

    /// <summary>The tree does not cover every input exactly once.</summary>
    Tree,
}

/// <summary>What is wrong with a document, where, and what to do about it.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 units, counted from 1.</param>
/// <param name="Message">One sentence or two, without a line break.</param>
public sealed record DocumentError(DocumentFault Fault, int Line, int Column, string Message)
{
    /// <summary>The error as <c>(LINE,COLUMN): message</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "({0},{1}): {2}", Line, Column, Message);
}

/// <summary>Thrown when a rule document cannot be accepted.</summary>
public sealed class RuleDocumentException : RuleCompilerException
{
    /// <summary>Makes the exception from the fault that was found.</summary>
    /// <param name="error">What is wrong and where.</param>
    public RuleDocumentException(DocumentError error)
        : base(error.ToString(), error.Message, null) => (Error, Line, Column) = (error, error.Line, error.Column);

    /// <summary>What is wrong and where.</summary>
    public DocumentError Error { get; }
}
