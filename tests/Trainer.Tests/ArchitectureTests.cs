using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using RuleCompiler.Architecture;
using RuleCompiler.Documents;
using RuleCompiler.Tool;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests;

/// <summary>Dependencies go one way: between the projects, and between the rooms of each.</summary>
public partial class ArchitectureTests
{
    private static readonly ArrowTable Runtime = new(
        ("Approvals", "Documents"),
        ("Documents", "Exact"),
        ("Description", "Documents Exact Features"),
        ("Evaluation", "Description Documents Exact"),
        ("Features", "Documents Exact"),
        ("Monitoring", "Approvals Documents Evaluation"),
        ("Proofs", "Description Documents Evaluation Exact Features"),
        ("Policies", "Documents Evaluation Exact Features Proofs"),
        ("Recourses", "Approvals Documents Evaluation Exact Features Proofs"));

    private static readonly ArrowTable Trainer = new(
        ("Files", "RuleCompiler.Approvals RuleCompiler.Documents RuleCompiler.Policies"),
        ("Images", "Files"),
        ("Numerics", "RuleCompiler.Proofs"),
        ("Tables", "Files Numerics RuleCompiler.Documents RuleCompiler.Evaluation"),
        ("Queries", "Files Tables RuleCompiler.Documents"),
        ("Networks", "Files Numerics RuleCompiler.Documents RuleCompiler.Evaluation"),
        ("Onnx", "Files Networks RuleCompiler.Documents"),
        ("Interpretation", "Networks RuleCompiler.Documents"),
        ("Training", "Networks Numerics Tables RuleCompiler.Documents RuleCompiler.Evaluation"),
        ("Cells", "Numerics"),
        // Of a network extraction needs only what it is, not how it was trained.
        ("Extraction", "Cells Networks Numerics RuleCompiler.Exact RuleCompiler.Proofs"),
        (
            "Rules",
            "Cells Extraction Networks Numerics Tables RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Exact "
                + "RuleCompiler.Features RuleCompiler.Proofs"),
        (
            "Regions",
            "Cells Networks Numerics Rules RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Exact RuleCompiler.Features "
                + "RuleCompiler.Proofs"),
        // What a person names: a network in whatever form, its box, one of its inputs, rows of it.
        ("Sources", "Extraction Files Images Networks Numerics Onnx Tables RuleCompiler.Documents"),
        (
            "Pipeline",
            "Extraction Files Interpretation Measures Networks Numerics Regions Rules Sources Tables Training "
            + "RuleCompiler.Approvals RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Exact RuleCompiler.Monitoring "
            + "RuleCompiler.Policies RuleCompiler.Proofs"),
        (
            "Monitoring",
            "Files Numerics Tables RuleCompiler.Approvals RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Monitoring"),
        (
            "Reports",
            "Files Images Measures Networks Numerics Pipeline Regions Rules Sources Tables Training RuleCompiler.Approvals "
            + "RuleCompiler.Description RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Features RuleCompiler.Policies "
            + "RuleCompiler.Proofs"),
        (
            "Predictions",
            "Networks Files Pipeline Reports Sources Tables RuleCompiler.Documents RuleCompiler.Evaluation RuleCompiler.Proofs "
                + "RuleCompiler.Recourses"),
        // A points table is told in spreadsheets as predictions are.
        (
            "Export",
            "Files Numerics Onnx Predictions Rules Tables RuleCompiler.Approvals RuleCompiler.Description RuleCompiler.Documents "
                + "RuleCompiler.Evaluation RuleCompiler.Exact RuleCompiler.Features RuleCompiler.Policies RuleCompiler.Proofs"));

    [Fact]
    public void RoomsOfTheRuntimeKnowWhatTheTableSays() =>
        Runtime.Hold(AssemblyArrows.Of(typeof(RuleDocument).Assembly.Location, "RuleCompiler"));

    [Fact]
    public void RoomsOfTheTrainerKnowWhatTheTableSays() =>
        Trainer.Hold(AssemblyArrows.Of(typeof(Dataset).Assembly.Location, "RuleCompiler.Trainer", "RuleCompiler"));

    [Fact]
    public void VerbsOfTheToolKnowWhatTheyShareAndNotEachOther()
    {
        var arrows = AssemblyArrows.Of(typeof(Program).Assembly.Location, "RuleCompiler.Tool");
        Assert.True(arrows.Count > 10, "These are not the verbs.");
        Assert.All(
            arrows, a => Assert.True(a.Key.To == "Shared" && a.Key.From != "Shared", $"{a.Key.From} knows {a.Key.To}, in {a.Value}"));
    }

    [Fact]
    public void TheRuntimeKnowsNobodyTheTrainerTheRuntimeAndTheToolBoth()
    {
        Assert.Empty(Own(typeof(RuleDocument).Assembly));
        Assert.Equal(["RuleCompiler.Runtime"], Own(typeof(Dataset).Assembly));
        Assert.Equal(["RuleCompiler.Runtime", "RuleCompiler.Trainer"], Own(typeof(Program).Assembly).Order(StringComparer.Ordinal));

        static string[] Own(Assembly assembly) =>
            assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("RuleCompiler", StringComparison.Ordinal))
                .ToArray();
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
        var table = new ArrowTable(
            ("Fields", "Cellar Attic"), ("Bodies", "Cellar"), ("Generics", "Cellar"), ("Closures", "Cellar"), ("Bases", "Cellar"));
        Assert.Collection(
            table.Differences(arrows),
            line => Assert.StartsWith("Attributes knows Cellar, in ", line, StringComparison.Ordinal),
            line => Assert.Equal("Fields does not know Attic any more: take it out of the table", line));
    }

    [Theory]
    [InlineData("Trainer/Library", "RuleCompiler.Trainer")]
    [InlineData("Trainer/Convolution", "RuleCompiler.Trainer.Convolution")]
    [InlineData("Trainer/Tool", "RuleCompiler.Tool")]
    [InlineData("Runtime", "RuleCompiler")]
    [InlineData("Generator", "RuleCompiler.Generator")]
    public void NamespacesAreFolders(string project, string root)
    {
        var files = SourceTree.Of(project).Where(f => !f.Path.StartsWith("Compatibility/", StringComparison.Ordinal)).ToArray();
        Assert.True(files.Length > 20, "These are not the sources.");
        Assert.All(files, file =>
        {
            var expected = string.Join('.', [root, .. Path.GetDirectoryName(file.Path)!.Split('/', StringSplitOptions.RemoveEmptyEntries)]);
            Assert.Equal([expected], Namespace().Matches(file.Text).Select(m => m.Groups["name"].Value));
        });
    }

    /// <summary>Those of the C library differ in their last bits from machine to machine.</summary>
    [Theory]
    [InlineData("Runtime", "Description/NoteDescriber.cs")]
    [InlineData("Trainer", "Library/Pipeline/MemoryNeed.cs", "Library/Reports/Pages/InputControls.cs", "Library/Reports/Pages/Ticks.cs")]
    public void ExponentialsAndLogarithmsAreOurOwnButForWhatIsShownRounded(string project, params string[] rounded) => Assert.Equal(
        rounded, SourceTree.Of(project).Where(f => LibraryFunction().IsMatch(f.Text)).Select(f => f.Path).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\bMathF?\.(?:Exp|Log)\w*\(", RegexOptions.None, 10_000)]
    private static partial Regex LibraryFunction();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline, 10_000)]
    private static partial Regex Namespace();
}
