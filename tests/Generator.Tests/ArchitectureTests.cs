using System;
using System.Linq;
using RuleCompiler.Architecture;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>Dependencies go one way between the rooms of the generator.</summary>
public class ArchitectureTests
{
    private static readonly ArrowTable Rooms = new(
        ("Diagnostics", "RuleCompiler.Documents"),
        ("Models", "Diagnostics RuleCompiler.Documents"),
        ("Naming", "RuleCompiler.Description RuleCompiler.Documents"),
        ("Review",
            "Diagnostics Models Naming RuleCompiler.Approvals RuleCompiler.Description RuleCompiler.Documents RuleCompiler.Policies "
                + "RuleCompiler.Proofs"),
        ("Parsing", "Diagnostics Models Naming Review RuleCompiler.Documents"),
        ("Writing", "RuleCompiler.Documents"),
        ("Emission", "Diagnostics Models Naming Writing RuleCompiler.Approvals RuleCompiler.Description RuleCompiler.Documents "
            + "RuleCompiler.Evaluation RuleCompiler.Proofs RuleCompiler.Recourses"),
        ("RuleCompiler.Generator", "Diagnostics Emission Models Parsing Review RuleCompiler.Documents"));

    [Fact]
    public void RoomsKnowWhatTheTableSays() =>
        Rooms.Hold(AssemblyArrows.Of(typeof(RuleGenerator).Assembly.Location, "RuleCompiler.Generator", "RuleCompiler"));

    [Fact]
    public void TheGeneratorKnowsOnlyTheRuntime() => Assert.Equal(
        ["RuleCompiler.Runtime"],
        typeof(RuleGenerator).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(
            n => n.StartsWith("RuleCompiler", StringComparison.Ordinal)));
}
