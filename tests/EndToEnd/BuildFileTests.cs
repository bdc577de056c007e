using System;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>
/// What the package does to a project beside generating: which files it takes, what it ships, whom it reaches, what it warns of.
/// </summary>
[Collection(nameof(PackedPackages))]
public class BuildFileTests(PackedPackages packages)
{
    private const string Reference = """<PackageReference Include="RuleCompiler" Version="$(RuleCompilerVersion)" PrivateAssets="all" />""";

    [Fact]
    public void AWebProjectPublishesTheDocumentsThatItSaysAndNoOthers()
    {
        var folder = UserProjects.Write(packages, "Parcels", [
            ("Parcels.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
                  <ItemGroup>
                    {Reference}
                    <RuleDocument Update="data/Read.rules.json" CopyToOutputDirectory="PreserveNewest" />
                    <Content Update="data/Always.rules.json" CopyToOutputDirectory="Always" />
                    <EmbeddedResource Include="data/Embedded.rules.json" LogicalName="Embedded.rules.json" />
                  </ItemGroup>
                </Project>
                """),
            ("Program.cs", """
                using System;
                using Parcels;

                using var stream = typeof(Postage).Assembly.GetManifestResourceStream("Embedded.rules.json");
                Console.WriteLine($"{Postage.Classify(8)} {Served.Classify(7)} {Read.Classify(8)} {Always.Classify(7)} {Embedded.Classify(8)} {stream is not null}");
                """),
            ("appsettings.json", "{ }"),
            ("data/Postage.rules.json", UserProjects.Document("Postage")),
            ("data/Read.rules.json", UserProjects.Document("Read")),
            ("data/Always.rules.json", UserProjects.Document("Always")),
            ("data/Embedded.rules.json", UserProjects.Document("Embedded")),
            ("wwwroot/Served.rules.json", UserProjects.Document("Served")),
        ]);
        var published = Path.Combine(packages.Folder, "published parcels");
        packages.Dotnet(folder, "publish", "-o", published).MustSucceed();
        Assert.Equal(
            ["data/Always.rules.json", "data/Read.rules.json", "wwwroot/Served.rules.json"],
            Directory.GetFiles(published, "*.rules.json", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(published, f).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(published, "appsettings.json")));
        Assert.Equal(
            "Heavy Light Heavy Light Heavy True",
            Shell.Run(folder, "dotnet", [Path.Combine(published, "Parcels.dll")]).MustSucceed().Output.Trim());
    }

    [Fact]
    public void DocumentsAreTakenFromTheProjectsOwnFoldersAndWatched()
    {
        string[] own = ["Fee.rules.json", "fee.rules.json", "deep/er/Toll.rules.json", "kept/Rate.rules.json", "copied/Rent.rules.json"];
        string[] others = ["obj/Old.rules.json", "bin/Debug/Old.rules.json", "node_modules/pkg/Old.rules.json", "web/node_modules/pkg/Old.rules.json", ".git/Old.rules.json"];
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
            own = [.. own.Where(f => f != "fee.rules.json")];
        var folder = UserProjects.Write(packages, "Fees", [
            ("Fees.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>
                    {Reference}
                    <None Update="kept/Rate.rules.json" CopyToOutputDirectory="PreserveNewest" />
                    <Content Include="copied/Rent.rules.json" CopyToOutputDirectory="PreserveNewest" />
                  </ItemGroup>
                </Project>
                """),
            .. own.Concat(others).Select((path, i) => (path, UserProjects.Document("Fee" + i))),
        ]);
        packages.Dotnet(folder, "restore").MustSucceed();
        var items = JObject.Parse(packages.Dotnet(
            folder, "msbuild", "-getItem:AdditionalFiles", "-getItem:None", "-getItem:Content", "-getItem:Watch")
                .MustSucceed().Output)["Items"]!;
        Assert.Equal(own.Order(StringComparer.Ordinal), Paths("AdditionalFiles"));
        Assert.Equal(own.Order(StringComparer.Ordinal), Paths("Watch"));
        // Only what the project says is to be copied stands in another group as well.
        Assert.Equal(["copied/Rent.rules.json", "kept/Rate.rules.json"], Paths("None").Intersect(own));
        Assert.Equal(["copied/Rent.rules.json"], Paths("Content"));

        var watched = Shell.Dotnet(
            folder,
            "watch",
            "--list",
            "--project",
            Path.Combine(folder, "Fees.csproj"),
            "--property:RuleCompilerVersion=" + packages.Version)
            .MustSucceed().Output;
        Assert.All(
            own,
            path => Assert.Contains(
                Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar)), watched, StringComparison.Ordinal));
        Assert.DoesNotContain("Old.rules.json", watched, StringComparison.Ordinal);

        string[] Paths(string item) =>
            [.. items[item]!.Select(i => ((string)i["Identity"]!).Replace('\\', '/')).Where(
                i => i.EndsWith(".rules.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Approvals and policies are found beside their documents, wherever these lie, and hold the build.</summary>
    [Fact]
    public void ApprovalsAreFoundBesideTheirDocumentsAndNotShipped()
    {
        var folder = UserProjects.Write(packages, "Tolls", [
            ("app/Tolls.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <RuleApproval>required</RuleApproval>
                    <NoWarn>$(NoWarn);RC0060</NoWarn>
                  </PropertyGroup>
                  <ItemGroup>
                    {Reference}
                    <RuleDocument Include="../shared/Shared.rules.json" />
                    <RuleDocument Update="Draft.rules.json" RuleApproval="none" />
                  </ItemGroup>
                </Project>
                """),
            ("app/Program.cs", "System.Console.WriteLine(Tolls.Own.Classify(8));"),
            ("app/Own.rules.json", UserProjects.Document("Own")),
            ("app/Own.policies.json", "{ }"),
            ("app/Draft.rules.json", UserProjects.Document("Draft")),
            ("app/Stray.approval.json", "{ }"),
            ("shared/Shared.rules.json", UserProjects.Document("Shared")),
            ("shared/Shared.approval.json", "{ }"),
        ]);
        var app = Path.Combine(folder, "app");
        packages.Dotnet(app, "restore").MustSucceed();
        var items = JObject.Parse(packages.Dotnet(
            app, "msbuild", "-getItem:AdditionalFiles", "-getItem:Content", "-getItem:Watch").MustSucceed().Output)["Items"]!;
        string[] expected =
        [
            "../shared/Shared.approval.json", "../shared/Shared.rules.json", "Draft.rules.json", "Own.policies.json", "Own.rules.json",
        ];
        Assert.Equal(expected, Paths("AdditionalFiles"));
        Assert.Equal(expected, Paths("Watch"));
        Assert.Equal(["Stray.approval.json"], Paths("Content"));

        var output = packages.Dotnet(app, "build").Output;
        Assert.Contains("Own.rules.json(1,1): error RC0060: Own is not approved", output, StringComparison.Ordinal);
        Assert.Contains("Shared.approval.json(1,1): error RC0062: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Draft is not approved", output, StringComparison.Ordinal);

        string[] Paths(string item) =>
            [.. items[item]!.Select(i => ((string)i["Identity"]!).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    /// <summary>With a version that is kept in one place for all projects, nobody writes PrivateAssets.</summary>
    [Fact]
    public void AProgramThatUsesALibraryDoesNotRunItsGeneratorAndPackingTheLibraryWarns()
    {
        var library = """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RootNamespace>Acme</RootNamespace>
                <RuleCompilerAccessibility>public</RuleCompilerAccessibility>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="RuleCompiler" /></ItemGroup>
            </Project>
            """;
        var folder = UserProjects.Write(packages, "Layers", [
            ("Directory.Packages.props", """
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageVersion Include="RuleCompiler" Version="$(RuleCompilerVersion)" /></ItemGroup>
                </Project>
                """),
            ("Shipping/Shipping.csproj", library),
            ("Shipping/Weight.rules.json", UserProjects.Document("Weight")),
            ("Shop/Shop.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <RootNamespace>Acme</RootNamespace>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup><ProjectReference Include="../Shipping/Shipping.csproj" /></ItemGroup>
                </Project>
                """),
            ("Shop/Program.cs", """
                System.Console.WriteLine(Acme.Weight.Classify(3) + " " + typeof(Acme.Weight).Assembly.GetName().Name);
                """),
            // For a program that reads it at run time, say.
            ("Shop/Weight.rules.json", UserProjects.Document("Weight")),
        ]);
        var shop = Path.Combine(folder, "Shop");
        packages.Dotnet(shop, "build").MustSucceed();
        Assert.Equal(
            "Light Shipping",
            Shell.Run(shop, "dotnet", [Path.Combine(shop, "bin", "Debug", "net10.0", "Shop.dll")]).MustSucceed().Output.Trim());

        var shipping = Path.Combine(folder, "Shipping");
        Assert.Contains(
            "warning RC0051: ",
            packages.Dotnet(shipping, "pack", "-c", "Debug", "--no-build", "-o", "packed").MustSucceed().Output,
            StringComparison.Ordinal);
        File.WriteAllText(
            Path.Combine(shipping, "Shipping.csproj"),
            library.Replace("\"RuleCompiler\" />", "\"RuleCompiler\" PrivateAssets=\"all\" />", StringComparison.Ordinal));
        var quiet = packages.Dotnet(shipping, "pack", "-c", "Debug", "-o", "packed").MustSucceed().Output;
        Assert.DoesNotContain("RC0051", quiet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Waybill.fsproj", "Module.fs", "module Waybill\nlet answer = 42\n", "this F# project", """<Compile Include="Module.fs" />""")]
    [InlineData("Waybill.vbproj", "Module.vb", "Public Module Waybill\nEnd Module\n", "this Visual Basic project", "")]
    public void AProjectInAnotherLanguageIsToldWhatToDo(string project, string source, string code, string language, string item)
    {
        var folder = UserProjects.Write(packages, "Waybill " + source[^2..], [
            (project, $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>{Reference}{item}</ItemGroup>
                </Project>
                """),
            (source, code),
            ("Freight.rules.json", UserProjects.Document("Freight")),
        ]);
        var output = packages.Dotnet(folder, "build").MustSucceed().Output;
        Assert.Contains("warning RC0050: RuleCompiler generates C#, which " + language, output, StringComparison.Ordinal);
        Assert.Contains("nothing comes of Freight.rules.json", output, StringComparison.Ordinal);
        Assert.Contains("C# class library", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AProjectThatIsNamedAsItsDocumentIsToldWhatToDo()
    {
        var folder = UserProjects.Write(packages, "Grant", [
            ("Grant.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>{Reference}</ItemGroup>
                </Project>
                """),
            ("Program.cs", "System.Console.WriteLine(Grant.Classify(8));\n"),
            ("Grant.rules.json", UserProjects.Document("Grant")),
        ]);
        var failed = packages.Dotnet(folder, "build");
        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains(
            "Grant.rules.json(3,11): warning RC0040: Code outside the namespace Grant finds a namespace where it says Grant",
            failed.Output,
            StringComparison.Ordinal);

        // The line that the message says, and the name that it gives.
        const string remedy = """<RuleDocument Update="Grant.rules.json" ClassName="GrantRules" />""";
        Assert.Contains(remedy, failed.Output, StringComparison.Ordinal);
        var project = Path.Combine(folder, "Grant.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("</ItemGroup>", remedy + "</ItemGroup>", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "using Grant;\nSystem.Console.WriteLine(GrantRules.Classify(8));\n");
        Assert.DoesNotContain("RC0040", packages.Dotnet(folder, "build").MustSucceed().Output, StringComparison.Ordinal);
    }
}
