using System;
using System.IO;
using System.Linq;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>The programs that the pages of the libraries show, letter by letter, with the packed packages.</summary>
[Collection(nameof(PackedPackages))]
public class PackageReadmeTests(PackedPackages packages)
{
    [Theory]
    [InlineData("src/Runtime/README.md", "paid back, by rule 2\n")]
    [InlineData("docs/verification.md", "total: Proven.")]
    public void ProgramsThatReadRulesRun(string page, string start)
    {
        var folder = Build(page, "RuleCompiler.Runtime");
        File.Copy(
            Path.Combine(packages.Place("Lending", "rules of " + Path.GetFileName(folder)), "Loan.rules.json"),
            Path.Combine(folder, "Loan.rules.json"));
        Assert.StartsWith(start, Run(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void TheProgramThatTrainsRuns()
    {
        var folder = Build("src/Trainer/Library/README.md", "RuleCompiler.Trainer");
        var rows = Enumerable.Range(0, 300).Select(i => (Income: i * 37 % 100, Age: 18 + (i * 13 % 60)))
            .Select(r => FormattableString.Invariant($"{r.Income},{r.Age},{(r.Income + r.Age > 90 ? "yes" : "no")}"));
        File.WriteAllLines(Path.Combine(folder, "loans.csv"), rows.Prepend("income,age,granted"));
        Run(folder);
        Assert.Contains("\"name\": \"Loan\"", File.ReadAllText(Path.Combine(folder, "Loan.rules.json")), StringComparison.Ordinal);
    }

    /// <summary>It trains on the 60,000 digits of MNIST, so it is only compiled here.</summary>
    [Fact]
    public void TheProgramThatTrainsOnImagesCompiles() =>
        Assert.True(File.Exists(Program(Build("src/Trainer/Convolution/README.md", "RuleCompiler.Trainer.Convolution"))));

    private string Build(string page, string package)
    {
        const string start = "```csharp\n";
        var text = File.ReadAllText(Path.Combine(PackedPackages.Repository, page));
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        Assert.True(from > start.Length, $"{page} has lost its program.");
        var folder = UserProjects.Write(packages, page.Replace('/', '-'), [
            ("Example.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup><PackageReference Include="{package}" Version="$(RuleCompilerVersion)" /></ItemGroup>
                </Project>
                """),
            ("Program.cs", text[from..text.IndexOf("```", from, StringComparison.Ordinal)]),
        ]);
        packages.Dotnet(folder, "build").MustSucceed();
        return folder;
    }

    private static string Program(string folder) => Path.Combine(folder, "bin", "Debug", "net10.0", "Example.dll");

    private static string Run(string folder) =>
        Shell.Run(folder, "dotnet", [Program(folder)]).MustSucceed().Output.ReplaceLineEndings("\n");
}
