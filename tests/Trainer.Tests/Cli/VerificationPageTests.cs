using System;
using System.IO;
using System.Linq;
using RuleCompiler.Proofs;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>What <c>docs/verification.md</c> shows is what the command prints.</summary>
public sealed class VerificationPageTests
{
    [Fact]
    public void OutputShownIsThatOfTheCommand()
    {
        const string Prompt = "    $ rulec verify ";
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "verification.md"));
        var at = Array.FindIndex(lines, l => l.StartsWith(Prompt, StringComparison.Ordinal));
        var shown = lines.Skip(at + 1).TakeWhile(l => l.Length > 0).Select(l => l[4..]);
        var run = CommandRun.Of("verify", Path.Combine(SourceTree.Root, lines[at][Prompt.Length..]));
        Assert.Equal(run.Out, string.Concat(shown.Select(l => l + "\n")));
    }

    [Fact]
    public void EveryClaimHasItsRow()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "verification.md"));
        var proof = DocumentVerifier.Verify(VerifiedDocuments.Read(VerifiedDocuments.Intervals));
        Assert.All(proof.Claims, c => Assert.Contains($"| `{c.Name}` | ", page, StringComparison.Ordinal));
    }
}
