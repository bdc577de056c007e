using System;
using System.IO;
using System.Linq;
using RuleCompiler.Fuzz.Loop;
using RuleCompiler.Fuzz.Targets;
using Xunit;

namespace RuleCompiler.Fuzz.Tests;

/// <summary>A short run of each target, in this process: no finding, and some inputs are accepted and some are refused.</summary>
public class ShortRunTests
{
    public static TheoryData<string, int> Targets { get; } = new()
    {
        { "rules1", 600 },
        { "rules2", 600 },
        { "policies", 400 },
        { "proofs", 200 },
        { "approvals", 1_000 },
        { "inputs", 1_000 },
        { "networks", 1_000 },
        { "statements", 1_000 },
        { "onnx", 2_000 },
        { "tables", 1_000 },
        { "footers", 4_000 },
        { "checkpoints", 400 },
    };

    [Fact]
    public void EveryTargetHasARun() =>
        Assert.Equal(AllTargets.Real.Select(t => t.Name).Order(), Targets.Select(t => (string)t[0]).Order());

    [Theory]
    [MemberData(nameof(Targets))]
    public void NothingIsFound(string target, int inputs)
    {
        var folder = Directory.CreateTempSubdirectory("rulec-fuzz-tests-").FullName;
        try
        {
            var folders = FuzzFolders.Of(folder, target);
            using var state = SharedState.Create(folders.State);
            var findings = new Findings(folders.Findings);
            new FuzzLoop(AllTargets.Find(target)!, new Corpus(folders.Corpus), findings, state).Run(inputs, TimeSpan.FromMinutes(5), 1);
            Assert.Empty(findings.Lines());
            Assert.Equal(inputs, state.Inputs);
            Assert.InRange(state.Accepted, 1, inputs - 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
