using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;

namespace RuleCompiler.Generator.Parsing;

/// <summary>How severe a file's warnings are, as the <c>.editorconfig</c> sections that match the file say.</summary>
/// <remarks>
/// The compiler applies <c>dotnet_diagnostic.RC0013.severity</c> from a global configuration to every file, but from an
/// <c>.editorconfig</c> to C# files only, and it does not hand such keys on. So there is a key of our own for these files.
/// </remarks>
/// <param name="Path">The path of the file.</param>
/// <param name="Severities">What is asked for; null is to be left out.</param>
internal sealed record FileSeverities(string Path, EquatableArray<DescriptorSeverity> Severities)
{
    private static readonly Dictionary<string, DiagnosticSeverity?> Words = new()
    {
        ["error"] = DiagnosticSeverity.Error,
        ["warning"] = DiagnosticSeverity.Warning,
        ["suggestion"] = DiagnosticSeverity.Info,
        ["silent"] = DiagnosticSeverity.Hidden,
        ["none"] = null,
    };

    /// <summary>Reads what is asked for one file.</summary>
    public static FileSeverities Read(string path, AnalyzerConfigOptions options)
    {
        var severities = new List<DescriptorSeverity>();
        foreach (var descriptor in DiagnosticTable.All.Where(d => d.DefaultSeverity == DiagnosticSeverity.Warning))
        {
            // Keys are compared without regard to case. A word that is not known leaves the severity as it is, as the compiler does.
            if (options.TryGetValue($"rulecompiler.{descriptor.Id}.severity", out var word)
                && Words.TryGetValue(word.Trim().ToLowerInvariant(), out var severity))
                severities.Add(new DescriptorSeverity(descriptor, severity));
        }

        return new FileSeverities(path, severities.ToEquatableArray());
    }

    /// <summary>A file's warnings with the severities that are asked for, without those that are not wanted.</summary>
    public static IEnumerable<DiagnosticInfo> Apply(
        (EquatableArray<DiagnosticInfo> Warnings, EquatableArray<FileSeverities> Files) pair, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var wanted = new List<DiagnosticInfo>();
        foreach (var warning in pair.Warnings)
        {
            var asked = pair.Files.Where(f => f.Path == warning.Path).SelectMany(f => f.Severities)
                .FirstOrDefault(s => s.Descriptor.Equals(warning.Descriptor));
            if (asked is null)
                wanted.Add(warning);
            else if (asked.Severity is { } severity)
                wanted.Add(warning with { Severity = severity });
        }

        return wanted;
    }
}

/// <summary>How severe a diagnostic is.</summary>
/// <param name="Descriptor">Which diagnostic.</param>
/// <param name="Severity">Its severity, or null where it is not to be shown.</param>
internal sealed record DescriptorSeverity(DiagnosticDescriptor Descriptor, DiagnosticSeverity? Severity);
