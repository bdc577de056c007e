using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// Whole generated files, one for each shape of document. Where one differs, <c>NAME.received.cs</c> is written beside
/// <c>NAME.verified.cs</c>: read the difference, and accept it by renaming received to verified.
/// </summary>
public partial class SnapshotTests
{
    [Theory]
    [InlineData("Loan")]
    [InlineData("Gates")]
    [InlineData("Iris")]
    [InlineData("Price")]
    [InlineData("OneRule")]
    [InlineData("Staircase")]
    [InlineData("Hostile")]
    [InlineData("Hinges")]
    public void GeneratedFileIsAsVerified(string name)
    {
        var document = File.ReadAllText(Path.Combine(Folder(), name + ".rules.json"));
        var generation = Generation.Of([new MemoryText("/project/" + name + ".rules.json", document)]);
        Assert.Empty(generation.Errors);
        Assert.Empty(
            string.Join('\n', generation.Result.GeneratedSources.Select(file => Difference(
                name + file.HintName[file.HintName.IndexOf('.', StringComparison.Ordinal)..^".g.cs".Length], file.SourceText.ToString()))
                .Where(difference => difference.Length > 0)));
        CompiledRules.Of(RuleDocumentReader.Read(document), Generation.Oldest);
    }

    [Fact]
    public void GeneratedFileIsTheSameUnderEveryCulture()
    {
        var document = File.ReadAllText(Path.Combine(Folder(), "Loan.rules.json"));
        var swedish = Generation.Of(document).Sources;
        CultureInfo[] others = [TestCulture.German, CultureInfo.InvariantCulture];
        Assert.Equal(TestCulture.Swedish.NumberFormat.NegativeSign, (-1).ToString(CultureInfo.CurrentCulture)[..1]);
        try
        {
            foreach (var culture in others)
            {
                CultureInfo.CurrentCulture = culture;
                Assert.Equal(swedish, Generation.Of(document).Sources);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = TestCulture.Swedish;
        }
    }

    /// <summary>What differs from the verified file, which is kept beside it; nothing where they are equal.</summary>
    private static string Difference(string name, string source)
    {
        var received = VersionText().Replace(source, "VERSION");
        var verifiedFile = Path.Combine(Folder(), name + ".verified.cs");
        var receivedFile = Path.Combine(Folder(), name + ".received.cs");
        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile) : string.Empty;
        if (received == verified)
        {
            File.Delete(receivedFile);
            return string.Empty;
        }

        File.WriteAllText(receivedFile, received);
        return $"{name}.received.cs differs from {name}.verified.cs:\n{Lines(verified, received)}";
    }

    private static string Lines(string verified, string received)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines;
        var text = new StringBuilder();
        foreach (var line in lines.Where(l => l.Type != ChangeType.Unchanged).Take(60))
            text.Append(line.Type == ChangeType.Deleted ? "- " : "+ ").Append(line.Text).Append('\n');
        return text.ToString();
    }

    internal static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Snapshots");

    [GeneratedRegex(
        """(?<=by RuleCompiler |"RuleCompiler", ")[0-9]+\.[0-9]+\.[0-9]+""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex VersionText();
}
