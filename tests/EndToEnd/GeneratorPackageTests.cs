using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>The generator's package in fresh projects, with nothing but its <c>PackageReference</c> and documents.</summary>
[Collection(nameof(PackedPackages))]
public class GeneratorPackageTests(PackedPackages packages)
{
    [Fact]
    public void AConsoleProgramAnswersAsTheDocumentSays()
    {
        var folder = packages.Place("Lending");
        packages.Dotnet(folder, "build").MustSucceed();
        var program = Path.Combine(folder, "bin", "Debug", "net10.0", "Lending.dll");
        LoanRows.AssertAnswers(input => Shell.Run(folder, "dotnet", [program], input).MustSucceed().Output);

        var rules = Shell.Run(folder, "dotnet", [program, "rules"]).MustSucceed().Output;
        Assert.Contains("Rule 3", rules, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', rules);
    }

    [Fact]
    public void ALibraryCompilesForOldFrameworksInOldCSharp()
    {
        var folder = packages.Place("Library");
        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "Projects", "Lending", "Loan.rules.json"), Path.Combine(folder, "Loan.rules.json"));
        packages.Dotnet(folder, "build").MustSucceed();
        Assert.True(File.Exists(Path.Combine(folder, "bin", "Debug", "netstandard2.0", "Library.dll")));
        Assert.True(File.Exists(Path.Combine(folder, "bin", "Debug", "net472", "Library.dll")));
    }

    [Fact]
    public void MetadataAndPropertiesReachTheGenerator()
    {
        var folder = packages.Place("Options");
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Projects", "Lending", "Loan.rules.json"));
        File.WriteAllText(Path.Combine(folder, "Loan.rules.json"), text);
        File.WriteAllText(
            Path.Combine(folder, "Other.rules.json"), text.Replace("\"name\": \"Loan\"", "\"name\": \"Other\"", StringComparison.Ordinal));
        packages.Dotnet(folder, "build").MustSucceed();
        var output = Shell.Run(folder, "dotnet", [Path.Combine(folder, "bin", "Debug", "net10.0", "Options.dll")]).MustSucceed().Output;
        // The semicolon of a list begins a comment where the compiler reads it, unless it is made a comma on the way.
        Assert.Equal(
            ["Acme.Lending.CreditRules: Classify Explain", "Options.Other: Classify Rule"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

        var project = Path.Combine(folder, "Options.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("Classify;Explain", "Classify;Explanation", StringComparison.Ordinal));
        var result = packages.Dotnet(folder, "build", "--no-restore");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            "Loan.rules.json(1,1): error RC0020: The option Members names 'Explanation'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "NativeAot")]
    public void ANativeProgramAnswersAsTheDocumentSays()
    {
        Assert.True(
            OperatingSystem.IsWindows() || Find("clang") || Find("gcc"),
            "NativeAOT needs a native linker: install clang or gcc, or leave this test out with --filter \"Category!=NativeAot\".");
        var folder = packages.Place("Lending", "Native lending");
        // .NET 9: the last whose native compiler comes with its libraries in one package. Those of .NET 10 are in another, which not
        // every package source keeps. The check for frameworks out of support would turn into an error one day.
        var project = Path.Combine(folder, "Lending.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("net10.0", "net9.0", StringComparison.Ordinal));
        // The libraries of the native compiler must not lie in a path with a blank: some linkers take it for two.
        var libraries = Directory.CreateTempSubdirectory("rulecompiler-native-").FullName;
        packages.Dotnet(
            folder,
            "publish",
            "-p:RestorePackagesPath=" + libraries,
            "-r",
            RuntimeInformation.RuntimeIdentifier,
            "-p:CheckEolTargetFramework=false",
            "-p:PublishAot=true",
            "-o",
            "published").MustSucceed();
        var program = Path.Combine(folder, "published", OperatingSystem.IsWindows() ? "Lending.exe" : "Lending");
        Assert.False(File.Exists(Path.Combine(folder, "published", "Lending.dll")), "The program is not a native one.");
        LoanRows.AssertAnswers(input => Shell.Run(folder, program, [], input).MustSucceed().Output);
        Directory.Delete(libraries, recursive: true);
    }

    [Fact]
    public void ABrokenDocumentIsAnErrorAtItsLineAndColumn()
    {
        var folder = packages.Place("Lending", "Broken");
        var file = Path.Combine(folder, "Loan.rules.json");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("\"positive\": { \"rule\": 3 }", "\"positive\": { \"rule\": 4 }", StringComparison.Ordinal));
        var line = text[..text.IndexOf("\"positive\": { \"rule\": 3 }", StringComparison.Ordinal)].Count(c => c == '\n') + 1;

        var result = packages.Dotnet(folder, "build");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            $"Loan.rules.json({line},27): error RC0008: There is no rule 4 in this document.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS8785", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SeverityOfAWarningIsWhatTheProjectsConfigurationSays()
    {
        var folder = packages.Place("Lending", "Severity");
        var file = Path.Combine(folder, "Loan.rules.json");
        var text = File.ReadAllText(file);
        var suspect = new Regex("\"rows\": [0-9]+", RegexOptions.None, TimeSpan.FromSeconds(10)).Replace(text, "\"rows\": 0", 1);
        Assert.NotEqual(text, suspect);
        File.WriteAllText(file, suspect);

        // The project's own settings: a warning, which is an error where warnings are.
        Build(succeeds: false, "error RC0013");
        Build(succeeds: true, "warning RC0013", "-p:TreatWarningsAsErrors=false");

        // The section of an .editorconfig that the document is in.
        var editorConfig = Path.Combine(folder, ".editorconfig");
        File.WriteAllText(editorConfig, "root = true\n[*.rules.json]\nrulecompiler.RC0013.severity = error\n");
        Build(succeeds: false, "error RC0013", "-p:TreatWarningsAsErrors=false");
        File.WriteAllText(editorConfig, "root = true\n[*.rules.json]\nrulecompiler.RC0013.severity = none\n");
        Build(succeeds: true, null);

        // A global configuration, by the compiler's own key.
        File.Delete(editorConfig);
        File.WriteAllText(Path.Combine(folder, ".globalconfig"), "is_global = true\ndotnet_diagnostic.RC0013.severity = none\n");
        Build(succeeds: true, null);

        void Build(bool succeeds, string? diagnostic, params string[] arguments)
        {
            var result = packages.Dotnet(folder, "build", arguments);
            Assert.True(succeeds == (result.ExitCode == 0), result.Output);
            if (diagnostic is null)
                Assert.DoesNotContain("RC0013", result.Output, StringComparison.Ordinal);
            else
                Assert.Contains(diagnostic, result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void GeneratedCodeIsKeptForReviewAsTheReadmeSays()
    {
        var folder = packages.Place("Lending", "Kept");
        var readme = File.ReadAllText(Path.Combine(PackedPackages.Repository, "src", "Generator", "README.md"));
        var start = readme.IndexOf("<PropertyGroup>\n  <EmitCompilerGeneratedFiles>", StringComparison.Ordinal);
        var settings = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        var project = Path.Combine(folder, "Lending.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("</Project>", settings + "</Project>", StringComparison.Ordinal));

        // Twice: the second build must not compile what the first has kept.
        packages.Dotnet(folder, "build").MustSucceed();
        File.AppendAllText(Path.Combine(folder, "Program.cs"), "\n");
        var kept = Path.Combine(folder, "Generated", "RuleCompiler.Generator", "RuleCompiler.Generator.RuleGenerator");
        var first = Directory.GetFiles(kept).ToDictionary(f => f, File.ReadAllText);
        // And with the line ends of a checkout on Windows, which are no change of the document.
        var document = Path.Combine(folder, "Loan.rules.json");
        File.WriteAllText(document, File.ReadAllText(document).ReplaceLineEndings("\r\n"));
        packages.Dotnet(folder, "build", "--no-restore").MustSucceed();
        Assert.NotEmpty(first);
        Assert.All(first, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));
        foreach (var file in (string[])["Loan.g.cs", "Loan.Batch.g.cs", "Loan.Monitor.g.cs", "Loan.Explain.g.cs"])
            Assert.Contains("static partial class Loan", File.ReadAllText(Path.Combine(kept, file)), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoFilesOfTheSameNameGiveTwoClasses()
    {
        var folder = packages.Place("Lending", "Same name");
        var text = File.ReadAllText(Path.Combine(folder, "Loan.rules.json"));
        Directory.CreateDirectory(Path.Combine(folder, "Other"));
        File.WriteAllText(
            Path.Combine(folder, "Other", "Loan.rules.json"),
            text.Replace("\"name\": \"Loan\"", "\"name\": \"Credit\"", StringComparison.Ordinal));
        var program = Path.Combine(folder, "Program.cs");
        File.WriteAllText(
            program,
            File.ReadAllText(program).Replace(
                "Console.Write(Loan.Rules);", "Console.Write(Credit.Rules + Loan.Rules);", StringComparison.Ordinal));
        packages.Dotnet(folder, "build").MustSucceed();

        // Two documents with the same class name are an error in the second.
        File.WriteAllText(Path.Combine(folder, "Other", "Loan.rules.json"), text);
        var result = packages.Dotnet(folder, "build", "--no-restore");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("error RC0012", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePackageHoldsTheGeneratorWithAllItNeedsAndNoDependency()
    {
        using var package = ZipFile.OpenRead(Path.Combine(packages.Packages, $"RuleCompiler.{packages.Version}.nupkg"));
        var files = package.Entries.Select(e => e.FullName).ToArray();
        Assert.Equal(
            ["analyzers/dotnet/cs/Newtonsoft.Json.dll", "analyzers/dotnet/cs/RuleCompiler.Generator.dll", "analyzers/dotnet/cs/RuleCompiler.Runtime.dll"],
            files.Where(f => f.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("build/RuleCompiler.props", files);
        // What would reach projects that do not reference the package.
        Assert.DoesNotContain(files, f => f.StartsWith("buildTransitive/", StringComparison.Ordinal));
        using var manifest = new StreamReader(package.GetEntry("RuleCompiler.nuspec")!.Open());
        var nuspec = manifest.ReadToEnd();
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec, StringComparison.Ordinal);
        Assert.Contains(">MIT</license>", nuspec, StringComparison.Ordinal);
    }

    private static bool Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}
