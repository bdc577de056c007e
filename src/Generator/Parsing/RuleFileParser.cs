using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Review;

namespace RuleCompiler.Generator.Parsing;

/// <summary>From a file to a document, or to what is wrong with it.</summary>
internal static class RuleFileParser
{
    /// <summary>Whether a file is a rule document, by its name.</summary>
    public static bool IsRuleFile(string path) => path.EndsWith(RuleGenerator.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file and what the project asks for it.</summary>
    public static RuleFile Read(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellation)
    {
        var options = OptionsReader.Read(file, provider, out var error);
        return new RuleFile(file.Path, file.GetText(cancellation)?.ToString(), options, error);
    }

    /// <summary>The files, each once: one that a project lists by hand and by a pattern is still one.</summary>
    public static IEnumerable<RuleFile> Distinct(ImmutableArray<RuleFile> files, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        return files.Where(file => paths.Add(file.Path)).ToArray();
    }

    /// <summary>Parses and reviews a file.</summary>
    public static ParsedFile Parse(RuleFile file, CancellationToken cancellation)
    {
        if (file.Text is not { } text)
        {
            const string message = "The file cannot be read as text; check that it exists, is not locked and is UTF-8.";
            return Wrong(new DiagnosticInfo(DiagnosticTable.Unreadable, file.Path, 1, 1, message));
        }

        cancellation.ThrowIfCancellationRequested();
        if (file.OptionsError is { } wrong)
            return Wrong(new DiagnosticInfo(DiagnosticTable.Option, file.Path, 1, 1, wrong));

        try
        {
            var rules = RuleDocumentReader.Read(text, out var name);
            cancellation.ThrowIfCancellationRequested();
            var className = file.Options.ClassName ?? DocumentNames.ClassName(rules);
            var fullName = file.Options.Namespace is { } ns ? ns + "." + className : className;
            var claim = new NameClaim(file.Path, fullName, name.Line, name.Column);
            var warnings = SuspicionPlaces.Locate(DocumentReview.Run(rules, cancellation), file.Path, text);
            var document = new SourceDocument(Path.GetFileName(file.Path), Sha256(text), rules, claim, file.Options);
            return new ParsedFile(document, null, warnings) { Held = new HeldDocument(file.Path, text, rules, file.Options) };
        }
        catch (RuleDocumentException e)
        {
            var error = e.Error;
            return Wrong(new DiagnosticInfo(DiagnosticTable.ForFault(error.Fault), file.Path, error.Line, error.Column, error.Message));
        }
    }

    private static ParsedFile Wrong(DiagnosticInfo error) => new(null, error, EquatableArray<DiagnosticInfo>.Empty);

    /// <summary>Of the text with LF line ends: what Git makes of them on a checkout is no change of the document.</summary>
    private static string Sha256(string text)
    {
        using var sha256 = SHA256.Create();
        text = text.Replace("\r\n", "\n").Replace('\r', '\n');
        return string.Concat(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
