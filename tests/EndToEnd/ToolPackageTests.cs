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

        TheBuildIsHeldToPoliciesAndApproval(rulec);

        var absent = Shell.Run(packages.Folder, rulec, ["show", "absent.rules.json"]);
        Assert.Equal(2, absent.ExitCode);
        Assert.StartsWith("rulec: absent.rules.json", absent.Output, StringComparison.Ordinal);
    }

    // The packed generator and the installed tool together, for .NET Framework 4.7.2 and .NET Standard 2.0 in the language of those days.
    private void TheBuildIsHeldToPoliciesAndApproval(string rulec)
    {
        var folder = packages.Place("Library", "Held");
        var rules = Path.Combine(folder, "Loan.rules.json");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Projects", "Lending", "Loan.rules.json"), rules);
        File.WriteAllText(Path.Combine(folder, "Loan.policies.json"), """
            { "version": 1, "policies": [
              { "kind": "direction", "name": "income helps", "input": "income", "direction": "increasing" },
              { "kind": "never", "name": "no loan without income", "label": "paid back",
                "where": { "income": { "atMost": 10 }, "housing": "rent" } },
              { "kind": "size", "name": "short", "rules": 3, "numbers": 14 } ] }
            """);
        Assert.Contains(
            "Loan is not approved: there is no Loan.approval.json", Build().MustFail().Output, StringComparison.Ordinal);
        Shell.Run(folder, rulec, ["verify", rules, "--policies", Path.Combine(folder, "Loan.policies.json")]).MustSucceed();
        Assert.True(File.Exists(Path.Combine(folder, "Loan.proof.json")));
        Shell.Run(folder, rulec, ["approve", rules, "--by", "Ann"]).MustSucceed();
        Build().MustSucceed();

        var text = File.ReadAllText(rules);
        File.WriteAllText(rules, text.Replace("\"income\": 0.06", "\"income\": -0.06", StringComparison.Ordinal));
        var refused = Build().MustFail().Output;
        Assert.Contains("error RC0061: Loan no longer means what Ann approved", refused, StringComparison.Ordinal);
        Assert.Contains("error RC0070: Policy 'income helps' (Loan.policies.json, line 2) is broken.", refused, StringComparison.Ordinal);
        Assert.Contains("new Loan.Input { Income = ", refused, StringComparison.Ordinal);
        var changed = Path.Combine(folder, "Changed.json");
        File.WriteAllText(changed, text);
        Assert.Equal(1, Shell.Run(folder, rulec, ["diff", changed, rules]).ExitCode);

        File.WriteAllText(rules, text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Build().MustSucceed();

        CommandResult Build() => packages.Dotnet(folder, "build", "-p:RuleApproval=required");
    }
}
