using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using RuleCompiler.Tool.Shared;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>docs/command-line.md says what the tool does.</summary>
public sealed class CommandLinePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "command-line.md"));

    [Fact]
    public void ThePageHasAllExitCodes()
    {
        var codes = typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (int)f.GetRawConstantValue()!).ToArray();
        Assert.NotEmpty(codes);
        Assert.All(codes, c => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\n| {c} | "), Page, StringComparison.Ordinal));
        Assert.Equal(codes.Length, Page.Split('\n').Count(l => l.StartsWith("| ", StringComparison.Ordinal) && char.IsDigit(l[2])));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void EachShellHasItsScript(string shell)
    {
        Assert.Contains($"`{shell}`", Page.Replace("completion bash)", "`bash`", StringComparison.Ordinal), StringComparison.Ordinal);
        var run = CommandRun.Of("completion", shell);
        Assert.Equal((ExitCode.Done, string.Empty), (run.ExitCode, run.Error));
        // It says how it is used, and asks the tool.
        Assert.Contains($"rulec completion {shell}", run.Out, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Out, StringComparison.Ordinal);
    }
}
