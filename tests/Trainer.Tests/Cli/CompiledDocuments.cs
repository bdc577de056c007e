using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>The documents whose generated code stands in the repository: the samples, and those of the snapshots.</summary>
internal static class CompiledDocuments
{
    private static readonly string Samples = Path.Combine(SourceTree.Root, "samples");
    private static readonly string Snapshots = Path.Combine(SourceTree.Root, "tests", "Generator.Tests", "Snapshots");

    /// <summary>The names of all.</summary>
    public static TheoryData<string> Names => new(All);

    /// <summary>The names of those of a version.</summary>
    public static TheoryData<string> NamesOf(int version) =>
        new(All.Where(name => RuleDocumentReader.Read(File.ReadAllText(PathOf(name))).Version == version));

    private static IEnumerable<string> All
    {
        get
        {
            var files = Directory.GetFiles(Samples, "*.rules.json", SearchOption.AllDirectories).Where(
                f => f.Split(Path.DirectorySeparatorChar)[^3] == "samples")
                .Concat(Directory.GetFiles(Snapshots, "*.rules.json"));
            return files.Select(f => Path.GetRelativePath(SourceTree.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
        }
    }

    /// <summary>The path of a document.</summary>
    public static string PathOf(string name) => Path.Combine(SourceTree.Root, name);

    /// <summary>The lines of the generated class that a reviewer reads.</summary>
    public static string[] CodeOf(string name)
    {
        var (folder, title) = (
            Path.GetDirectoryName(PathOf(name))!, Path.GetFileName(name).Replace(".rules.json", string.Empty, StringComparison.Ordinal));
        return File.ReadAllLines(
            folder == Snapshots ? Path.Combine(folder, title + ".verified.cs") : Path.Combine(folder, "Generated", title + ".g.cs"));
    }

    /// <summary>What <c>rulec show</c> prints of a document, in blocks that empty lines part.</summary>
    public static string[][] Shown(string name, params string[] options)
    {
        var run = CommandRun.Of(["show", PathOf(name), .. options]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return run.Out.TrimEnd('\n').Split("\n\n").Select(b => b.Split('\n')).ToArray();
    }
}
