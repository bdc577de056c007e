using System;
using System.IO;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>The tool <c>rulec</c> as it is installed from its package.</summary>
[Collection(nameof(PackedPackages))]
public class ToolPackageTests(PackedPackages packages)
{
    [Fact]
    public void TheInstalledToolRunsAndRefusesWhatIsNotThere()
    {
        var tools = Path.Combine(packages.Folder, "tools");
        Shell.Dotnet(packages.Folder, "tool", "install", "rulec", "--tool-path", tools, "--version", packages.Version).MustSucceed();
        var rulec = Path.Combine(tools, OperatingSystem.IsWindows() ? "rulec.exe" : "rulec");
        Assert.Equal("0.1.0", Shell.Run(packages.Folder, rulec, ["--version"]).MustSucceed().Output.Trim());

        var document = Path.Combine(AppContext.BaseDirectory, "Projects", "Lending", "Loan.rules.json");
        Assert.Contains("age", Shell.Run(packages.Folder, rulec, ["show", document]).MustSucceed().Output, StringComparison.Ordinal);

        var absent = Shell.Run(packages.Folder, rulec, ["show", "absent.rules.json"]);
        Assert.Equal(2, absent.ExitCode);
        Assert.StartsWith("rulec: absent.rules.json", absent.Output, StringComparison.Ordinal);
    }
}
