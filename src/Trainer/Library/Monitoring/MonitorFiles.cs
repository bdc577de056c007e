using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>Files of counts, as programs write them that apply rules.</summary>
public static class MonitorFiles
{
    /// <summary>Reads files of counts and adds them.</summary>
    /// <param name="paths">The files, at least one.</param>
    /// <param name="document">The rules.</param>
    /// <returns>All counts together.</returns>
    /// <exception cref="InputFileException">A file cannot be read, is no counts, or is of other rules.</exception>
    public static MonitorCounts Read(IEnumerable<string> paths, RuleDocument document) => paths
        .Select(path => (Path: path, Counts: JsonFile.Read(path, "a file of counts", text => MonitorCounts.Read(text, document))))
        .Aggregate((all, next) => (all.Path, InputFileException.Blaming(next.Path, () => all.Counts.Plus(next.Counts)))).Counts;
}
