using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RuleCompiler.Generator.Diagnostics;

/// <summary>A diagnostic as data: it holds no location, so that it is cheap to compare and keeps nothing alive.</summary>
/// <param name="Descriptor">Which diagnostic, a row of <see cref="DiagnosticTable"/>.</param>
/// <param name="Path">The path of the file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Severity">The severity that the project asks for, or null for the diagnostic's own.</param>
internal sealed record DiagnosticInfo(
    DiagnosticDescriptor Descriptor, string Path, int Line, int Column, string Message, DiagnosticSeverity? Severity = null)
{
    /// <summary>The diagnostic as the compiler shows it, at its line and column in the JSON file.</summary>
    public Diagnostic ToDiagnostic()
    {
        var position = new LinePosition(Line - 1, Column - 1);
        var location = Location.Create(Path, default, new LinePositionSpan(position, position));
        return Diagnostic.Create(
            Descriptor, location, Severity ?? Descriptor.DefaultSeverity, additionalLocations: null, properties: null, Message);
    }
}
