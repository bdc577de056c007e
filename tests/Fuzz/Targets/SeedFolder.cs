using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>The first inputs of a target, beside the program.</summary>
internal static class SeedFolder
{
    /// <summary>All of a target.</summary>
    public static IEnumerable<byte[]> Read(string target) =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Seeds", target)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    /// <summary>One of them.</summary>
    public static string Text(string target, string file) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Seeds", target, file));
}
