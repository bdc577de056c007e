using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;

namespace RuleCompiler.Generator.Review;

/// <summary>Gives suspicions their lines and columns.</summary>
internal static class SuspicionPlaces
{
    /// <summary>The diagnostics of a document's suspicions, in the order of their places.</summary>
    public static EquatableArray<DiagnosticInfo> Locate(IReadOnlyList<Suspicion> suspicions, string path, string text)
    {
        // The document does not keep its lines and columns, and few documents are suspect: those are parsed a second time.
        if (suspicions.Count == 0)
            return EquatableArray<DiagnosticInfo>.Empty;
        var root = StrictJson.Parse(text).AsObject();
        return suspicions.Select(s => (s, Node: s.Place(root)))
            .OrderBy(p => p.Node.Line).ThenBy(p => p.Node.Column)
            .Select(p => new DiagnosticInfo(p.s.Descriptor, path, p.Node.Line, p.Node.Column, p.s.Message))
            .ToEquatableArray();
    }
}
