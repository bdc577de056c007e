using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>What is in the packages, and what is not.</summary>
[Collection(nameof(PackedPackages))]
public class PackageContentTests(PackedPackages packages)
{
    public static TheoryData<string> Ids =>
        ["RuleCompiler", "RuleCompiler.Runtime", "RuleCompiler.Trainer", "RuleCompiler.Trainer.Convolution", "rulec"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void APackageSaysWhatItIs(string id)
    {
        using var package = Open(id);
        var metadata = XDocument.Parse(Text(package, id + ".nuspec")).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
        string? Of(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
        Assert.Equal(("MIT", "README.md", "icon.png"), (Of("license"), Of("readme"), Of("icon")));
        Assert.StartsWith($"# {id}\n", Text(package, "README.md"), StringComparison.Ordinal);
        Assert.Contains("MIT License", Text(package, "LICENSE"), StringComparison.Ordinal);

        // IHDR: width and height stand behind the signature, the chunk's length and its name.
        var icon = Bytes(package, "icon.png");
        Assert.Equal(
            (128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
    }

    /// <summary>Packages that see each other's internals fit only in the same version.</summary>
    [Theory]
    [InlineData("RuleCompiler.Trainer", "RuleCompiler.Runtime")]
    [InlineData("RuleCompiler.Trainer.Convolution", "RuleCompiler.Trainer")]
    public void OurPackagesDependOnExactVersionsOfEachOther(string id, string other)
    {
        using var package = Open(id);
        var ours = XDocument.Parse(Text(package, id + ".nuspec")).Descendants().Where(e => e.Name.LocalName == "dependency")
            .Select(e => ((string)e.Attribute("id")!, (string)e.Attribute("version")!)).Where(
                d => d.Item1.StartsWith("RuleCompiler", StringComparison.Ordinal));
        Assert.Equal([(other, $"[{packages.Version}]")], ours);
    }

    [Theory]
    [InlineData("RuleCompiler")]
    [InlineData("RuleCompiler.Runtime")]
    [InlineData("RuleCompiler.Trainer")]
    [InlineData("rulec")]
    public void WhatReadsOrWritesDocumentsCarriesTheirSchema(string id)
    {
        using var package = Open(id);
        foreach (var name in (string[])["rules.schema.json", "approval.schema.json", "policies.schema.json", "inputs.schema.json"])
            Assert.Equal(
                File.ReadAllText(Path.Combine(PackedPackages.Repository, "docs", "schema", name)), Text(package, "schema/" + name));
    }

    /// <summary>
    /// Nothing points to a place that is not ours: an address of the repository stands only where the build was told one.
    /// </summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void APackageLinksToNoPlaceOfOthers(string id)
    {
        using var package = Open(id);
        foreach (var name in package.Entries.Select(e => e.FullName).Where(
            n => n == "README.md" || n.StartsWith("docs/", StringComparison.Ordinal)))
            Assert.DoesNotContain("://", Text(package, name), StringComparison.Ordinal);
        foreach (var assembly in Assemblies(package, ours: true))
            Assert.DoesNotContain(
                "rulecompiler.dev", System.Text.Encoding.Unicode.GetString(Bytes(package, assembly)), StringComparison.Ordinal);
        Assert.DoesNotContain("rulecompiler.dev", Text(package, id + ".nuspec"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void SymbolsAreInsideTheAssembliesAndTheBuildIsDeterministic(string id)
    {
        using var package = Open(id);
        Assert.DoesNotContain(package.Entries, e => e.FullName.EndsWith(".pdb", StringComparison.Ordinal));
        foreach (var assembly in Assemblies(package, ours: true))
        {
            using var reader = new PEReader(new MemoryStream(Bytes(package, assembly)));
            var kinds = reader.ReadDebugDirectory().Select(d => d.Type).ToArray();
            Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, kinds);
            Assert.Contains(DebugDirectoryEntryType.Reproducible, kinds);
        }
    }

    [Fact]
    public void TheToolRunsOnLaterVersionsAndCarriesNoDocumentationOfItsCode()
    {
        using var package = Open("rulec");
        var settings = JObject.Parse(Text(package, package.Entries.Single(e => e.Name == "rulec.runtimeconfig.json").FullName));
        Assert.Equal("Major", (string?)settings["runtimeOptions"]!["rollForward"]);
        Assert.Equal(
            ["DotnetToolSettings.xml"],
            package.Entries.Select(e => e.Name).Where(n => n.EndsWith(".xml", StringComparison.Ordinal) && n[0] != '['));
    }

    [Fact]
    public void TheGeneratorCarriesThePagesOfItsDiagnostics()
    {
        using var package = Open("RuleCompiler");
        var pages = Directory.GetFiles(Path.Combine(PackedPackages.Repository, "docs", "diagnostics"));
        Assert.NotEmpty(pages);
        Assert.Equal(
            pages.Select(f => "docs/diagnostics/" + Path.GetFileName(f)).Order(StringComparer.Ordinal),
            package.Entries.Select(e => e.FullName).Where(n => n.StartsWith("docs/", StringComparison.Ordinal)).Order(
                StringComparer.Ordinal));
    }

    /// <summary>
    /// The notices name what is bundled, in the version that is bundled and with the licence that its package states; nothing else.
    /// </summary>
    [Theory]
    [InlineData("RuleCompiler")]
    [InlineData("rulec")]
    public void NoticesNameEveryLibraryOfOthers(string id)
    {
        using var package = Open(id);
        var known = PackagesByAssembly(package);
        var bundled = Assemblies(package, ours: false).Select(a => known[Path.GetFileNameWithoutExtension(a)])
            .Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(bundled);

        var notices = Text(package, "THIRD-PARTY-NOTICES.txt");
        var named = Regex.Matches(
            notices,
            @"^(?<name>[A-Za-z0-9_.]+) (?<version>[0-9]+(\.[0-9]+){2,3})\n  License: (?<license>.+)$",
            RegexOptions.Multiline | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5));
        Assert.Equal(
            bundled,
            named.Select(m => m.Groups["name"].Value + " " + m.Groups["version"].Value));
        foreach (Match library in named)
        {
            var (name, version, license) = (library.Groups["name"].Value, library.Groups["version"].Value, library.Groups["license"].Value);
            var manifest = XDocument.Load(
                Path.Combine(PackedPackages.UserPackages, name.ToLowerInvariant(), version, name.ToLowerInvariant() + ".nuspec"));
            // One of them has an address there.
            if (manifest.Descendants().SingleOrDefault(e => e.Name.LocalName == "license") is { Value: var stated })
                Assert.Contains(license, stated.Split(" OR "));
            else
                Assert.Equal("K4os.Compression.LZ4", name);
            // The text of the licence, under a heading that names the library.
            Assert.Contains($"({license}): ", notices, StringComparison.Ordinal);
            Assert.Matches($@"\({Regex.Escape(license)}\): .*{Regex.Escape(name)}", notices);
        }
    }

    /// <summary>
    /// The package and version of each assembly: as the tool lists them for the host; elsewhere each is called as its package is.
    /// </summary>
    private static Dictionary<string, string> PackagesByAssembly(ZipArchive package)
    {
        if (package.Entries.SingleOrDefault(e => e.Name == "rulec.deps.json") is not { } listed)
        {
            return XDocument.Load(Path.Combine(PackedPackages.Repository, "Directory.Packages.props")).Descendants("PackageVersion")
                .Select(e => (Name: (string)e.Attribute("Include")!, Version: (string)e.Attribute("Version")!))
                .ToDictionary(p => p.Name, p => $"{p.Name} {p.Version}", StringComparer.Ordinal);
        }

        var libraries = JObject.Parse(Text(package, listed.FullName))["targets"]!.Children<JProperty>()
            .SelectMany(t => ((JObject)t.Value).Properties()).Where(l => !l.Name.StartsWith("RuleCompiler", StringComparison.Ordinal));
        return libraries
            .SelectMany(l => ((JObject?)l.Value["runtime"])?.Properties().Select(a => (Assembly: a.Name, Library: l.Name)) ?? [])
            .ToDictionary(l => Path.GetFileNameWithoutExtension(l.Assembly), l => l.Library.Replace('/', ' '), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Assemblies(ZipArchive package, bool ours) => package.Entries.Select(e => e.FullName)
        .Where(n => n.EndsWith(".dll", StringComparison.Ordinal)
        && ours == (Path.GetFileName(n).StartsWith("RuleCompiler.", StringComparison.Ordinal) || Path.GetFileName(n) == "rulec.dll"));

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(new MemoryStream(Bytes(package, name)));
        return reader.ReadToEnd();
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(packages.Packages, $"{id}.{packages.Version}.nupkg"));
}
