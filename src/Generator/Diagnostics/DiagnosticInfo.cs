using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generator.Diagnostics;

/// <summary>A diagnostic as data: it holds no location or descriptor, so that it is cheap to compare and keeps nothing alive.</summary>
/// <param name="Kind">Which diagnostic.</param>
/// <param name="Path">The path of the file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Severity">The severity that the project asks for, or null for the diagnostic's own.</param>
internal sealed record DiagnosticInfo(DiagnosticKind Kind, string Path, int Line, int Column, string Message, DiagnosticSeverity? Severity = null);
