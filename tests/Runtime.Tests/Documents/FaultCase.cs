using System;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>A fault that is put into the example document, and the error that must come of it.</summary>
internal static class FaultCase
{
    /// <summary>Marks the place in a replacement at which the error must point.</summary>
    private const char Place = '¦';

    /// <summary>Replaces a piece of the example that stands there exactly once, and requires the error at the marked place.</summary>
    public static void Check(string piece, string replacement, DocumentFault fault, string message) =>
        CheckIn(ExampleDocument.Text, piece, replacement, fault, message);

    /// <summary>As above, in another document.</summary>
    public static void CheckIn(string document, string piece, string replacement, DocumentFault fault, string message)
    {
        var at = document.IndexOf(piece, StringComparison.Ordinal);
        Assert.True(at >= 0 && at == document.LastIndexOf(piece, StringComparison.Ordinal), $"'{piece}' must stand in the example once.");
        CheckText(document.Replace(piece, replacement, StringComparison.Ordinal), fault, message);
    }

    /// <summary>Reads a text with a marked place and requires the error there.</summary>
    public static void CheckText(string marked, DocumentFault fault, string message)
    {
        var offset = marked.IndexOf(Place, StringComparison.Ordinal);
        Assert.True(offset >= 0, "The case must mark the place of the error.");
        var text = marked.Remove(offset, 1);
        var (line, column) = (1, 1);
        foreach (var c in text.AsSpan(0, offset))
            (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);

        var error = Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(text)).Error;
        Assert.Equal((fault, line, column), (error.Fault, error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Newtonsoft", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
