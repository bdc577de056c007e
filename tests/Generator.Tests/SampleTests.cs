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
        // Somebody can act on the inputs of German credit alone.
        string[] recourse = name == "GermanCredit" ? [name + ".Recourse.g.cs"] : [];
        Assert.Equal(
            [
                name + ".Batch.g.cs", name + ".Explain.g.cs", name + ".Input.g.cs", name + ".Monitor.g.cs", .. recourse, name + ".g.cs",
            ],
            Directory.GetFiles(kept).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(
            generation.Result.GeneratedSources,
            source => Assert.Equal(File.ReadAllText(Path.Combine(kept, source.HintName)), source.SourceText.ToString()));
    }

    /// <summary>The build of the sample refuses a change that nobody approved, and one that its policies forbid.</summary>
    [Fact]
    public void GermanCreditRefusesAChange()
    {
        var folder = Path.Combine(Root, "samples", "GermanCredit");
        Assert.Empty(Build(text => text).Diagnostics);
        // One unit in the last place is not what was approved.
        var other = Build(text => text.Replace("-0.0226", "-0.022600000000000002", StringComparison.Ordinal));
        Assert.Equal(["RC0061"], other.Errors.Select(d => d.Id));
        // Longer loans must not look safer.
        var broken = Build(text => text.Replace("\"duration_months\": -0.0092", "\"duration_months\": 0.0592", StringComparison.Ordinal));
        Assert.Equal(["RC0061", "RC0070"], broken.Errors.Select(d => d.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(broken.Errors, d => d.ToString().Contains("'longer loans are no safer'", StringComparison.Ordinal));
        // A change of words is none.
        Assert.Empty(Build(text => text.Replace("Decides credit_risk", "Judges credit_risk", StringComparison.Ordinal)).Diagnostics);

        Generation Build(Func<string, string> edit) => Generation.Of(
            [
                .. new[] { "rules", "policies", "approval" }.Select(kind =>
                {
                    var file = Path.Combine(folder, $"GermanCredit.{kind}.json");
                    var text = File.ReadAllText(file);
                    return new MemoryText(file, kind == "rules" ? edit(text) : text);
                }),
            ],
            null,
            "Samples",
            ("build_property.RuleApproval", "required"));
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
