using System;
using System.IO;
using System.Linq;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>The README's five minutes, with the packed packages: its commands and its program, letter by letter.</summary>
[Collection(nameof(PackedPackages))]
public class ReadmeTests(PackedPackages packages)
{
    [Fact]
    public void FiveMinutesWorkWhenPasted()
    {
        var readme = File.ReadAllText(Path.Combine(PackedPackages.Repository, "README.md"));
        var section = readme.Split("\n## ").Single(s => s.StartsWith("Five minutes\n", StringComparison.Ordinal));
        var clone = Path.Combine(packages.Folder, "clone");
        var data = Path.Combine(clone, "samples", "Banknote");
        Directory.CreateDirectory(data);
        foreach (var file in Directory.GetFiles(Path.Combine(PackedPackages.Repository, "samples", "Banknote"), "*.csv"))
            File.Copy(file, Path.Combine(data, Path.GetFileName(file)));

        var tools = Path.Combine(clone, "tools");
        Shell.Dotnet(clone, "tool", "install", "rulec", "--tool-path", tools, "--version", packages.Version, "--source", packages.Packages)
            .MustSucceed();
        var commands = section.Split('\n').Where(line => line.StartsWith("rulec ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["train", "show", "verify", "predict", "report"], commands.Select(c => c.Split(' ')[1]));
        foreach (var command in commands)
            Shell.Run(clone, Path.Combine(tools, OperatingSystem.IsWindows() ? "rulec.exe" : "rulec"), command.Split(' ')[1..])
                .MustSucceed();
        Assert.True(File.Exists(Path.Combine(clone, "answers.csv")) && File.Exists(Path.Combine(clone, "report.html")));

        const string start = "```csharp\nusing Notes;\n";
        var from = section.IndexOf(start, StringComparison.Ordinal) + "```csharp\n".Length;
        Assert.True(from > start.Length, "The README has lost its program.");
        var notes = UserProjects.Write(packages, "Notes", [
            ("Notes.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup><PackageReference Include="RuleCompiler" Version="$(RuleCompilerVersion)" PrivateAssets="all" /></ItemGroup>
                </Project>
                """),
            ("Program.cs", section[from..section.IndexOf("```", from, StringComparison.Ordinal)]),
            ("Banknote.rules.json", File.ReadAllText(Path.Combine(clone, "Banknote.rules.json"))),
        ]);
        packages.Dotnet(notes, "build").MustSucceed();
        var output = Shell.Run(notes, "dotnet", [Path.Combine(notes, "bin", "Debug", "net10.0", "Notes.dll")]).MustSucceed().Output;
        Assert.StartsWith("0, by rule ", output, StringComparison.Ordinal);
        Assert.Contains("THEN", output, StringComparison.Ordinal);
    }
}
