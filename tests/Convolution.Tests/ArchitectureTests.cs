using System;
using System.Linq;
using RuleCompiler.Architecture;
using RuleCompiler.Trainer.Convolution.Networks;
using Xunit;

namespace RuleCompiler.Convolution.Tests;

/// <summary>Dependencies go one way: to the trainer's library, and between the rooms.</summary>
public class ArchitectureTests
{
    private static readonly ArrowTable Rooms = new(
        ("Images", "RuleCompiler.Trainer.Files RuleCompiler.Trainer.Images RuleCompiler.Trainer.Numerics RuleCompiler.Trainer.Training"),
        ("Kernels", "RuleCompiler.Trainer.Training"),
        ("Layers", "RuleCompiler.Trainer.Images"),
        ("Stages", "Kernels Layers RuleCompiler.Trainer.Images RuleCompiler.Trainer.Numerics RuleCompiler.Trainer.Training"),
        (
            "Networks",
            "Layers Stages RuleCompiler.Trainer.Images RuleCompiler.Trainer.Networks RuleCompiler.Trainer.Numerics "
                + "RuleCompiler.Trainer.Training RuleCompiler.Documents"),
        // It writes any network of these operations, however it came to be.
        ("Onnx", "RuleCompiler.Trainer.Files RuleCompiler.Trainer.Networks RuleCompiler.Trainer.Onnx RuleCompiler.Documents"));

    [Fact]
    public void RoomsKnowWhatTheTableSays() => Rooms.Hold(AssemblyArrows.Of(
        typeof(ConvolutionalNetwork).Assembly.Location, "RuleCompiler.Trainer.Convolution", "RuleCompiler.Trainer", "RuleCompiler"));

    [Fact]
    public void OfTheProjectsItKnowsTheLibraryAndTheRuntime() => Assert.Equal(
        ["RuleCompiler.Runtime", "RuleCompiler.Trainer"],
        typeof(ConvolutionalNetwork).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.StartsWith("RuleCompiler", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
}
