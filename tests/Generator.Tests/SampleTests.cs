using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>What the repository shows of generated code is what the generator writes.</summary>
public class SampleTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    public static TheoryData<string> Samples => new(
        Directory.GetFiles(Path.Combine(Root, "samples"), "*.rules.json", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')));

    [Theory]
    [MemberData(nameof(Samples))]
    public void CodeKeptForReviewIsWhatTheGeneratorWrites(string path)
    {
        var file = Path.Combine(Root, path);
        var name = Path.GetFileName(path)[..^".rules.json".Length];
        var generation = Generation.Of([new MemoryText(file, File.ReadAllText(file))], ns: "Samples");
        Assert.Empty(generation.Diagnostics);
        var kept = Path.Combine(Path.GetDirectoryName(file)!, "Generated");
        Assert.Equal(
            [name + ".Batch.g.cs", name + ".Explain.g.cs", name + ".Input.g.cs", name + ".g.cs"],
            Directory.GetFiles(kept).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(
            generation.Result.GeneratedSources,
            source => Assert.Equal(File.ReadAllText(Path.Combine(kept, source.HintName)), source.SourceText.ToString()));
    }

    [Fact]
    public void ThereAreSamples() => Assert.Contains("samples/Xor/Xor.rules.json", Samples.Cast<object[]>().Select(s => (string)s[0]));

    [Theory]
    [InlineData("```json\n", "samples/Xor/Xor.rules.json")]
    [InlineData("```csharp\n            // The common part", "samples/Xor/Generated/Xor.g.cs")]
    public void TheReadmeShowsWhatStandsInTheSample(string start, string path)
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var from = readme.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, "The README has lost its example.");
        from = readme.IndexOf('\n', from) + 1;
        var excerpt = readme[from..readme.IndexOf("```", from, StringComparison.Ordinal)].TrimEnd('\n');
        Assert.Contains(excerpt, File.ReadAllText(Path.Combine(Root, path)), StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
