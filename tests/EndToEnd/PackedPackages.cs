using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>
/// The packages, packed once, and a folder outside the repository in which users' projects are made. Its path has a blank.
/// </summary>
public sealed class PackedPackages : IDisposable
{
    private static readonly string[] Projects = ["Runtime", "Generator", "Trainer/Library", "Trainer/Convolution", "Trainer/Tool"];

    public PackedPackages()
    {
        Folder = Directory.CreateTempSubdirectory("rule compiler ").FullName;
        // A version of its own: nothing that was packed before can be taken for it.
        Version = "0.1.0-endtoend." + Path.GetFileName(Folder)["rule compiler ".Length..].ToLowerInvariant().TrimStart('0');
        foreach (var project in Projects)
        {
            Shell.Dotnet(
                Folder,
                "pack",
                Path.Combine(Repository, "src", project),
                "--no-build",
                "-c",
                Configuration,
                "-o",
                Packages,
                "-p:PackageVersion=" + Version)
                .MustSucceed();
        }

        // The packed ones beside the user's own sources, and extracted here only; all else comes from the user's package folder.
        File.WriteAllText(Path.Combine(Folder, "NuGet.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="extracted" />
              </config>
              <fallbackPackageFolders>
                <add key="user" value="{UserPackages}" />
              </fallbackPackageFolders>
              <packageSources>
                <add key="packed" value="packages" />
              </packageSources>
            </configuration>
            """);
    }

    public string Folder { get; }

    public string Version { get; }

    public string Packages => Path.Combine(Folder, "packages");

    internal static string Repository => Metadata("RepositoryRoot");

    internal static string Configuration => Metadata("Configuration");

    internal static string UserPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Copies one of the users' projects into a folder of its own.</summary>
    public string Place(string project, string? name = null)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Projects", project);
        var target = Path.Combine(Folder, name ?? project);
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    /// <summary>Runs a command of the SDK on the project in a folder.</summary>
    internal CommandResult Dotnet(string folder, string command, params string[] arguments) => Shell.Dotnet(
        folder, [command, "-p:RuleCompilerVersion=" + Version, "-p:UseSharedCompilation=false", "-nodeReuse:false", .. arguments]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Metadata(string key) =>
        typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

[CollectionDefinition(nameof(PackedPackages))]
public sealed class PackedPackagesCollection : ICollectionFixture<PackedPackages>;
