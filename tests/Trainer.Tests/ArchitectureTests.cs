using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using RuleCompiler.Architecture;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using Xunit;

namespace RuleCompiler.Trainer.Tests;

/// <summary>Dependencies go one way: between the projects, and between the rooms of each.</summary>
public partial class ArchitectureTests
{
    private static readonly ArrowTable Runtime = new(
        ("Description", "Documents"),
        ("Evaluation", "Description Documents"),
        ("Features", "Documents"));

    private static readonly ArrowTable Trainer = new(
        ("Data", "RuleCompiler.Documents RuleCompiler.Evaluation"),
        // Only the limit of work.
        ("Exact", "Data"),
        ("Networks", "Data RuleCompiler.Documents RuleCompiler.Evaluation"),
        ("Onnx", "Data Networks RuleCompiler.Documents"),
        ("Interpretation", "Networks RuleCompiler.Documents"),
        ("Training", "Data Networks RuleCompiler.Documents RuleCompiler.Evaluation"),
        // Of a network extraction needs only what it is, not how it was trained.
        ("Extraction", "Data Exact Networks"),
        ("Rules", "Data Extraction Networks RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Features"),
        ("Geometry", "Data Exact Networks Rules RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Features"),
        ("Verification", "Exact Extraction Networks RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Features"),
        ("Pipeline", "Data Extraction Networks Rules Training Verification RuleCompiler.Documents RuleCompiler.Evaluation"),
        (
            "Reports",
            "Data Geometry Interpretation Networks Pipeline Training "
            + "RuleCompiler.Description RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Features"),
        (
            "Cli",
            "Data Extraction Geometry Interpretation Networks Onnx Pipeline Reports Rules Training Verification "
            + "RuleCompiler.Description RuleCompiler.Documents RuleCompiler.Evaluation"));

    [Fact]
    public void RoomsOfTheRuntimeKnowWhatTheTableSays() =>
        Assert.Empty(Runtime.Differences(AssemblyArrows.Of(typeof(RuleDocument).Assembly.Location, "RuleCompiler")));

    [Fact]
    public void RoomsOfTheTrainerKnowWhatTheTableSays() =>
        Assert.Empty(Trainer.Differences(AssemblyArrows.Of(typeof(Dataset).Assembly.Location, "RuleCompiler.Trainer", "RuleCompiler")));

    [Fact]
    public void TheRuntimeKnowsNobodyAndTheTrainerKnowsTheRuntime()
    {
        Assert.Empty(Own(typeof(RuleDocument).Assembly));
        Assert.Equal(["RuleCompiler.Runtime"], Own(typeof(Dataset).Assembly));

        static string[] Own(Assembly assembly) =>
            assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("RuleCompiler", StringComparison.Ordinal)).ToArray();
    }

    [Theory]
    [InlineData("Fields")]
    [InlineData("Bodies")]
    [InlineData("Generics")]
    [InlineData("Closures")]
    [InlineData("Attributes")]
    [InlineData("Bases")]
    public void AnArrowIsSeenHoweverItIsMade(string room)
    {
        var arrows = AssemblyArrows.Of(typeof(ArchitectureTests).Assembly.Location, "RuleCompiler.Trainer.Tests.House");
        Assert.Contains((room, "Cellar"), arrows.Keys);
        Assert.DoesNotContain(arrows.Keys, a => a.From == "Cellar");
    }

    [Fact]
    public void WhatIsNotInTheTableAndWhatIsOnlyThereIsTold()
    {
        var arrows = AssemblyArrows.Of(typeof(ArchitectureTests).Assembly.Location, "RuleCompiler.Trainer.Tests.House");
        var table = new ArrowTable(("Fields", "Cellar Attic"), ("Bodies", "Cellar"), ("Generics", "Cellar"), ("Closures", "Cellar"), ("Bases", "Cellar"));
        Assert.Collection(
            table.Differences(arrows),
            line => Assert.StartsWith("Attributes knows Cellar, in ", line, StringComparison.Ordinal),
            line => Assert.Equal("Fields does not know Attic any more: take it out of the table", line));
    }

    [Theory]
    [InlineData("Trainer", "RuleCompiler.Trainer")]
    [InlineData("Runtime", "RuleCompiler")]
    [InlineData("Generator", "RuleCompiler.Generator")]
    public void NamespacesAreFolders(string project, string root)
    {
        var files = SourceTree.Of(project).Where(f => !f.Path.StartsWith("Compatibility/", StringComparison.Ordinal)).ToArray();
        Assert.True(files.Length > 30, "These are not the sources.");
        Assert.All(files, file =>
        {
            var expected = string.Join('.', [root, .. Path.GetDirectoryName(file.Path)!.Split('/', StringSplitOptions.RemoveEmptyEntries)]);
            Assert.Equal([expected], Namespace().Matches(file.Text).Select(m => m.Groups["name"].Value));
        });
    }

    /// <summary>Those of the C library differ in their last bits from machine to machine.</summary>
    [Theory]
    [InlineData("Runtime", "Description/NoteDescriber.cs")]
    [InlineData("Trainer", "Pipeline/MemoryNeed.cs", "Reports/Pages/InputControls.cs", "Reports/Pages/Ticks.cs")]
    public void ExponentialsAndLogarithmsAreOurOwnButForWhatIsShownRounded(string project, params string[] rounded) => Assert.Equal(
        rounded, SourceTree.Of(project).Where(f => LibraryFunction().IsMatch(f.Text)).Select(f => f.Path).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\bMathF?\.(?:Exp|Log)\w*\(", RegexOptions.None, 10_000)]
    private static partial Regex LibraryFunction();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline, 10_000)]
    private static partial Regex Namespace();
}
