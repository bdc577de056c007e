using System;
using System.IO;
using System.Linq;
using System.Text;
using RuleCompiler.Fuzz.Loop;
using RuleCompiler.Fuzz.Targets;
using Xunit;

namespace RuleCompiler.Fuzz.Tests;

/// <summary>Faults that are planted are found, kept with their inputs, and end no run.</summary>
public sealed class HarnessTests : IDisposable
{
    private const int Inputs = 400;

    private readonly string _folder = Directory.CreateTempSubdirectory("rulec-fuzz-tests-").FullName;

    [Theory]
    [InlineData("planted-crash", "crash", "System.InvalidOperationException: planted")]
    [InlineData("planted-overflow", "crash", "Stack overflow")]
    [InlineData("planted-hog", "memory", "System.OutOfMemoryException")]
    [InlineData("planted-hidden-hog", "memory", "System.OutOfMemoryException")]
    [InlineData("planted-message", "message", "U+001B")]
    public void AFaultIsFoundAndItsInputShowsIt(string target, string kind, string message)
    {
        var (line, findings) = Run(target, Inputs, TimeSpan.FromSeconds(60));
        var finding = Assert.Single(findings);
        Assert.StartsWith(kind + "-", Path.GetFileName(finding), StringComparison.Ordinal);
        Assert.Contains(message, File.ReadAllText(finding), StringComparison.Ordinal);
        Assert.Contains($"{target}: {Inputs} inputs", line, StringComparison.Ordinal);
        Assert.EndsWith("findings 1", line, StringComparison.Ordinal);
        // The text that was reached has the mark of the fault: one of few values has not.
        Assert.True(Mutation.JsonValues.Of(File.ReadAllText(Path.ChangeExtension(finding, ".input"))).Count > 12);
    }

    [Fact]
    public void WhatDoesNotEndIsKeptAndTheRunGoesOnBehindIt()
    {
        // So few that the fault is met once or some times: each time the process is ended and started again.
        var (line, findings) = Run("planted-hang", 60, TimeSpan.FromSeconds(2));
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Contains("took longer than 2 s", File.ReadAllText(f), StringComparison.Ordinal));
        Assert.StartsWith("planted-hang: 60 inputs", line, StringComparison.Ordinal);
        Assert.EndsWith($"findings {findings.Length}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAFaultThereIsNoFinding()
    {
        var (line, findings) = Run("planted-nothing", Inputs, TimeSpan.FromSeconds(60));
        Assert.Empty(findings);
        Assert.EndsWith("findings 0", line, StringComparison.Ordinal);
    }

    [Fact]
    public void ASeedGivesTheSameInputs()
    {
        var (one, again, other) = (Kept("one", 1), Kept("again", 1), Kept("other", 2));
        Assert.True(one.Length > 3, $"{one.Length} inputs reached something new.");
        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void ACorpusIsRunFirstAndNothingInItIsKeptTwice()
    {
        var first = Kept("corpus", 1);
        var later = Kept("corpus", 1);
        Assert.Equal(first, later[..first.Length]);
        Assert.Equal(later.Length, later.Distinct(StringComparer.Ordinal).Count());
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (string Line, string[] Findings) Run(string target, int inputs, TimeSpan longest)
    {
        var folders = FuzzFolders.Of(_folder, target);
        var line = new Watch(target, folders, longest).Run(inputs, TimeSpan.FromMinutes(5), 1);
        return (line, Directory.Exists(folders.Findings) ? Directory.GetFiles(folders.Findings, "*.txt") : []);
    }

    /// <summary>What a short run in this process keeps.</summary>
    private string[] Kept(string name, ulong seed)
    {
        var folders = FuzzFolders.Of(Path.Combine(_folder, name), "statements");
        Directory.CreateDirectory(Path.Combine(_folder, name));
        using var state = SharedState.Create(folders.State);
        new FuzzLoop(AllTargets.Find("statements")!, new Corpus(folders.Corpus), new Findings(folders.Findings), state)
            .Run(300, TimeSpan.FromMinutes(5), seed);
        return Directory.GetFiles(folders.Corpus).Order(StringComparer.Ordinal)
            .Select(f => Encoding.UTF8.GetString(File.ReadAllBytes(f))).ToArray();
    }
}
