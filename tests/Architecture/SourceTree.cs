using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RuleCompiler;

/// <summary>The sources of this repository.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The source files of a project: their paths from its folder, with <c>/</c>, and their texts.</summary>
    public static IReadOnlyList<(string Path, string Text)> Of(string project)
    {
        var folder = Path.Combine(Root, "src", project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .Where(f => !f.Path.Split('/').Any(folder => folder is "bin" or "obj"))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, File.ReadAllText(f.File)))
            .ToArray();
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RuleCompiler.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("These tests read the sources, so they run inside the repository.");
    }
}
