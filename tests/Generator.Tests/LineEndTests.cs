using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>What Git makes of line ends on a checkout does not change the code that is kept for review.</summary>
public class LineEndTests
{
    public static TheoryData<string> Documents => new(Directory.GetFiles(Folder(), "*.rules.json").Select(f => Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void TheSameDocumentWithOtherLineEndsIsTheSameCode(string document)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), document));
        Assert.DoesNotContain('\r', text);
        var sources = Generation.Of(text).Sources;
        Assert.NotEmpty(sources);
        foreach (var other in (string[])[text.Replace("\n", "\r\n", StringComparison.Ordinal), text.Replace('\n', '\r'), HalfWindows(text)])
            Assert.Equal(sources, Generation.Of(other).Sources);
    }

    /// <summary>With LF line ends, as <c>rulec</c> writes, the hash is that of the file, which any tool prints.</summary>
    [Fact]
    public void TheHashIsThatOfTheFile()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder(), "Loan.rules.json"));
        Assert.Contains(
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Generation.Of(Encoding.UTF8.GetString(bytes)).Source,
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnyOtherChangeOfTheTextChangesTheHash()
    {
        var text = File.ReadAllText(Path.Combine(Folder(), "Loan.rules.json"));
        Assert.NotEqual(Generation.Of(text).Source, Generation.Of(text + "\n").Source);
        Assert.NotEqual(
            Generation.Of(text).Source, Generation.Of(text.Replace("  \"version\"", "   \"version\"", StringComparison.Ordinal)).Source);
    }

    private static string HalfWindows(string text)
    {
        var lines = text.Split('\n');
        return string.Concat(lines.Select((line, i) => i == lines.Length - 1 ? line : line + (i % 2 == 0 ? "\r\n" : "\n")));
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Snapshots");
}
